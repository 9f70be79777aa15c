package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// mergeLedgers merges in both directions, which must make the same bytes.
func mergeLedgers(t *testing.T, base, a, b string) string {
	t.Helper()
	merged, err := MergeLedgers("r", []byte(base), []byte(a), []byte(b))
	other, err2 := MergeLedgers("r", []byte(base), []byte(b), []byte(a))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if string(merged) != string(other) {
		t.Fatalf("the direction matters:\n%s\nand\n%s", merged, other)
	}
	return string(merged)
}

// Law 3: every record of either branch is in the merged ledger, once, and of the two ledgers the same sign-offs stand as of their lines together.
func TestLaw3MergedLedgersHaveEveryRecord(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 6))
		some := func(n int) (lines string) {
			for range r.IntN(n) {
				one := record([]Kind{"", "", KindRevoke, KindCredit}[r.IntN(4)], fmt.Sprintf("s.a.p%d", r.IntN(4)), []string{"Amal", "Bo"}[r.IntN(2)])
				one.At, one.Note = one.At.Add(time.Duration(r.IntN(9))*time.Second), fmt.Sprint(r.Int())
				lines += line(t, one)
			}
			return lines
		}
		base, a, b := some(6), some(5), some(5)
		merged := mergeLedgers(t, base, base+a, base+b)
		for l := range strings.Lines(base + a + b) {
			if strings.Count(merged, l) != 1 {
				t.Fatalf("seed %d: %sstands %d times in\n%s", seed, l, strings.Count(merged, l), merged)
			}
		}
		got, _ := ParseLedger("r", []byte(merged))
		want, _ := ParseLedger("r", []byte(base+a+b))
		if !slices.Equal(want, got) {
			t.Fatalf("seed %d: %v stand, want %v", seed, got, want)
		}
		if again := mergeLedgers(t, base, merged, base+b); again != merged {
			t.Fatalf("seed %d: merged again\n%s\nwas\n%s", seed, again, merged)
		}
	}
}

func TestMergedLedgersKeepWhatCannotBeReadBehindTheRest(t *testing.T) {
	at := func(key string, second int) string {
		r := record("", key, "Amal")
		r.At = r.At.Add(time.Duration(second) * time.Second)
		return line(t, r)
	}
	p1, p2, p3 := at("s.a.p1", 1), at("s.a.p2", 2), at("s.a.p3", 3)
	torn := p3[:50]
	question := `{"id":"1","at":"2026-11-22T10:00:00Z","text":"?"}` + "\n"
	for name, c := range map[string]struct{ base, a, b, want string }{
		"torn last line":          {p1, p1 + torn, p1 + p2, p1 + p2 + torn + "\n"},
		"torn and mended":         {p1 + torn, p1 + torn + "\n" + p2, p1 + p3, p1 + p2 + p3},
		"in order of time":        {"", p3 + p1, p2, p1 + p2 + p3},
		"base keeps its order":    {p2 + p1, p2 + p1 + p3, p2 + p1, p2 + p1 + p3},
		"removed on one side":     {p1 + p2, p1, p1 + p2 + p3, p1 + p2 + p3},
		"questions":               {"", question, p3, question + p3},
		"marks of a merge":        {p1, p1 + "<<<<<<< HEAD\n" + p2 + "=======\n" + ">>>>>>> x\n", p1 + p3, p1 + p2 + p3},
		"CR LF on one side":       {p1, strings.ReplaceAll(p1+p2, "\n", "\r\n"), p1 + p3, p1 + p2 + p3},
		"the same on both sides":  {p1, p1 + p2, p1 + p2, p1 + p2},
		"nothing before, nothing": {"", "", "", ""},
	} {
		if got := mergeLedgers(t, c.base, c.a, c.b); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, c.want)
		}
	}
	if _, err := MergeLedgers("r", nil, []byte("\xff\xfe{\x00"), []byte(p1)); err == nil {
		t.Error("UTF-16 was merged")
	}
}
