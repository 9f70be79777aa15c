package history_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store/folder"
)

// signedIn returns a record of somebody who has an account.
func signedIn(minute int, key, by, account, after string) history.Record {
	r := record(minute, key, by, "", after)
	r.Account = account
	return r
}

// R44: whose words they are is known under every spelling of a name, under names that an account had before, and under keys that the text had before.
func TestR44WhoWroteWords(t *testing.T) {
	t.Run("names in the lines", func(t *testing.T) {
		j, _ := newJournal(t)
		whoWroteWords(t, j)
	})
	t.Run("names apart", func(t *testing.T) {
		j, _, _ := newApart(t)
		whoWroteWords(t, j)
	})
}

func whoWroteWords(t *testing.T, j *history.Journal) {
	t.Helper()
	moved := record(3, "new.a.p1", "", "", "eins")
	moved.From, moved.Via = "s.a.p1", catalog.ViaMove
	again := record(4, "newer.a.p1", "", "", "eins")
	again.From, again.Via = "new.a.p1", catalog.ViaSync
	accepted := record(5, "s.a.p3", "Noor", "", "drei")
	accepted.Via = catalog.ViaAccept
	records := []history.Record{
		record(0, "s.a.p1", "Ada Lovelace", "", "eins"), record(1, "s.a.p1", "Bo", "eins", "zwei"), record(2, "s.a.p1", "Bo", "zwei", "eins"), moved, again, accepted,
		signedIn(6, "s.a.p4", "Zoe Old", "a1 m1", "vier"), record(7, "s.a.p5", "Zoe Old", "", "fünf"),
		signedIn(8, "s.a.p6", "Zoe Newest", "a2 m1", "sechs"),
	}
	if err := j.Append(records...); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, accounts, key, text string
		want                      bool
	}{
		{"Ada Lovelace", "", "s.a.p1", "eins", true},
		{"ＡＤＡ  lovelace\u200b", "", "s.a.p1", "eins", true},
		{"Bo", "", "s.a.p1", "eins", true},
		{"Bo", "", "s.a.p1", "zwei", true},
		{"Ada Lovelace", "", "s.a.p1", "zwei", false},
		{"Ada Lovelace", "", "newer.a.p1", "eins", true},
		{"Bo", "", "newer.a.p1", "eins", true},
		{"Noor", "", "s.a.p3", "drei", false},
		{"Zoe New", "", "s.a.p4", "vier", false},
		{"Zoe New", "a1", "s.a.p4", "vier", true},
		{"Zoe New", "a2 m1", "s.a.p4", "vier", true},
		{"Zoe New", "a1", "s.a.p5", "fünf", true}, // from before accounts were recorded
		{"Zoe Old", "a9", "s.a.p4", "vier", true},
		{"zoe old", "", "s.a.p6", "sechs", true}, // a name on a command line that the account has no longer
		{"Zoe Old", "a9", "s.a.p6", "sechs", false},
		{"", "", "s.a.p1", "eins", false},
	} {
		wrote, err := j.Wrote("de", history.Person{Name: c.name, Accounts: strings.Fields(c.accounts)})
		if err != nil {
			t.Fatal(err)
		}
		if got := wrote(c.key, catalog.Hash(catalog.Forms{Other: c.text})); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
	var none *history.Journal
	if wrote, err := none.Wrote("de", history.Person{Name: "Bo"}); err != nil || wrote("s.a.p1", "") || none.Warm() != nil {
		t.Errorf("no journal: %v", err)
	}
}

// R44 fails closed: where the history cannot be read, nobody is told that the words are not theirs.
func TestR44JournalThatCannotBeReadIsAnError(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, history.Name)
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	j := history.New(folder.NewLog(path, 1<<20))
	if _, err := j.Wrote("de", history.Person{Name: "Ada"}); err == nil {
		t.Error("no error")
	}
	if _, err := j.Names(history.Person{Name: "Ada"}); err == nil {
		t.Error("no error")
	}
}

// Whoever is forgotten is so under every name that the account had, and without the account.
func TestForgottenAccountIsInNoLine(t *testing.T) {
	j, path := newJournal(t)
	j.Append(signedIn(0, "s.a.p1", "Zoe Old", "account-1 mail-1", "eins"), signedIn(1, "s.a.p2", "Zoe New", "account-1 mail-2", "zwei"), signedIn(2, "s.a.p3", "Bo", "account-2", "drei"))
	if n, err := j.Forget("zoe new"); err != nil || n != 2 {
		t.Errorf("got %d, %v", n, err)
	}
	data, err := os.ReadFile(path)
	if s := string(data); err != nil || strings.Contains(s, "Zoe") || strings.Contains(s, "account-1") || strings.Contains(s, "mail-") || !strings.Contains(s, `"by":"Bo","account":"account-2"`) {
		t.Errorf("got %s, %v", s, err)
	}
}

// Law 8: a signature in a history of 100,000 edits waits 50 ms at most, once the history was read: here twenty times that, because other tests run beside.
func TestLaw8SignatureInALongHistory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100,000 records")
	}
	j := history.New(folder.NewLog(filepath.Join(t.TempDir(), history.Name), 64<<20).OwnerOnly().Rotate(100, nil))
	all := make([]history.Record, 100_000)
	for i := range all {
		all[i] = record(i, fmt.Sprintf("page%d.section.p%d", i%50, i%2000), fmt.Sprint("Person ", i%20), fmt.Sprint("words ", i-2000), fmt.Sprint("words ", i))
	}
	if err := j.Append(all...); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := j.Warm(); err != nil {
		t.Fatal(err)
	}
	first := time.Since(began)
	took := time.Hour
	for n := range 5 { // the quickest: other tests run beside this one
		if err := j.Append(record(n, "page7.section.p7", "Ada", "words 7", fmt.Sprint("newest ", n))); err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		wrote, err := j.Wrote("de", history.Person{Name: "Ada"})
		if err != nil || !wrote("page7.section.p7", catalog.Hash(catalog.Forms{Other: fmt.Sprint("newest ", n)})) {
			t.Fatal(err)
		}
		took = min(took, time.Since(began))
	}
	t.Logf("read first in %v, then in %v", first, took)
	if took > time.Second {
		t.Errorf("it took %v", took)
	}
}
