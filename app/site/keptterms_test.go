package site

import (
	"strings"
	"testing"
)

func TestKeptTermsInEveryDocument(t *testing.T) {
	f := newFixture(t)
	f.Put(f.Locales, "glossary.toml", "[\"Knee-X\"]\nkeep = true\n")
	f.Edit(f.Content, "page.md", `"One title here"`, `"Knee-X title here"`)
	f.Edit(f.Content, "page.md", "- item one", "- item **Knee-X** one")
	f.Sync()
	f.Translate("es", "page", "item **Knee-X** one", "elemento **Knee-X** uno")
	s := f.load()
	const kept = `<span translate="no">Knee-X</span>`
	for _, tag := range []string{"en", "es", "ar"} {
		_, source := read(t, s, "page", tag)
		if !strings.Contains(source, "<h1") || !strings.Contains(source, kept+" title here</h1>") || !strings.Contains(source, "<strong>"+kept+"</strong>") {
			t.Errorf("%s: the term is not kept:\n%s", tag, source)
		}
		if !strings.Contains(source, "<title>Knee-X title here</title>") && tag == "en" {
			t.Error("markup in <title>")
		}
	}
	if _, source := read(t, s, "", "es"); !strings.Contains(source, kept+" title here") {
		t.Error("the term is not kept in the list of guides")
	}
	if len(s.Faults) > 0 {
		t.Error(s.Faults)
	}

	f.Put(f.Locales, "glossary.toml", "[\"Knee-X\"]\nkeep = 3\n")
	s = f.load()
	if len(s.Faults) != 1 || !strings.HasPrefix(s.Faults[0].Error(), "locales/glossary.toml:") {
		t.Errorf("faults %v", s.Faults)
	}
	if _, source := read(t, s, "page", "en"); !strings.Contains(source, kept) {
		t.Error("a broken glossary is not served as it last was good")
	}
}

// Who takes the last term out of the glossary needs no operator, unless readers would miss it.
func TestAGlossaryMayLoseItsEndUnlessReadersWouldMissIt(t *testing.T) {
	const keep, last = "[\"Knee-X\"]\nkeep = true\n", "[knee]\nar = { translation = \"ركبة\" }\n"
	f := newFixture(t)
	f.Sync()
	for _, c := range []struct {
		glossary string
		faults   int
	}{{last + keep, 0}, {last, 1}, {keep + last, 0}, {keep, 0}, {"", 1}} {
		f.Put(f.Locales, "glossary.toml", c.glossary)
		if s := f.load(); len(s.Faults) != c.faults {
			t.Errorf("%q: faults %v", c.glossary, s.Faults)
		}
	}
}
