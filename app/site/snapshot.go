package site

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// Snapshot is everything that is served at one moment: immutable, swapped whole (law 7).
type Snapshot struct {
	Locales *locale.Table
	Chooser *locale.Chooser
	Loaded  time.Time
	Faults  store.Faults // of the files whose last good version, or nothing, is served

	origin      string // "https://example.org", or "" where it is not known
	today       time.Time
	words       *catalog.Localizer
	phrases     *phrasebook              // of words
	english     *catalog.File            // the interface in English
	files       map[string]*catalog.File // the interface in other languages, by tag
	chains      [][]string               // by locale: the tags in which a text is looked for
	order       []*corpus.Page
	places      map[string]int    // of pages in order, by slug
	images      map[string]string // path of an image in the content tree → its URL
	assets      *assets
	shelves     map[string]*shelfOfDocuments // by slug; the list of guides is ""
	problems    [problems][]lazy.Value[*document.Document]
	cache       *document.Cache
	meetings    *document.FallbackCounts
	sitemap     lazy.Value[*document.Document]
	robots      lazy.Value[*document.Document]
	feeds       []lazy.Value[*document.Document] // by locale
	imagesOf    *corpus.Images
	homeOffered lazy.Value[locale.Set]
	glossary    *glossary.Glossary // what kept was made of
	interfaces  []*catalog.File    // by locale: what words was made of
	pseudo      locale.Set         // of the preview: never negotiated, in no list for search engines
	kept        *keptTerms         // nil where the glossary keeps none
	serial      int                // how many snapshots there were before
	preview     *preview           // nil in a normal site
	onDemand    bool
	sources     *corpus.Corpus // nil unless onDemand
}

// Home is the slug of the list of guides.
const Home = ""

// shelfOfDocuments is one page in all locales.
type shelfOfDocuments struct {
	page      *corpus.Page // nil for the list of guides
	documents []document.Slot
}

// newSnapshot makes the snapshot of what was read.
func newSnapshot(src *corpus.Corpus, o Options, now time.Time, before *Snapshot) *Snapshot {
	s := &Snapshot{
		Locales: src.Locales, Loaded: now, Faults: src.Faults,
		cache: o.cache, meetings: o.meetings, origin: o.Origin, today: now, order: src.Pages,
		places: make(map[string]int, len(src.Pages)), assets: o.assets,
		shelves: make(map[string]*shelfOfDocuments, len(src.Pages)+1),
	}
	if before != nil && before.Locales == s.Locales {
		s.Chooser = before.Chooser
	} else {
		s.Chooser = locale.NewChooser(s.Locales)
	}
	if before != nil {
		s.serial = before.serial + 1
	}
	s.pseudo, s.glossary = src.PseudoLocales(), src.Glossary
	if before != nil && before.glossary == s.glossary {
		s.kept = before.kept
	} else {
		s.kept = newKeptTerms(s.glossary)
	}
	if s.onDemand = src.OnDemand(); s.onDemand {
		s.sources = src
	}
	s.addWords(src, before)
	if before != nil && before.imagesOf == src.Images {
		s.images, s.assets = before.images, before.assets
	} else {
		s.addImages(src)
	}
	s.imagesOf = src.Images
	s.addPreview(src, o)
	count := len(s.Locales.Locales)
	s.shelves[Home] = &shelfOfDocuments{documents: make([]document.Slot, count)}
	for i, p := range src.Pages {
		s.places[p.Slug] = i
		s.shelves[p.Slug] = &shelfOfDocuments{page: p, documents: make([]document.Slot, count)}
	}
	s.feeds = make([]lazy.Value[*document.Document], count)
	for i := range s.problems {
		s.problems[i] = make([]lazy.Value[*document.Document], count)
	}
	s.inherit(before)
	return s
}

// addWords makes the interface of all locales, and says for each where its texts are looked for.
func (s *Snapshot) addWords(src *corpus.Corpus, before *Snapshot) {
	s.interfaces = src.Interface
	if before != nil && before.Locales == s.Locales && slices.Equal(before.interfaces, s.interfaces) {
		s.english, s.files, s.words, s.chains, s.phrases = before.english, before.files, before.words, before.chains, before.phrases
		return
	}
	files := map[string]*catalog.File{}
	s.chains = make([][]string, len(s.Locales.Locales))
	for i := range s.Locales.Locales {
		l := &s.Locales.Locales[i]
		if f := src.Interface[l.Index]; f != nil && l.Tag != "en" {
			files[l.Tag] = f
		}
		chain := []string{l.Tag}
		for _, parent := range s.Locales.Parents(l) {
			chain = append(chain, parent.Tag)
		}
		s.chains[l.Index] = chain
	}
	s.english = src.Interface[s.Locales.English().Index]
	if s.files = files; before != nil && before.english == s.english && maps.Equal(before.files, files) {
		s.words = before.words
	} else {
		s.words = catalog.NewLocalizer(s.english, files)
	}
	s.phrases = &phrasebook{}
}

func (s *Snapshot) chain(l *locale.Locale) []string { return s.chains[l.Index] }

// Publishable gives the locales that may be negotiated on the page's neutral URL: those that reach min_coverage, and
// English. ok is false where there is no such page.
func (s *Snapshot) Publishable(slug string) (set locale.Set, ok bool) {
	shelf, ok := s.shelves[slug]
	if !ok {
		return locale.Set{}, false
	}
	if shelf.page != nil {
		return shelf.page.Offered(), true
	}
	return s.homeOffered.Get(func() (set locale.Set) {
		for i := range s.Locales.Locales {
			if l := &s.Locales.Locales[i]; !s.pseudo.Has(i) && s.homeReaches(l) {
				set.Add(i)
			}
		}
		return set
	}), true
}

// homeReaches says whether enough of the interface is translated, by words of its English, to offer the list of guides.
func (s *Snapshot) homeReaches(l *locale.Locale) bool {
	total, own := 0, 0
	for _, m := range s.english.Messages() {
		words := segment.Words(m.Forms.Other)
		total += words
		if _, tag := s.words.Text(m.Key, nil, s.chain(l)...); tag != "en" {
			own += words
		}
	}
	return l.Tag == "en" || own > 0 && float64(own) >= s.Locales.MinCoverage*float64(total)
}

// Document gives the page in the locale of that index, rendering it if nobody asked before; nil where there is no such page.
func (s *Snapshot) Document(slug string, index int) *document.Document {
	shelf, ok := s.shelves[slug]
	if !ok || index < 0 || index >= len(shelf.documents) {
		return nil
	}
	if d := shelf.documents[index].Get(); d != nil {
		return d
	}
	return s.cache.Fill(&shelf.documents[index], s.render(shelf.page, slug, index))
}

// keep gives the document of that kind, page and locales, made once where it is not there.
func (s *Snapshot) keep(kind, slug string, first, second int, build func() *document.Document) *document.Document {
	return s.cache.Keyed(document.Key{Serial: s.serial, Kind: kind, Slug: slug, First: first, Second: second}, build)
}

// render gives the function that makes a document.
func (s *Snapshot) render(p *corpus.Page, slug string, index int) func() *document.Document {
	slug = strings.Clone(slug) // it may lie in a request's memory (R18)
	return func() *document.Document {
		l := &s.Locales.Locales[index]
		var d *draft
		if p == nil {
			d = s.home(l)
		} else {
			d = s.guide(p, l)
		}
		doc := d.document()
		s.cache.Recycle(&d.Buffer)
		doc.Fallbacks, doc.Links = d.gaps, d.linked
		doc.Location = s.url(l, slug)
		return doc
	}
}

// htmlType is the content type of pages.
const htmlType = "text/html; charset=utf-8"

// document finishes a draft.
func (d *draft) document() *document.Document {
	doc := document.New(htmlType, bytes.Clone(d.Bytes()))
	doc.Tag, doc.Language = d.wanted.Tag, d.in.Tag
	return doc
}

// Problem is what went wrong with a request, for the page that says so in the reader's language.
type Problem uint8

// The problems that have a page of their own.
const (
	NotFound Problem = iota
	BadRequest
	MethodNotAllowed
	URITooLong
	HeadersTooLarge
	ServerTrouble
	problems // how many there are
)

// Problem gives the page for a problem in the locale of that index. It has no Location, because it stands at any URL.
func (s *Snapshot) Problem(p Problem, index int) *document.Document {
	return s.problems[p][index].Get(func() *document.Document {
		return s.problem(p, &s.Locales.Locales[index]).document()
	})
}

// page gives the page of a slug; nil where there is none.
func (s *Snapshot) page(slug string) *corpus.Page {
	if i, ok := s.places[slug]; ok {
		return s.order[i]
	}
	return nil
}

// neighbours gives the guides before and after a page; nil at the ends of the list.
func (s *Snapshot) neighbours(p *corpus.Page) (previous, next *corpus.Page) {
	i := s.places[p.Slug]
	if i > 0 {
		previous = s.order[i-1]
	}
	if i+1 < len(s.order) {
		next = s.order[i+1]
	}
	return previous, next
}

// slugs names the list of guides and all pages, in their order.
func (s *Snapshot) slugs() []string {
	slugs := []string{Home}
	for _, p := range s.order {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

// Pages says how many pages there are.
func (s *Snapshot) Pages() int { return len(s.order) }

// url gives the path of a page in a locale.
func (s *Snapshot) url(l *locale.Locale, slug string) string { return "/" + l.Tag + "/" + slug }

// absolute gives a path with the site's origin before it, where that is known.
func (s *Snapshot) absolute(path string) string { return s.origin + path }
