package catalog

import (
	"strings"
	"testing"
	"time"
)

// keysOf returns the keys of sign-offs.
func keysOf(active []SignOff) string {
	var keys []string
	for _, s := range active {
		keys = append(keys, s.Key)
	}
	return strings.Join(keys, " ")
}

// F2: nobody can tell whether a line that cannot be read revokes something.
func TestALineThatCannotBeReadSuspendsTheKeyThatItNamesOrAll(t *testing.T) {
	a, b := line(t, record(KindSignOff, "s.a.p1", "Amal")), line(t, record(KindSignOff, "s.a.p2", "Amal"))
	revoke := line(t, record(KindRevoke, "s.a.p1", "Bo"))
	for damaged, want := range map[string]string{
		strings.Replace(revoke, "revoke", "rev\x01oke", 1): "s.a.p2",
		strings.Replace(revoke, "revoke", "rewoke", 1):     "s.a.p2",
		strings.Replace(revoke, "sha1-", "sha2-", 1):       "s.a.p2",
		revoke[:60]:                               "s.a.p2",
		strings.Replace(revoke, "{", "", 1):       "s.a.p2",
		strings.Replace(revoke, "p1", "p\x02", 1): "",
		strings.ReplaceAll(revoke, "a", "\xff"):   "",
		"<<<<<<< HEAD":                            "",
	} {
		got, faults := ParseLedger("r", []byte(a+b+damaged))
		if keysOf(got) != want || len(faults) != 1 {
			t.Errorf("%s: %q stand, want %q; faults %v", damaged, keysOf(got), want, faults)
		}
	}
}

// F2: a revocation that was seen stays until somebody signs anew, whatever becomes of its line.
func TestARevocationOnceSeenStaysUntilALaterSignOff(t *testing.T) {
	sign, revoke, again := record(KindSignOff, "s.a.p1", "Amal"), record(KindRevoke, "s.a.p1", "Bo"), record(KindSignOff, "s.a.p1", "Cy")
	again.At = again.At.Add(time.Second)
	seen := Revocations(nil).With([]Record{sign, revoke})
	if got := seen.With([]Record{sign}); len(got) != 1 || len(Revocations(nil).With([]Record{sign})) != 0 {
		t.Errorf("got %v", got)
	}
	for _, c := range []struct {
		ledger string
		want   int
	}{
		{line(t, sign), 0}, {"", 0}, {line(t, sign) + line(t, again), 1}, {line(t, again) + line(t, sign), 1},
		{line(t, again) + line(t, sign) + line(t, revoke), 1}, {line(t, sign) + line(t, revoke), 0},
	} {
		l := ReadLedger("r", []byte(c.ledger))
		if got := l.Active(seen, l, 0); len(got) != c.want {
			t.Errorf("%s: %d stand, want %d", c.ledger, len(got), c.want)
		}
	}
}

// Ledgers of two branches are joined line by line: their order says nothing.
func TestTimeDecidesAndNotTheOrderOfLines(t *testing.T) {
	sign, revoke := record(KindSignOff, "s.a.p1", "Amal"), record(KindRevoke, "s.a.p1", "Bo")
	revoke.At = revoke.At.Add(time.Minute)
	for _, ledger := range []string{line(t, sign) + line(t, revoke), line(t, revoke) + line(t, sign)} {
		if got, _ := ParseLedger("r", []byte(ledger)); len(got) > 0 {
			t.Errorf("%s: %v stands", ledger, got)
		}
	}
}
