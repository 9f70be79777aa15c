package site

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
)

// critical returns a site whose page is critical, and the ledger that signs one of its sentences and withdraws it.
func critical(t *testing.T) (f *fixture, sign, revoke string) {
	f = newFixture(t)
	f.Edit(f.Content, "page.md", "order = 1\n", "order = 1\ncritical = true\n")
	f.Sync()
	f.Arabic()
	sign = f.sign("ar", "page", "فقرة مع [رابط](/second).")
	records, _ := catalog.ParseRecords("", []byte(sign))
	records[0].Kind, records[0].At = catalog.KindRevoke, records[0].At.Add(time.Second)
	line, err := records[0].Line()
	if err != nil {
		t.Fatal(err)
	}
	return f, sign, string(line)
}

// shows reports whether readers of Arabic are shown the sentence that is signed.
func (f *fixture) shows() bool {
	f.t.Helper()
	_, source := read(f.t, f.load(), "page", "ar")
	return strings.Contains(source, "فقرة مع")
}

// F2: whatever happens to a ledger, a sentence that was withdrawn does not come back; and one that stands goes on standing.
func TestLaw7NoDamageOfALedgerBringsBackAWithdrawnSentence(t *testing.T) {
	f, sign, revoke := critical(t)
	other := f.sign("ar", "page", "اقتباس.")
	damaged := strings.Replace(revoke, "revoke", "rev\x01oke", 1)
	for name, ledger := range map[string]string{
		"damaged": sign + damaged, "cut": sign, "torn": sign + revoke[:50], "no key": other + sign + "{", "no revocation": other + sign, "reordered": revoke + other + sign,
	} {
		f.site = nil
		f.Put(f.Locales, "ar/reviews.jsonl", sign)
		if !f.shows() {
			t.Fatal("a signed sentence is not shown")
		}
		f.Put(f.Locales, "ar/reviews.jsonl", sign+revoke)
		if f.shows() {
			t.Fatal("a withdrawn sentence is shown")
		}
		for _, again := range []string{ledger, "", sign, ledger} {
			f.Put(f.Locales, "ar/reviews.jsonl", again)
			if f.shows() {
				t.Errorf("%s: a withdrawn sentence is shown", name)
			}
			f.Remove(f.Locales, "ar/reviews.jsonl")
			if f.shows() {
				t.Errorf("%s: a withdrawn sentence is shown while the ledger is gone", name)
			}
		}
		f.Put(f.Locales, "ar/reviews.jsonl", sign+revoke+strings.Replace(sign, "T12:00:00", "T12:00:02", 1))
		if !f.shows() {
			t.Errorf("%s: a sentence that was signed anew is not shown", name)
		}
	}
}

// Law 7: while a ledger is damaged, the sign-offs of its last good version count, less what is revoked meanwhile.
func TestLaw7ADamagedLedgerCostsNoSignOffButRevokesStill(t *testing.T) {
	f, sign, revoke := critical(t)
	other := f.sign("ar", "page", "اقتباس.")
	for _, c := range []struct {
		ledger string
		shown  bool
	}{
		{other + sign, true}, {other + sign[:70], true}, {other, true}, {"", true}, {" \n\t\n", true}, {"<<<<\n" + other + sign, true}, {other + sign, true},
		{other + sign + revoke[:90], false}, {other + sign, true}, {"{\n" + other + sign + revoke, false}, {other + sign, false},
	} {
		f.Put(f.Locales, "ar/reviews.jsonl", c.ledger)
		if f.shows() != c.shown {
			t.Errorf("shown %v after\n%s", !c.shown, c.ledger)
		}
		if faulty := len(f.site.Snapshot().Faults) > 0; faulty != (c.ledger != other+sign) {
			t.Errorf("faults %v after\n%s", f.site.Snapshot().Faults, c.ledger)
		}
	}
}

// At a start nothing tells what a line said that cannot be read: the sign-offs of its key are suspended, or all of the ledger, of no other locale.
func TestALineThatCannotBeReadAtAStartSuspends(t *testing.T) {
	f, sign, revoke := critical(t)
	other := f.sign("ar", "page", "اقتباس.")
	for _, c := range []struct {
		more         string
		shown, quote bool
	}{{"", true, true}, {strings.Replace(revoke, "revoke", "rev\x01oke", 1), false, true}, {revoke[:20], false, false}} {
		f.site = nil
		f.Put(f.Locales, corpus.LedgerPath("ar"), sign+other+c.more)
		shown := f.shows()
		_, source := read(t, f.site.Snapshot(), "page", "ar")
		if quote := strings.Contains(source, "اقتباس."); shown != c.shown || quote != c.quote {
			t.Errorf("with %q: %v and %v are shown, want %v and %v", c.more, shown, quote, c.shown, c.quote)
		}
	}
}

// F2: a revocation that is damaged in any byte, and that nobody has read when it was whole, takes back what it was meant for.
func TestLaw7ARevocationDamagedInAnyByteStillRevokes(t *testing.T) {
	f, sign, revoke := critical(t)
	random := rand.New(rand.NewPCG(1, 2))
	for _, stale := range []bool{false, true} {
		kept := memory{}
		f.site = nil
		f.Put(f.Locales, corpus.LedgerPath("ar"), sign)
		if f.restart(kept); !f.shows() {
			t.Fatal("a signed sentence is not shown")
		}
		if stale { // what is kept is of before the revocation
			if err := f.site.Keep(); err != nil {
				t.Fatal(err)
			}
		}
		for i := 1; i < len(revoke)-1; i++ {
			damaged := []byte(revoke)
			switch random.IntN(4) {
			case 0:
				damaged[i] ^= 1 << random.IntN(8)
			case 1:
				damaged[i] = byte(random.IntN(256))
			case 2:
				damaged = slices.Delete(damaged, i, i+1)
			default:
				damaged = slices.Insert(damaged, i, 'x')
			}
			f.site = nil
			f.Put(f.Locales, corpus.LedgerPath("ar"), sign+string(damaged))
			f.restart(maps.Clone(kept))
			if _, source := read(t, f.site.Snapshot(), "page", "ar"); strings.Contains(source, "فقرة مع") {
				t.Errorf("stale %v: shown after %q", stale, damaged)
			}
		}
	}
}
