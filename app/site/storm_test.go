package site

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/render"
)

// Readers ask for everything while everything is edited, in a small site and in a large one: each sees one snapshot, and when the storm is
// over the documents are those of a fresh start.
func TestLaw7ReadersInAReloadStorm(t *testing.T) {
	for _, eager := range []int{0, 1} {
		f := newFixture(t)
		f.eager = eager
		f.Sync()
		f.Arabic()
		f.load()
		stop := make(chan struct{})
		var readers sync.WaitGroup
		for n := range uint64(3) {
			readers.Go(func() { f.readUntil(stop, rand.New(rand.NewPCG(n, 3))) })
		}
		name := corpus.CatalogPath("ar", "page")
		good := string(f.Locales[name].Data)
		for i := range 40 {
			switch i % 4 {
			case 0:
				f.reload(f.putPage("page.md", strings.Replace(sitetest.PageFile, "item one", fmt.Sprint("item ", i), 1)))
			case 1:
				f.reload(f.putLocale(name, strings.Replace(good, "اقتباس.", fmt.Sprint("اقتباس ", i), 1)))
			case 2:
				f.reload(f.putPage(fmt.Sprintf("new-%d.md", i), sitetest.OtherFile))
			default:
				f.reload(f.putLocale(name, "[broken"))
			}
		}
		f.reload(f.putLocale(name, good))
		close(stop)
		readers.Wait()
		content, locales := f.Trees()
		fresh, err := New(content, locales, f.site.options)
		if err != nil {
			t.Fatal(err)
		}
		sameDocuments(t, fmt.Sprint("eager ", eager), f.site.Snapshot(), fresh.Snapshot())
	}
}

// readUntil asks for random documents of the snapshot of the moment, each twice.
func (f *fixture) readUntil(stop chan struct{}, random *rand.Rand) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		s := f.site.Snapshot()
		slug, index := render.Home, random.IntN(len(s.Locales.Locales))
		if n := random.IntN(len(s.Pages) + 1); n < len(s.Pages) {
			slug = s.Pages[n].Slug
		}
		first := s.Document(slug, index).Body(document.Coding(random.IntN(int(document.Codings))))
		if again := s.Document(slug, index).Body(first.Coding); strings.TrimSuffix(first.ETag, `-best"`) != strings.TrimSuffix(again.ETag, `-best"`) &&
			first.ETag != again.Former {
			f.t.Errorf("%s: one snapshot gave two documents, %s and %s", slug, first.ETag, again.ETag)
		}
		s.Sitemap()
		s.Feed(index)
	}
}
