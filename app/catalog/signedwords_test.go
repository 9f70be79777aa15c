package catalog

import (
	"strings"
	"testing"
	"time"
)

func TestASignOffHoldsTheWordsThatWereSigned(t *testing.T) {
	for _, words := range []Forms{{Other: `<b>"ja" & nein\`}, {One: "eins", Other: "viele"}, {Zero: "صفر", Two: "two\nlines", Other: "x"}} {
		r := record("", "s.a.p1", "Amal")
		r.Text, r.Words = Hash(words), Words(words)
		got, faults := ParseRecords("r", []byte(line(t, r)))
		if len(faults) > 0 || len(got) != 1 || got[0] != r {
			t.Errorf("%v: got %v, %v", words, got, faults)
		}
	}
	r := record("", "s.a.p1", "Amal")
	r.Words = Words{Other: "not what was signed"}
	if _, err := r.Line(); err == nil {
		t.Error("other words than the hash says were written")
	}
	long := Forms{Other: strings.Repeat("long ", maxLine/5)}
	r.Text, r.Words = Hash(long), Words(long)
	if l := line(t, r); strings.Contains(l, "words") || !strings.Contains(l, r.Text) {
		t.Errorf("words that are too long: got %.200s", l)
	}
	for _, bad := range []string{`{"some":"x"}`, `{"other":1}`, `[]`} {
		l := strings.Replace(line(t, record("", "s.a.p1", "Amal")), `"note"`, `"words":`+bad+`,"note"`, 1)
		if got, faults := ParseRecords("r", []byte(l)); len(got) > 0 || len(faults) != 1 {
			t.Errorf("%s: got %v, %v", bad, got, faults)
		}
	}
}

// DESIGN, "State of one segment": signed words are those of the record, else what has their hash, else none.
func TestSignedWordsAreLookedFor(t *testing.T) {
	today, other := Hash(Forms{Other: "E"}), Hash(Forms{Other: "F"})
	sign := func(source, words string, known bool, second int) SignOff {
		s := SignOff{Key: "s.a.p1", Source: source, Text: Hash(Forms{Other: words}), By: words, At: time.Unix(int64(second), 0)}
		if known {
			s.Words = Words{Other: words}
		}
		return s
	}
	m := Message{Key: "s.a.p1", Hash: today, Forms: Forms{Other: "now"}, Previous: []Previous{{Text: Forms{Other: "before"}}}}
	for name, c := range map[string]struct {
		signed []SignOff
		want   string
	}{
		"in the record":      {[]SignOff{sign(today, "old", true, 1)}, "old"},
		"previous text":      {[]SignOff{sign(today, "before", false, 1)}, "before"},
		"text of today":      {[]SignOff{sign(today, "now", false, 1)}, "now"},
		"nowhere":            {[]SignOff{sign(today, "gone", false, 1)}, ""},
		"of another English": {[]SignOff{sign(other, "old", true, 1)}, ""},
		"the newest":         {[]SignOff{sign(today, "old", true, 1), sign(today, "before", false, 2)}, "before"},
		"the newest known":   {[]SignOff{sign(today, "old", true, 1), sign(today, "gone", false, 2)}, "old"},
		"that may be shown":  {[]SignOff{sign(today, "a\u202eb", true, 1)}, ""},
		"in the history":     {[]SignOff{sign(today, "old", true, 1), sign(today, "recorded", false, 2)}, "recorded"},
		"none":               {nil, ""},
	} {
		words, by, ok := m.SignedWords(c.signed, today, func(hash string) (f Forms, ok bool) {
			if hash == Hash(Forms{Other: "recorded"}) {
				f.Other, ok = "recorded", true
			}
			return f, ok
		})
		if words.Other != c.want || ok != (c.want != "") || by.By != c.want {
			t.Errorf("%s: got %q by %q, want %q", name, words.Other, by.By, c.want)
		}
	}
}
