package catalog

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// faultyEnglish is the English beside which catalogs with a fault are laid out: a text of it has changed, and one is new.
const faultyEnglish = "[s.a.p1]\nother = \"One.\"\n[s.a.p2]\nother = \"Two, changed.\"\n[s.a.p3]\nother = \"Three.\"\n[s.a.p4]\nother = \"Four.\"\n"

// faultyLocale returns a catalog in which the entry s.a.p2 stands as given.
func faultyLocale(entry string) string {
	filled := func(key, english, text string) string {
		return fmt.Sprintf("#> %s\n#~ %s before\n# %s remark\n[%s]\nhash = %q\nother = %q\n\n", english, text, text, key, Hash(Forms{Other: english}), text)
	}
	return filled("s.a.p1", "One.", "eins") + entry + filled("s.a.p3", "Three.", "drei")
}

// Law 9: a fault costs the entry it stands in, which stays as it is; everything else in the file is laid out. Where it cannot be told apart, the
// file stays as it is.
func TestLaw9FaultCostsItsEntry(t *testing.T) {
	en := parse(t, "s.en.toml", faultyEnglish)
	for name, c := range map[string]struct {
		entry string
		left  bool // the whole file
	}{
		"quotation mark inside":      {entry: "[s.a.p2]\nother = \"zw\"ei\"\n\n"},
		"missing quotation mark":     {entry: "[s.a.p2]\nother = \"zwei\n\n"},
		"no quotation marks":         {entry: "[s.a.p2]\nother = zwei\n\n"},
		"curly quotation marks":      {entry: "[s.a.p2]\nother = “zwei”\n\n"},
		"text below":                 {entry: "[s.a.p2]\nother = \"zwei\"\nund drei\n\n"},
		"backslash":                  {entry: "[s.a.p2]\nother = \"zwei \\. drei\"\n\n"},
		"unknown member":             {entry: "[s.a.p2]\nother = \"zwei\"\nothr = \"x\"\n\n"},
		"member twice":               {entry: "[s.a.p2]\nother = \"zwei\"\nother = \"zwo\"\n\n"},
		"direction embedding":        {entry: "[s.a.p2]\nother = \"zwei \u202A\"\n\n"},
		"placeholder on a page":      {entry: "[s.a.p2]\nother = \"zwei {{.X}}\"\n\n"},
		"no text":                    {entry: "[s.a.p2]\nother = 2\n\n"},
		"key twice":                  {entry: "[s.a.p2]\nother = \"zwei\"\n\n[s.a.p2]\nother = \"zwo\"\n\n"},
		"list of tables":             {entry: "[[s.a.p2]]\nother = \"zwei\"\n\n"},
		"reserved key":               {entry: "[s.other.p2]\nother = \"zwei\"\n\n"},
		"not UTF-8":                  {entry: "[s.a.p2]\nother = \"zw\xe9i\"\n\n"},
		"control character":          {entry: "[s.a.p2]\nother = \"zwei\x01\"\n\n"},
		"merge conflict":             {entry: "[s.a.p2]\n<<<<<<< HEAD\nother = \"zwei\"\n=======\nother = \"zwo\"\n>>>>>>> branch\n\n"},
		"header without its end":     {entry: "[s.a.p2\nother = \"zwei\"\n\n"},
		"header without its start":   {entry: "s.a.p2]\nother = \"zwei\"\n\n"},
		"header between round marks": {entry: "#> Two.\n(s.a.p2)\nother = \"zwei\"\n\n"},
		"string of many lines":       {entry: "[s.a.p2]\nother = \"\"\"zwei\n\n"},
		"text above the first key":   {entry: "", left: true},
		"conflict around a header":   {entry: "<<<<<<< HEAD\n[s.a.p2]\nother = \"zwei\"\n=======\n[s.a.p2]\nother = \"zwo\"\n>>>>>>> branch\n\n", left: true},
		"comment that is not UTF-8":  {entry: "# \xe9\n[s.a.p2]\nother = \"zwei\"\n\n"},
	} {
		text := faultyLocale(c.entry)
		if c.entry == "" {
			text = "x = 1\n" + text
		}
		old, err := Parse("s.de.toml", []byte(text))
		if err == nil {
			t.Fatalf("%s: no fault", name)
		}
		got := SyncLocale(en, old, []string{"other"})
		if again := SyncLocale(en, got, []string{"other"}); string(again.Bytes()) != string(got.Bytes()) {
			t.Errorf("%s: law 5: first\n%s\nsecond\n%s", name, got.Bytes(), again.Bytes())
		}
		if same := string(got.Bytes()) == text; same != c.left {
			t.Errorf("%s: the file was left as it is: %v, want %v\n%s\n%v", name, same, c.left, got.Bytes(), err)
			continue
		}
		if c.left {
			continue
		}
		if _, after := Parse("s.de.toml", got.Bytes()); after == nil || strings.Count(after.Error(), "\n") != strings.Count(err.Error(), "\n") {
			t.Errorf("%s: faults before\n%v\nafter\n%v\n%s", name, err, after, got.Bytes())
		}
		for line := range strings.SplitSeq(strings.TrimSpace(c.entry), "\n") {
			if !strings.Contains(string(got.Bytes()), line) && !strings.HasPrefix(name, "comment") {
				t.Errorf("%s: %q was changed:\n%s", name, line, got.Bytes())
			}
		}
		_, four := got.Find("s.a.p4")
		if three, _ := got.Find("s.a.p3"); !four || three.Forms.Other != "drei" || len(three.Previous) != 1 {
			t.Errorf("%s: the rest was not laid out:\n%s", name, got.Bytes())
		}
		filled, faults := got.SetValues(map[string]Forms{"s.a.p4": {Other: "vier"}})
		if m, _ := filled.Find("s.a.p4"); len(faults) > 0 || m.Forms.Other != "vier" {
			t.Errorf("%s: another text cannot be set: %v", name, faults)
		}
	}
}

// Law 3: whatever a slip of the hand does to a catalog, laying it out keeps every word, and doing it again changes nothing.
func TestLaw3FaultyCatalogLosesNoWord(t *testing.T) {
	en := parse(t, "s.en.toml", faultyEnglish)
	sound := faultyLocale("#> Two.\n#| Two, once.\n#~ zuvor\n[s.a.p2]\nhash = \"" + Hash(Forms{Other: "Two."}) + "\"\nother = \"zwei\" # ja\n# unten\n\n")
	sound += "# ganz unten\n#~ [s.b.p1]\n#~ other = \"weg\"\n"
	words := []string{"eins", "zwei", "drei", "zuvor", "remark", "before", "unten", "ganz", "weg", "ja"}
	slips := []string{"\"", "'", "[", "]", "#", "\n", "=", "\\", "\x01", "\xff", "\"\"\"", "'''", "\n[s.a.p3]\n", "\n<<<<<<<\n", "other = \"\"\n", "\n\n", "{{"}
	r := rand.New(rand.NewPCG(9, 9))
	faulty := 0
	for range 4_000 {
		at := r.IntN(len(sound))
		text := sound[:at] + slips[r.IntN(len(slips))] + strings.TrimLeft(sound[at:at+1], "\"[]=#\n") + sound[at+1:]
		old, err := Parse("s.de.toml", []byte(text))
		if err != nil {
			faulty++
		}
		got := SyncLocale(en, old, []string{"other"})
		if again := SyncLocale(en, got, []string{"other"}); string(again.Bytes()) != string(got.Bytes()) {
			t.Fatalf("law 5: of\n%s\nfirst\n%s\nsecond\n%s", text, got.Bytes(), again.Bytes())
		}
		for _, w := range words {
			if strings.Contains(text, w) && !strings.Contains(string(got.Bytes()), w) {
				t.Fatalf("lost %q of\n%s\nin\n%s", w, text, got.Bytes())
			}
		}
		if n := strings.Count("\n"+string(got.Bytes()), "\n[s.a.p4]"); string(got.Bytes()) != text && n != 1 {
			t.Fatalf("s.a.p4 stands %d times in\n%s", n, got.Bytes())
		}
	}
	if faulty < 400 {
		t.Errorf("only %d had a fault", faulty)
	}
}
