package catalog

import (
	"bytes"
	"encoding/json"
	"regexp"
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

// R40: what tools make of a ledger is no fault. Both sides of a merge that was left behind count; its marks are one fault, and suspend nothing.
func TestR40ALedgerIsReadHoweverToolsLeaveIt(t *testing.T) {
	a, b := line(t, record(KindSignOff, "s.a.p1", "Amal")), line(t, record(KindSignOff, "s.a.p2", "Amal"))
	pretty := func(l string) string {
		var out bytes.Buffer
		if err := json.Indent(&out, []byte(strings.TrimSpace(l)), "", "  "); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for name, c := range map[string]struct {
		ledger string
		faults int
	}{
		"byte order mark":   {"\uFEFF" + a + b, 0},
		"CR LF":             {strings.ReplaceAll(a+b, "\n", "\r\n"), 0},
		"old Mac":           {strings.ReplaceAll(a+b, "\n", "\r"), 0},
		"blank lines":       {"\n\n" + a + "  \n" + b, 0},
		"broken into lines": {pretty(a) + "\n" + pretty(b) + "\n", 0},
		"list":              {"[\n" + strings.TrimSpace(a) + ",\n" + b + "]\n", 0},
		"broken and a list": {"[\n" + pretty(a) + ",\n" + pretty(b) + "\n]\n", 0},
		"in one line":       {strings.TrimSpace(a) + " " + b, 0},
		"merge":             {"<<<<<<< HEAD\n" + a + "=======\n" + b + ">>>>>>> x\n", 1},
		"merge of diff3":    {"<<<<<<< HEAD\n" + a + "||||||| 1a2b\n=======\n" + b + ">>>>>>> x\n", 1},
		"merge with CR LF":  {strings.ReplaceAll("<<<<<<< HEAD\n"+a+"=======\n"+b+">>>>>>> x\n", "\n", "\r\n"), 1},
	} {
		want := "s.a.p1 s.a.p2"
		got, faults := ParseLedger("r", []byte(c.ledger))
		if keysOf(got) != want || len(faults) != c.faults {
			t.Errorf("%s: %q stand, want %q; faults %v", name, keysOf(got), want, faults)
		}
	}
	revoke := line(t, record(KindRevoke, "s.a.p1", "Bo"))
	if got, _ := ParseLedger("r", []byte("<<<<<<< HEAD\n"+a+"=======\n"+b+revoke+">>>>>>> x\n")); keysOf(got) != "s.a.p2" {
		t.Errorf("%q stand beside a revocation of the other side", keysOf(got))
	}
}

// R46: a message says what was done to a line.
func TestR46ALineOfALedgerIsExplained(t *testing.T) {
	a := strings.TrimSpace(line(t, record(KindSignOff, "s.a.p1", "Amal")))
	for damaged, want := range map[string]string{
		strings.Replace(a, `"key"`, `“key”`, 1): "“ (U+201C) is a typographic quotation mark",
		strings.ReplaceAll(a, `"`, `'`):         "not between two '",
		"# " + a:                                "a ledger has no comments",
		a[:50]:                                  "the line is cut short",
		"other = \"x\"":                         "this line is no record",
		strings.Replace(a, "Amal", "Am\x01al", 1):                                   "a character that cannot be seen (U+0001)",
		regexp.MustCompile(`"at":"[^"]*"`).ReplaceAllString(a, `"at":"28.11.2026"`): "at must say when, for example",
		"=======": "two versions of a text were not merged here",
		"\xff\xfe" + strings.Join(strings.Split(a, ""), "\x00"): "the file is UTF-16",
	} {
		_, faults := ParseLedger("r", []byte(damaged))
		if len(faults) != 1 || !strings.Contains(faults[0].Error(), "r:1:1: ") || !strings.Contains(faults[0].Msg, want) || strings.Contains(faults[0].Msg, "invalid") {
			t.Errorf("%s: got %v, want %q", damaged, faults, want)
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
