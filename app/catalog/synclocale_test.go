package catalog

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/golden"
)

const english1 = `#. title
[s.page.title]
other = "Safety"

#. paragraph · "Infection"
[s.infection.p1]
other = "Tell us early."

#. paragraph · "Infection" · Two lines of an address.
[s.infection.p2]
other = '''
Ward 3\
Second floor'''

#. paragraph
[s.end.p1]
other = "Goodbye."
`

// TestLocaleStory walks one catalog through the life of a page. Each step is one golden file.
func TestLocaleStory(t *testing.T) {
	en := parse(t, "s.en.toml", english1)
	step := func(name string, en, old *File) *File {
		t.Helper()
		f := SyncLocale(en, old, []string{"other"})
		golden.Equal(t, "testdata/"+name, f.Bytes())
		if again := SyncLocale(en, f, []string{"other"}); string(again.Bytes()) != string(f.Bytes()) {
			t.Errorf("law 5: %s: a second sync gives\n%s", name, again.Bytes())
		}
		if f.Faulty() {
			t.Errorf("%s is faulty", name)
		}
		return f
	}
	fill := func(f *File, pairs ...string) *File {
		return parse(t, "s.ar.toml", strings.NewReplacer(pairs...).Replace(string(f.Bytes())))
	}

	ar := step("story1_new.toml", en, nil)
	ar = fill(ar,
		"#. title", "# Translated by Amal.\n\n# ask the doctor\n#. title",
		"other = \"\"", "other = 'نص \"1\"' # sure?")
	ar = step("story2_filled.toml", en, ar)

	edited := strings.Replace(english1, "Tell us early.", "Tell us at once.", 1)
	edited = strings.Replace(edited, "[s.page.title]\nother", "[s.page.title]\nother", 1)
	gone := edited[:strings.Index(edited, "#. paragraph\n")]
	ar = step("story3_edited.toml", parse(t, "s.en.toml", gone), ar)
	ar = fill(ar, "other = \"\"", "other = \"جديد\"")
	ar = step("story4_undone.toml", en, ar)
	ar = step("story5_edited_again.toml", parse(t, "s.en.toml", gone), ar)
	if m, _ := ar.Find("s.infection.p1"); m.Forms.Other != "جديد" {
		t.Errorf("got %q, want the translation of that English back", m.Forms.Other)
	}
}

func TestTranslationWithoutHashIsOutdated(t *testing.T) {
	en := parse(t, "s.en.toml", "[s.a.p1]\nother = \"One.\"\n")
	for name, old := range map[string]string{
		"no hash":               "#> One.\n[s.a.p1]\nother = \"eins\"\n",
		"hash of another text":  "#> One.\n[s.a.p1]\nhash = \"sha1-0000000000000000000000000000000000000000\"\nother = \"eins\"\n",
		"hash that is no hash":  "[s.a.p1]\nhash = \"x\"\nother = \"eins\"\n",
		"previous without mark": "#~ eins\n[s.a.p1]\n",
	} {
		f := SyncLocale(en, parse(t, "s.de.toml", old), []string{"other"})
		m, _ := f.Find("s.a.p1")
		if !m.Forms.Empty() || len(m.Previous) != 1 || m.Previous[0].Text.Other != "eins" || !m.Previous[0].Source.Empty() {
			t.Errorf("%s: got\n%s", name, f.Bytes())
		}
	}
}

func TestLaw9FaultyEnglishOfAPageTouchesNoTranslation(t *testing.T) {
	en := parse(t, "s.en.toml", english1)
	f, _ := Parse("s.ar.toml", []byte("[s.a.p1]\nother = \"\n"))
	if got := SyncLocale(f, en, nil); string(got.Bytes()) != english1 {
		t.Errorf("got %q", got.Bytes())
	}
}

func TestKeyOfATypoKeepsItsWords(t *testing.T) {
	en := parse(t, "s.en.toml", "[s.a.p1]\nother = \"One.\"\n")
	f := SyncLocale(en, parse(t, "s.de.toml", "[s.a.pl]\nother = \"eins\" # mine\n# below\n"), []string{"other"})
	for _, want := range []string{"#~ [s.a.pl]", `#~ other = "eins" # mine`, "#~ # below"} {
		if !strings.Contains(string(f.Bytes()), want+"\n") {
			t.Errorf("no %s in\n%s", want, f.Bytes())
		}
	}
}

func TestPluralFormsInComments(t *testing.T) {
	for _, f := range []Forms{
		{Other: "x"}, {Other: "one: x"}, {Other: "[a.b]"}, {Other: "[a](b) c"}, {Other: `"q"`}, {Other: " lead"}, {Other: "trail "},
		{Other: "a\\\nb"}, {Other: "a\n\nother: b"}, {Other: "a\tb\u0085"}, {One: "1", Other: "n"}, {One: "only"},
		{Zero: "0", One: "a\\\nb", Two: "2: other: ", Few: " f", Many: "\"", Other: "n"}, {Other: "\n"}, {One: "\n", Other: "#~ x"},
	} {
		e := &entry{}
		e.readLead(append(markForms(markOld, f), markForms(markPrevious, f)...))
		if len(e.pairs) != 1 || e.pairs[0].Text != f || e.pairs[0].Source != f {
			t.Errorf("%q: got %q", f, e.pairs)
		}
	}
}
