package render

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// A sitemap that would grow beyond what search engines take says less of each page.
func TestR22ALargeSitemapStillLeadsToEveryPage(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	f.Arabic()
	src, err := corpus.NewReader(f.Trees()).Read(corpus.Changes{})
	if err != nil {
		t.Fatal(err)
	}
	s := New(src, Options{Origin: "https://example.org"}, time.Now(), nil)
	for _, c := range []struct {
		x                  sitemapWriter
		documents, foreign int
	}{
		{sitemapWriter{s, true, false}, 2, 6},
		{sitemapWriter{s, false, false}, 2, 0},
		{sitemapWriter{s, false, true}, 1, 0},
	} {
		var b bytes.Buffer
		c.x.page(&b, "page", time.Time{})
		if got := strings.Count(b.String(), "<loc>"); got != c.documents || !strings.Contains(b.String(), "/en/page</loc>") {
			t.Errorf("%+v: %d documents, want %d, English among them:\n%s", c.x, got, c.documents, b.String())
		}
		if got := strings.Count(b.String(), "hreflang"); got != c.foreign {
			t.Errorf("%+v: %d alternates, want %d", c.x, got, c.foreign)
		}
	}
}
