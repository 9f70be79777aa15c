package site

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// Every text of a guide that has a key can be linked to: its id is the rest of the key, once.
func TestEveryTextOfAGuideHasItsKeyAsID(t *testing.T) {
	anchored(t, repository(t))
	f := newFixture(t)
	f.Put(f.Content, "page.md", strings.Replace(sitetest.PageFile, "order = 1", "order = 1\nsummary = \"What matters first.\"", 1))
	s := f.load()
	anchored(t, s)
	source := string(s.Document("page", s.Locales.English().Index).Body(document.Identity).Bytes)
	if !strings.Contains(source, `What matters first.</span></p>`) || strings.Count(source, "One summary here.") != strings.Count(source, `"One summary here."`) {
		t.Error("a guide with a summary does not show it alone")
	}
}

func anchored(t *testing.T, s *Snapshot) {
	t.Helper()
	for _, p := range s.Pages {
		for i := range s.Locales.Locales {
			html := string(s.Document(p.Slug, i).Body(document.Identity).Bytes)
			for _, key := range p.Keys {
				rest, ok := strings.CutPrefix(key, p.Slug+".")
				if n := strings.Count(html, ` id="`+rest+`"`); ok && n != 1 {
					t.Errorf("%s in %s: %d elements have the id %s", p.Slug, s.Locales.Locales[i].Tag, n, rest)
				}
			}
		}
	}
}
