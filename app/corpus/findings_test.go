package corpus

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/locale"
)

// at returns the text of a file from a place on.
func at(text string, p Position) string {
	lines := strings.Split(text, "\n")
	if p.Line < 1 || p.Line > len(lines) || p.Col < 1 {
		return "nowhere"
	}
	return string([]rune(lines[p.Line-1])[p.Col-1:])
}

func TestPlaceInCatalogWalksEscapes(t *testing.T) {
	for name, value := range map[string]string{
		"basic":           `"خ\u0628 \"zwei\" \\ X"`,
		"literal":         `'خب "zwei" \ X'`,
		"multiline":       "\"\"\"\nخ\\U00000628 \\\n   \\\"zwei\\\" \\\\ X\"\"\"",
		"multi literal":   "'''\nخب \"zwei\" \\ X'''",
		"everything else": `"\u062e\u0628 \u0022zwei\u0022 \x5c X"`,
	} {
		source := "# a comment\n[page.intro.p1]\nother = " + value + "\n"
		f, err := catalog.Parse("x.ar.toml", []byte(source))
		if err != nil {
			if name == "everything else" {
				continue // \x is TOML 1.1
			}
			t.Fatalf("%s: %v", name, err)
		}
		m := f.Messages()[0]
		if m.Forms.Other != `خب "zwei" \ X` {
			t.Fatalf("%s: the value is %q", name, m.Forms.Other)
		}
		got := at(source, positionInCatalog(f, m, "other", strings.Index(m.Forms.Other, "X")))
		if !strings.HasPrefix(got, "X") {
			t.Errorf("%s: points at %q", name, got)
		}
		if got := at(source, positionInCatalog(f, m, "other", strings.Index(m.Forms.Other, "zwei"))); !strings.HasPrefix(got, "zwei") {
			t.Errorf("%s: points at %q", name, got)
		}
	}
}

func TestFindingsNameTheirPlace(t *testing.T) {
	f := sitetest.New(t)
	f.Put(f.Content, "img/knee.png", "an image")
	f.Edit(f.Content, "page.md", "> A quote here.", "> A quote\n>   that links [away](/nowhere) here.")
	f.Sync()
	f.Translate("es", "page", "item one", "elemento  uno")
	src := readTrees(t, f)
	es, _ := src.Locales.Find("es")
	found := false
	for _, one := range findingsIn(src, es) {
		if one.Rule == "spaces" {
			found = true
			text := string(f.Locales["es/page.es.toml"].Data)
			if got := at(text, one.Position); !strings.HasPrefix(got, " ") || !strings.HasSuffix(got, `uno"`) || one.Source != "item one" {
				t.Errorf("%+v points at %q", one, got)
			}
		}
	}
	if !found {
		t.Error("the doubled space was not found")
	}
	found = false
	for _, one := range findingsIn(src, src.Locales.English()) {
		if one.Rule == "deadlinks" {
			found = true
			if got := at(string(f.Content["page.md"].Data), one.Position); one.File != "content/page.md" || !strings.HasPrefix(got, "[away]") {
				t.Errorf("%+v points at %q", one, got)
			}
		}
	}
	if !found {
		t.Error("the dead link was not found")
	}
}

// findingsIn returns the findings of one locale.
func findingsIn(c *Corpus, l *locale.Locale) (list []Finding) {
	for _, part := range c.FindingParts([]*locale.Locale{l}, func(string) bool { return true }) {
		list = append(list, part()[0]...)
	}
	return list
}
