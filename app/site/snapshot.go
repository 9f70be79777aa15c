package site

import (
	"cmp"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
)

// Snapshot is everything that is served at one moment: immutable, swapped whole (law 7).
type Snapshot struct {
	*render.View
	Chooser *locale.Chooser

	documents map[string][]document.Slot // by slug, "" for the list of guides, and [locale.Locale.Index]
	problems  [render.Problems][]lazy.Value[*document.Document]
	sitemap   lazy.Value[*document.Document]
	robots    lazy.Value[*document.Document]
	feeds     []lazy.Value[*document.Document] // by locale
	manifests []lazy.Value[*document.Document] // by locale
	indexes   []document.Value[searchIndex]    // by locale
	options   Options
	corpus    *corpus.Corpus
}

// newSnapshot returns the snapshot of what was read. It shares documents with the one before, which may be nil.
func newSnapshot(src *corpus.Corpus, o Options, now time.Time, before *Snapshot) *Snapshot {
	before = cmp.Or(before, &Snapshot{})
	count := len(src.Locales.Locales)
	s := &Snapshot{
		View:      render.New(src, render.Options{Origin: o.Origin}, now, before.View),
		options:   o,
		corpus:    src,
		documents: make(map[string][]document.Slot, len(src.Pages)+1),
		feeds:     make([]lazy.Value[*document.Document], count),
		manifests: make([]lazy.Value[*document.Document], count),
		indexes:   make([]document.Value[searchIndex], count),
	}
	for _, slug := range s.Slugs() {
		s.documents[slug] = make([]document.Slot, count)
	}
	for i := range s.problems {
		s.problems[i] = make([]lazy.Value[*document.Document], count)
	}
	if before.View != nil && before.Locales == s.Locales {
		s.Chooser = before.Chooser
		s.reuse(before)
	} else {
		s.Chooser = locale.NewChooser(s.Locales)
	}
	return s
}

// Origin returns what stands before every address of the site, "" if it is not known.
func (s *Snapshot) Origin() string { return s.options.Origin }

// Document returns the page in the locale of that index, rendering it if it is not there, and nil if there is no such page.
func (s *Snapshot) Document(slug string, index int) *document.Document {
	slots := s.documents[slug]
	if index < 0 || index >= len(slots) {
		return nil
	}
	if d := slots[index].Get(); d != nil {
		return d
	}
	return s.options.cache.Fill(&slots[index], s.renderer(slug, index))
}

func (s *Snapshot) renderer(slug string, index int) func() *document.Document {
	p, l := s.Page(slug), &s.Locales.Locales[index]
	return func() *document.Document {
		switch {
		case slug == render.Languages:
			return s.LanguagesInputs(l).Render()
		case p == nil:
			return s.GuideListInputs(l).Render()
		}
		doc := s.PageInputs(p).In(l).Render()
		s.options.fallbacks.Count(doc, p.Slug) // a slug that was asked for may be part of a request's memory (R18)
		return doc
	}
}

// keyed returns a document by its kind, page and one or two locales, making it if need be; nil without such a page or locale.
func (s *Snapshot) keyed(kind, slug string, first, second int, build func(*corpus.Page) *document.Document) *document.Document {
	p := s.Page(slug)
	if p == nil || min(first, second) < 0 || max(first, second) >= len(s.Locales.Locales) {
		return nil
	}
	key := document.Key{Serial: s.Serial, Kind: kind, Slug: p.Slug, First: first, Second: second}
	return s.options.cache.Keyed(key, func() *document.Document { return build(p) })
}

// Problem returns the page for a problem in the locale of that index. It has no Location, because it stands at any URL.
func (s *Snapshot) Problem(p render.Problem, index int) *document.Document {
	return s.problems[p][index].Get(func() *document.Document { return s.ProblemPage(p, &s.Locales.Locales[index]) })
}

// Feed returns the feed of a locale: every guide that is offered in it, newest first.
func (s *Snapshot) Feed(index int) *document.Document {
	return s.feeds[index].Get(func() *document.Document { return s.FeedFile(&s.Locales.Locales[index]) })
}

// Manifest returns the web app manifest of a locale.
func (s *Snapshot) Manifest(index int) *document.Document {
	return s.manifests[index].Get(func() *document.Document { return s.ManifestFile(&s.Locales.Locales[index]) })
}

// Sitemap returns sitemap.xml: every document that is offered with its hreflang alternates (R21), or as much of that as may be.
func (s *Snapshot) Sitemap() *document.Document { return s.sitemap.Get(s.SitemapFile) }

// Robots returns robots.txt: everything may be read.
func (s *Snapshot) Robots() *document.Document { return s.robots.Get(s.RobotsFile) }

// SideBySide returns a page in two locales, side by side, and nil if there is no such page, or the two are one.
func (s *Snapshot) SideBySide(slug string, first, second int) *document.Document {
	if first == second {
		return nil
	}
	return s.keyed("beside", slug, first, second, func(p *corpus.Page) *document.Document {
		return s.SideBySidePage(p, &s.Locales.Locales[first], &s.Locales.Locales[second])
	})
}

// ReportParts returns the page that lists the parts of a page, each with a link to its form, and nil if there is no such page.
func (s *Snapshot) ReportParts(slug string, index int) *document.Document {
	return s.keyed("report", slug, index, index, func(p *corpus.Page) *document.Document {
		return s.ReportPartsPage(p, &s.Locales.Locales[index])
	})
}

// ReportThanks returns the page after a report was kept, and nil if there is no such page.
func (s *Snapshot) ReportThanks(slug string, index int) *document.Document {
	return s.keyed("thanks", slug, index, index, func(p *corpus.Page) *document.Document {
		return s.ReportThanksPage(p, &s.Locales.Locales[index])
	})
}
