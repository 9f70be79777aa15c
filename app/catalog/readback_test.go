package catalog

import (
	"strings"
	"testing"
	"time"
)

func readBack(key, text, english string, at time.Time) ReadBack {
	return ReadBack{Key: key, Text: Hash(Forms{Other: text}), English: map[string]string{"other": english}, By: "Engine 1", At: at}
}

// A read-back holds for the very words that were read, and of two the newer one, in whatever order they stand.
func TestAReadBackHoldsForTheWordsThatWereRead(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	old, err := readBack("s.a.p1", "Descanse.", "Relax <b>&</b>.", at).Line()
	if err != nil {
		t.Fatal(err)
	}
	newer, err := readBack("s.a.p1", "Descanse.", "Rest.", at.Add(time.Hour)).Line()
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{string(old) + string(newer), string(newer) + "\r\n" + string(old)} {
		all, faults := ParseReadBacks("r", []byte(data))
		if r, ok := all.Of("s.a.p1", Forms{Other: "Descanse."}); !ok || r.Forms().Other != "Rest." || len(faults) > 0 {
			t.Errorf("%s: got %+v, %v", data, r, faults)
		}
		if _, ok := all.Of("s.a.p1", Forms{Other: "Descansa."}); ok {
			t.Error("it holds for other words")
		}
	}
}

// Law 9: a line that cannot be read costs itself alone.
func TestALineThatIsNoReadBackIsAFault(t *testing.T) {
	good, err := readBack("s.a.p1", "x", "y", time.Now()).Line()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"{", "x", `{"key":"s.a.p1"}`, "\xff", strings.Replace(string(good), "sha1-", "md5-", 1), strings.Replace(string(good), `"y"`, `""`, 1),
		strings.Replace(string(good), "Engine", "En\u202egine", 1), strings.Replace(string(good), "s.a.p1", "", 1),
	} {
		all, faults := ParseReadBacks("r", []byte(bad+"\n"+string(good)))
		if len(all) != 1 || len(faults) != 1 || faults[0].Line != 1 {
			t.Errorf("%s: got %v, %v", bad, all, faults)
		}
	}
	if _, err := readBack("s.a.p1", "x", strings.Repeat("y", maxReadBack), time.Now()).Line(); err == nil {
		t.Error("a line is longer than any that is read")
	}
}
