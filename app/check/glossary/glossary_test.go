package glossary

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/check/lang"
)

func TestFaultsOfAGlossaryHaveTheirPlace(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"[\"bone marrow\"]\nde = { translation = \"\" }\n", `g.toml:2:1: the rendering in de has no translation`},
		{"[\"bone marrow\"]\n\n[infection]\nxx-yy-zz9 = { translation = \"a\" }\n", "g.toml:4:1: \"xx-yy-zz9\" is not the tag"},
		{"[infection]\nnote = 3\n", "g.toml:2:1: a term has note"},
		{"[infection]\nde = { translaton = \"a\" }\n", "g.toml:2:1: a rendering has translation"},
		{"[infection]\nde = { translation = \"Infektion\", forbidden = [\"infekt\"] }\n", "g.toml:2:1: \"infekt\" is forbidden and stands in"},
		{"[infection]\nde = { translation = \"Infektion\", match = \"infekt\" }\n", "g.toml:2:1: a rendering has"},
		{"[\"…\"]\nnote = \"\"\n", "has no word"},
		{"[infection\n", "g.toml:1:"},
		{"a = 1\n", "g.toml"},
		{"[infection]\nde = { translation = \"a\" }\nde = { translation = \"b\" }\n", "g.toml:3:"},
	} {
		_, err := Parse("g.toml", []byte(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.in, err, c.want)
		}
	}
}

func TestTermsAreFoundAsWholeWords(t *testing.T) {
	g, err := Parse("g.toml", []byte("[\"stem cell\"]\n[\"X-ray\"]\n[MRI]\n[reject]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Stem cells help.":            "stem cell",
		"A stem, cell by cell":        "",
		"The system cell":             "",
		"X-rays and MRI scans":        "X-ray MRI",
		"The body rejects them":       "reject",
		"A rejected rejection":        "",
		"the stem cell’s wall":        "stem cell",
		"an admri scan":               "",
		"stem cell and STEM CELL":     "stem cell",
		"Stem\u00a0cells":             "stem cell",
		"“Stem cells” (from a donor)": "stem cell",
	} {
		var got []string
		for _, term := range g.Find(lang.Words(text), text) {
			got = append(got, term.Term)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestKeptTermsAreFoundInAnyLanguage(t *testing.T) {
	g, err := Parse("g.toml", []byte("[Parlance]\nkeep = true\n[\"Cell Line 5\"]\nkeep = true\n[nausea]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Parlance hilft.":                    "Parlance",
		"Über Parlance und Cell Line 5.":     "Parlance|Cell Line 5",
		"parlance, nausea":                   "",
		"منصة Parlance مفيدة":                "Parlance",
		"Parlance’s guides, and Parlancer’s": "Parlance",
	} {
		var got []string
		for _, p := range g.KeptTerms().Find(text) {
			got = append(got, text[p[0]:p[1]])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := (*Glossary)(nil).KeptTerms().Find("Parlance"); got != nil {
		t.Errorf("without a glossary: got %v", got)
	}
}

// R46, law 9: a fault is explained, and costs its term alone.
func TestR46FaultsOfTheGlossaryAreExplained(t *testing.T) {
	const terms = "\uFEFF[\"stem cell\"]\nnote = “a cell”\n\n[cell]\nnote = \"x\n\n[vein]\nnote = \"y\"\n\n[vein]\nnote = \"z\"\n\n[MRI]\nkeep = True\n"
	_, err := Parse("g.toml", []byte(terms))
	for _, want := range []string{`g.toml:2:8: “ (U+201C) is a typographic quotation mark: around the text write ": write it as note = "a cell"`,
		`g.toml:5:10: the quotation mark " at the end of the text is missing: write it as note = "x"`, "vein stands twice: join the two",
		"g.toml:14:8: keep is true or false: write it as keep = true"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got\n%v\nwant %s", err, want)
		}
	}
}
