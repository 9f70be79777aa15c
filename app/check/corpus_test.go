package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

const root = "../../locales"

// corpus returns every translated message of the repository, by locale.
func corpus(t testing.TB) map[*locale.Locale][]Unit {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "locales.toml"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := locale.ParseTable("locales.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	all := map[*locale.Locale][]Unit{}
	for i := range table.Locales {
		l := &table.Locales[i]
		if l.Tag == "en" {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(root, l.Tag, "*.toml"))
		for _, name := range files {
			base := strings.TrimSuffix(filepath.Base(name), "."+l.Tag+".toml")
			english := readCatalog(t, filepath.Join(root, "en", base+".en.toml"))
			for _, m := range readCatalog(t, name).Messages() {
				if e, ok := english.Find(m.Key); ok && m.Translates(e) {
					all[l] = append(all[l], Unit{m.Key, m.Kind, e.Forms, m.Forms, m.Comments})
				}
			}
		}
	}
	return all
}

func readCatalog(t testing.TB, name string) *catalog.File {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse(filepath.ToSlash(name), data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func contextOf(l *locale.Locale, g *glossary.Glossary) Context {
	return Context{l.Tag, l.Script, catalog.Categories(l.Tag), g}
}

func repositoryGlossary(t testing.TB) *glossary.Glossary {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "glossary.toml"))
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.Parse("locales/glossary.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestCatalogsOfTheRepositoryHaveNoFindings(t *testing.T) {
	g := repositoryGlossary(t)
	for l, units := range corpus(t) {
		in := contextOf(l, g)
		for _, u := range units {
			for _, f := range Message(u, in) {
				t.Errorf("%s %s %s %s: %s: %s\n\t%s\n\t%s\n\t%s", l.Tag, f.Key, f.Form, f.Severity, f.Rule, f.Message, f.Hint, u.Source.Other, u.Text.Get(f.Form))
			}
		}
	}
}

func TestEnglishOfTheRepositoryHasNoFindings(t *testing.T) {
	pages, _ := filepath.Glob("../../content/*.md")
	var all []Unit
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page, err := segment.Parse(strings.TrimSuffix(filepath.Base(name), ".md"), name, data)
		if err != nil {
			t.Fatal(err)
		}
		var units []Unit
		for _, s := range page.Segments {
			units = append(units, Unit{Key: name, Kind: string(s.Kind), Source: catalog.Forms{Other: s.Text}})
		}
		for _, f := range EnglishPage(units) {
			t.Errorf("%s: %s: %s", f.Key, f.Rule, f.Message)
		}
		all = append(all, units...)
	}
	for _, f := range NearDuplicates(all) {
		t.Errorf("%s: %s: %s", f.Key, f.Rule, f.Message)
	}
}
