package site

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/check/glossary"
)

func TestKeptTermsAreNotTranslated(t *testing.T) {
	g, err := glossary.Parse("glossary.toml", []byte("[\"MRI\"]\nkeep = true\n[\"MRI-2\"]\nkeep = true\n[\"knee\"]\nes = { translation = \"rodilla\" }\n"))
	if err != nil {
		t.Fatal(err)
	}
	k := newKeptTerms(g)
	const open, end = `<span translate="no">`, `</span>`
	for text, want := range map[string]string{
		"An MRI of the knee": "An " + open + "MRI" + end + " of the knee",
		"MRI-2 & MRI":        open + "MRI-2" + end + " &amp; " + open + "MRI" + end,
		"MRIs and xMRI":      "MRIs and xMRI",
		"做MRI检查":             "做" + open + "MRI" + end + "检查",
		"ทำMRIได้":           "ทำ" + open + "MRI" + end + "ได้",
		"mri":                "mri",
		"<MRI>":              "&lt;" + open + "MRI" + end + "&gt;",
		"":                   "",
	} {
		if got := k.escape(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := (*keptTerms)(nil).escape("<MRI>"); got != "&lt;MRI&gt;" {
		t.Errorf("without a glossary: %q", got)
	}
}

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
