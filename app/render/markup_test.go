package render

import (
	"testing"

	"github.com/parlance/parlance/app/check/glossary"
)

func TestKeptTermsAreNotTranslated(t *testing.T) {
	g, err := glossary.Parse("glossary.toml", []byte("[\"MRI\"]\nkeep = true\n[\"MRI-2\"]\nkeep = true\n[\"knee\"]\nes = { translation = \"rodilla\" }\n"))
	if err != nil {
		t.Fatal(err)
	}
	k := g.KeptTerms()
	const open, end = `<span translate="no">`, `</span>`
	for text, want := range map[string]markup{
		"An MRI of the knee": "An " + open + "MRI" + end + " of the knee",
		"MRI-2 & MRI":        open + "MRI-2" + end + " &amp; " + open + "MRI" + end,
		"MRIs and xMRI":      "MRIs and xMRI",
		"做MRI检查":             "做" + open + "MRI" + end + "检查",
		"ทำMRIได้":           "ทำ" + open + "MRI" + end + "ได้",
		"mri":                "mri",
		"<MRI>":              "&lt;" + open + "MRI" + end + "&gt;",
		"":                   "",
	} {
		if got := escapeKept(k, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := escapeKept(nil, "<MRI>"); got != "&lt;MRI&gt;" {
		t.Errorf("without a glossary: %q", got)
	}
}
