package check

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/locales"
)

// shippedEnglish returns the units of all texts that are shipped, and the glossary.
func shippedEnglish(t *testing.T) (units []Unit, in Context) {
	t.Helper()
	paths, err := fs.Glob(locales.FS, "en/*.toml")
	if err != nil || len(paths) < 4 {
		t.Fatal(paths, err)
	}
	for _, p := range paths {
		data, err := fs.ReadFile(locales.FS, p)
		if err != nil {
			t.Fatal(err)
		}
		f, err := catalog.Parse(p, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range f.Messages() {
			kind := m.Kind
			if strings.HasPrefix(m.Key, "ui.") {
				kind = ""
			}
			units = append(units, Unit{Key: m.Key, Kind: kind, Source: m.Forms, Text: m.Forms})
		}
	}
	data, err := fs.ReadFile(locales.FS, "glossary.toml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.Parse("glossary.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return units, Context{Tag: "es", Script: "Latn", Glossary: g}
}

// plainForms returns the words that a reader sees of each form.
func plainForms(u Unit) (plain catalog.Forms) {
	e := NewEnglish(u, nil)
	for _, form := range u.Source.Filled() {
		plain = plain.With(form, e.texts[u.Source.Get(form)].plain)
	}
	return plain
}

// A read-back that says what the English says has no difference: every shipped text, held against itself.
func TestAReadBackInTheWordsOfTheEnglishHasNoDifference(t *testing.T) {
	units, in := shippedEnglish(t)
	for _, u := range units {
		for _, f := range ReadBack(u, plainForms(u), in) {
			t.Errorf("%s: %s: %s\n\t%s", u.Key, f.Rule, f.Message, u.Source.Get(f.Form))
		}
	}
}

// What a translation says wrongly is found in its read-back, and what says the same in other words is not.
func TestDifferencesOfAReadBackAreFound(t *testing.T) {
	_, in := shippedEnglish(t)
	data, err := os.ReadFile("testdata/readback/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), " ; ")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		u := Unit{Key: "a.b.p1", Kind: "paragraph", Source: catalog.Forms{Other: f[1]}, Text: catalog.Forms{Other: "Una traducción."}}
		found, said := "ok", ""
		for i, one := range ReadBack(u, catalog.Forms{Other: f[2]}, in) {
			said += "\n\t" + one.Rule + ": " + one.Message
			if i == 0 || one.Rule == f[0] {
				found = one.Rule
			}
		}
		if found != f[0] {
			t.Errorf("%sgot %s%s", line, found, said)
		}
	}
}

// Of all shipped texts: a number changed and a "not" lost are found in each, whatever else it says.
func TestPlantedDifferencesOfAReadBackAreFound(t *testing.T) {
	units, in := shippedEnglish(t)
	number, not := regexp.MustCompile(`\b(?:[0-9]+|two|three|four|five)\b`), regexp.MustCompile(`\b(?:do not|does not|is not|are not|not|never)\b`)
	planted := map[string]int{}
	for _, u := range units {
		plain := plainForms(u).Other
		for rules, spoilt := range map[string]string{
			"numbers phones": replaceFirst(number, plain, func(string) string { return "77" }),
			"negation":       not.ReplaceAllString(plain, "also"),
		} {
			if spoilt == plain || strings.Contains(plain, "not only") || u.Source.Plural() || strings.Contains(plain, "://") {
				continue
			}
			planted[rules]++
			found := ReadBack(u, catalog.Forms{Other: spoilt}, in)
			if !slices.ContainsFunc(found, func(f Finding) bool { return strings.Contains(rules, f.Rule) }) {
				t.Errorf("%s: %s: not found in %q", u.Key, rules, spoilt)
			}
		}
	}
	if planted["negation"] < 15 || planted["numbers phones"] < 5 {
		t.Errorf("too little was planted: %v", planted)
	}
}

// replaceFirst replaces the first match of an expression.
func replaceFirst(x *regexp.Regexp, text string, with func(string) string) string {
	at := x.FindStringIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + with(text[at[0]:at[1]]) + text[at[1]:]
}

// A comment that allows a rule for the two texts holds for the read-back too, and a difference says how to write it.
func TestAReadBackObeysComments(t *testing.T) {
	u := Unit{Key: "a.b.p1", Kind: "paragraph", Source: catalog.Forms{Other: "Rest for 2 days."}, Text: catalog.Forms{Other: "Descanse un par de días."}}
	found := ReadBack(u, catalog.Forms{Other: "Rest for a couple of days."}, Context{Tag: "es"})
	if len(found) != 1 || !strings.Contains(found[0].Message, "the English says") || !strings.Contains(found[0].Message, "the read-back") {
		t.Fatalf("got %+v", found)
	}
	_, comment, ok := strings.Cut(found[0].Hint, "write above the entry: ")
	if !ok {
		t.Fatalf("no comment in %q", found[0].Hint)
	}
	u.Comments = []string{strings.Replace(comment, "because …", "because a couple is two", 1)}
	if found := ReadBack(u, catalog.Forms{Other: "Rest for a couple of days."}, Context{Tag: "es"}); len(found) > 0 {
		t.Errorf("%q allows nothing: %+v", u.Comments, found)
	}
}

// What is said too much is pointed at in the read-back, which is longer than the translation.
func TestDifferencesOfAReadBackArePointedAt(t *testing.T) {
	_, in := shippedEnglish(t)
	u := Unit{Key: "a.b.p1", Kind: "paragraph", Source: catalog.Forms{Other: "Rest. Walk for 2 days."}, Text: catalog.Forms{Other: "休息。走两天。"}}
	back := "Take a rest. Do not walk for 3 days."
	pointed := map[string]string{}
	for _, f := range ReadBack(u, catalog.Forms{Other: back}, in) {
		pointed[f.Rule] = back[f.Offset:]
	}
	if pointed["numbers"] != "3 days." || pointed["negation"] != "Do not walk for 3 days." {
		t.Errorf("got %q", pointed)
	}
}
