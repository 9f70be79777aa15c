package catalog

import (
	"strings"
	"testing"
)

const filled = `# people's

#. paragraph
#> One "x".
#| Old.
#~ alt
[s.a.p1]
hash = "HASH1" # mine
# above
other   =   'eins "x"'   # spelled so

#. paragraph
#> {{.Count}} day
[s.a.p2]
hash = "HASH2"
# no text yet`

func filledFile(t *testing.T) string {
	return strings.NewReplacer("HASH1", Hash(Forms{Other: `One "x".`}), "HASH2", Hash(Forms{Other: "{{.Count}} day"})).Replace(filled)
}

func TestLaw5FillOfTheSameTextsChangesNothing(t *testing.T) {
	f := parse(t, "ui.de.toml", filledFile(t))
	texts := map[string]Forms{}
	for _, m := range f.Messages() {
		texts[m.Key] = m.Forms
	}
	if got, faults := f.SetValues(texts); len(faults) > 0 || got != f {
		t.Errorf("got %v\n%s", faults, got.Bytes())
	}
}

func TestLaw3FillChangesOnlyValuesAndKeepsTheWordsOfBefore(t *testing.T) {
	for _, ends := range []string{"\n", "\r\n"} {
		text := strings.ReplaceAll(filledFile(t), "\n", ends)
		f := parse(t, "ui.de.toml", text)
		got, faults := f.SetValues(map[string]Forms{"s.a.p1": {Other: "zwei\nZeilen"}, "s.a.p2": {Other: "{{.Count}} Tag", One: "1 Tag"}})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		want := strings.NewReplacer(
			`'eins "x"'   # spelled so`, "'''\nzwei\nZeilen'''   # spelled so",
			"#> One \"x\".\n", "#> One \"x\".\n#| One \"x\".\n#~ eins \"x\"\n",
			"# no text yet", "one = \"1 Tag\"\nother = \"{{.Count}} Tag\"\n# no text yet").Replace(filledFile(t))
		if want = strings.ReplaceAll(want, "\n", ends); string(got.Bytes()) != want {
			t.Errorf("got\n%q\nwant\n%q", got.Bytes(), want)
		}
		if m, _ := got.Find("s.a.p1"); m.Forms.Other != "zwei\nZeilen" || len(m.Previous) != 2 || m.Previous[0].Text.Other != `eins "x"` {
			t.Errorf("got %+v", m)
		}
	}
}

func TestSetValuesBelowAnUnfinishedLastLine(t *testing.T) {
	f := parse(t, "s.de.toml", "#> One.\n[s.a.p1]\nhash = \""+Hash(Forms{Other: "One."})+`"`)
	got, faults := f.SetValues(map[string]Forms{"s.a.p1": {Other: "Eins."}})
	if m, _ := got.Find("s.a.p1"); len(faults) > 0 || m.Forms.Other != "Eins." {
		t.Errorf("got %v\n%s", faults, got.Bytes())
	}
}

func TestSetValuesRefusesByKey(t *testing.T) {
	text := "#> One.\n[s.a.p1]\nhash = \"" + Hash(Forms{Other: "One."}) + "\"\nother = \"\"\n\n#> Two.\n[s.a.p2]\nhash = \"x\"\nother = \"\"\n"
	f := parse(t, "s.de.toml", text)
	for name, c := range map[string]struct {
		key, text, want string
	}{
		"unknown key":     {"s.a.p9", "x", "no such entry"},
		"another English": {"s.a.p2", "x", "run parlance sync"},
		"direction":       {"s.a.p1", "x\u202Ey", "U+202E"},
		"control":         {"s.a.p1", "x\x00y", "NUL"},
		"action":          {"s.a.p1", "{{range}}", "two braces"},
		"placeholder":     {"s.a.p1", "{{.Name}}", "placeholder"},
	} {
		got, faults := f.SetValues(map[string]Forms{c.key: {Other: c.text}})
		if len(faults) != 1 || !strings.Contains(faults[0].Msg, c.key) || !strings.Contains(faults[0].Msg, c.want) || got != f {
			t.Errorf("%s: got %v", name, faults)
		}
	}
	got, faults := f.SetValues(map[string]Forms{"s.a.p2": {Other: "x"}, "s.a.p1": {Other: "eins"}})
	if m, _ := got.Find("s.a.p1"); len(faults) != 1 || m.Forms.Other != "eins" {
		t.Errorf("the rest did not go in: %v\n%s", faults, got.Bytes())
	}
	ui := parse(t, "ui.de.toml", strings.ReplaceAll(text, "s.a", "ui.a"))
	if _, faults := ui.SetValues(map[string]Forms{"ui.a.p1": {Other: "{{.Name}}"}}); len(faults) != 1 {
		t.Error("a placeholder that the English does not have went in")
	}
	broken, _ := Parse("s.de.toml", []byte("[s.a.p1]\nother = \"\n"))
	if got, faults := broken.SetValues(map[string]Forms{"s.a.p1": {Other: "x"}}); len(faults) != 1 || got != broken {
		t.Error("a faulty file was filled")
	}
}
