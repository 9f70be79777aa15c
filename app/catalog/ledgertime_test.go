package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// Where one of two records is of the future, the revocation wins. Later ones are told apart by their times again.
func TestARevocationWinsOverAnUnrelatedRecordOfTheFuture(t *testing.T) {
	now := time.Now()
	at := func(kind Kind, at time.Time) string {
		r := record(kind, "s.a.p1", "Ana")
		r.At = at
		return line(t, r)
	}
	ahead, before, after := now.AddDate(1, 0, 0), now.Add(-time.Hour), now.AddDate(1, 0, 1)
	for ledger, want := range map[string]int{
		at("", ahead) + at(KindRevoke, before):                                       0,
		at("", ahead) + at(KindRevoke, after):                                        0,
		at("", before) + at(KindRevoke, ahead):                                       0,
		at("", before) + at(KindRevoke, ahead) + at("", after):                       1,
		at("", before) + at(KindRevoke, ahead) + at("", now):                         0,
		at("", before) + at(KindRevoke, before) + at("", now):                        1,
		at("", before) + at(KindRevoke, before) + at("", ahead):                      0,
		at("", before) + at(KindRevoke, now) + at(KindRevoke, ahead) + at("", after): 1,
		at("", before) + at(KindRevoke, now) + at("", ahead) + at(KindRevoke, after): 0,
	} {
		if got, _ := ParseLedger("reviews.jsonl", []byte(ledger)); len(got) != want {
			t.Errorf("%s: %v stand, want %d", ledger, got, want)
		}
	}
	far := record("", "s.a.p1", "Ana")
	if far.At = now.AddDate(8000, 0, 0); far.check() == nil {
		t.Error("nothing can be made later than this record, and it may stand")
	}
}

// Ledgers of two branches are joined line by line: any order of the lines gives the same sign-offs, oldest first.
func TestAnyOrderOfLinesGivesTheSameSignOffs(t *testing.T) {
	kinds := []Kind{KindSignOff, KindSignOff, KindSignOff, KindRevoke, KindRevoke, KindAccept, KindCredit, KindCarried, KindCarried}
	some := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 12))
		var lines []string
		for range 2 + r.IntN(14) {
			key := func() string { return fmt.Sprintf("s.a.p%d", r.IntN(3)) }
			one := record(kinds[r.IntN(len(kinds))], key(), []string{"Amal", "Bo", "Cy"}[r.IntN(3)])
			one.At = one.At.Add(time.Duration(r.IntN(5)) * time.Second)
			if r.IntN(8) == 0 {
				one.At = time.Now().AddDate(1, 0, r.IntN(3))
			}
			if r.IntN(5) == 0 {
				one.Text = Hash(Forms{Other: "c"})
			}
			if one.Kind == KindCarried {
				one.From = key()
			}
			lines = append(lines, line(t, one))
		}
		if r.IntN(4) == 0 { // and one that cannot be read
			at := r.IntN(len(lines))
			lines[at] = lines[at][:40+r.IntN(80)] + "\n"
		}
		want, _ := ParseLedger("r", []byte(strings.Join(lines, "")))
		some += len(want)
		for range 6 {
			r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			if got, _ := ParseLedger("r", []byte(strings.Join(lines, ""))); !slices.Equal(got, want) {
				t.Fatalf("seed %d:\n%sgives\n%v, in another order\n%v", seed, strings.Join(lines, ""), got, want)
			}
		}
	}
	if some < 300 {
		t.Errorf("only %d sign-offs stood: the test says little", some)
	}
}
