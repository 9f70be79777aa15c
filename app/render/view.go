package render

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// View is everything that documents are made of at one moment. It never changes.
type View struct {
	Locales *locale.Table
	Loaded  time.Time
	Faults  store.Faults // of the files whose last good version, or nothing, is served

	origin      string // "https://example.org", or "" where it is not known
	words       *catalog.Localizer
	phrases     *stringCache             // of words
	english     *catalog.File            // the interface in English
	files       map[string]*catalog.File // the interface in other languages, by tag
	chains      [][]string               // by locale: the tags in which a text is looked for
	Pages       []*corpus.Page
	places      map[string]int    // of pages in order, by slug
	images      map[string]string // path of an image in the content tree → its URL
	assets      *Assets
	imagesOf    *corpus.Images
	homeOffered lazy.Value[locale.Set]
	interfaces  []*catalog.File     // by locale: what words was made of
	pseudo      locale.Set          // of the preview: never negotiated, in no list for search engines
	kept        *glossary.KeptTerms // nil where the glossary keeps none
	Serial      int                 // how many views there were before
	preview     *preview            // nil in a normal site
	buffers     *document.Buffers
}

// Home is the slug of the list of guides.
const Home = ""

// newView makes the view of what was read.
func New(src *corpus.Corpus, o Options, now time.Time, before *View) *View {
	s := &View{
		Locales: src.Locales, Loaded: now, Faults: src.Faults, origin: o.Origin, Pages: src.Pages,
		places: make(map[string]int, len(src.Pages)), assets: o.Assets, buffers: o.Buffers,
	}
	if before != nil {
		s.Serial = before.Serial + 1
	}
	s.pseudo, s.kept = src.PseudoLocales(), src.Glossary.KeptTerms()
	s.addWords(src, before)
	if before != nil && before.imagesOf == src.Images {
		s.images, s.assets = before.images, before.assets
	} else {
		s.addImages(src)
	}
	s.imagesOf = src.Images
	if o.Preview {
		s.preview = &preview{sources: src, habits: make([]lazy.Value[check.Context], len(src.Locales.Locales))}
	}
	for i, p := range src.Pages {
		s.places[p.Slug] = i
	}
	return s
}

// viewOptions are what an operator decides about documents, and what is kept from one view to the next.
type Options struct {
	Origin  string
	Preview bool
	Assets  *Assets
	Buffers *document.Buffers
}

// Publishable gives the locales that may be negotiated on the page's neutral URL: those that reach min_coverage, and
// English. ok is false where there is no such page.
func (s *View) Publishable(slug string) (set locale.Set, ok bool) {
	if slug != Home {
		p := s.Page(slug)
		if p == nil {
			return locale.Set{}, false
		}
		return p.Offered(), true
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

// addWords makes the interface of all locales, and says for each where its texts are looked for.
func (s *View) addWords(src *corpus.Corpus, before *View) {
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
	s.phrases = &stringCache{}
}

func (s *View) chain(l *locale.Locale) []string { return s.chains[l.Index] }

// homeReaches says whether enough of the interface is translated, by words of its English, to offer the list of guides.
func (s *View) homeReaches(l *locale.Locale) bool {
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

// page gives the page of a slug; nil where there is none.
func (s *View) Page(slug string) *corpus.Page {
	if i, ok := s.places[slug]; ok {
		return s.Pages[i]
	}
	return nil
}

// neighbours gives the guides before and after a page; nil at the ends of the list.
func (s *View) Neighbours(p *corpus.Page) (previous, next *corpus.Page) {
	i := s.places[p.Slug]
	if i > 0 {
		previous = s.Pages[i-1]
	}
	if i+1 < len(s.Pages) {
		next = s.Pages[i+1]
	}
	return previous, next
}

// slugs names the list of guides and all pages, in their order.
func (s *View) Slugs() []string {
	slugs := []string{Home}
	for _, p := range s.Pages {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

// url gives the path of a page in a locale.
func (s *View) url(l *locale.Locale, slug string) string { return "/" + l.Tag + "/" + slug }

// absolute gives a path with the site's origin before it, where that is known.
func (s *View) absolute(path string) string { return s.origin + path }

// htmlType is the content type of pages.
const htmlType = "text/html; charset=utf-8"

// document finishes a draft.
func (d *writer) document() *document.Document {
	doc := document.New(htmlType, bytes.Clone(d.buffer.Bytes()))
	doc.Tag, doc.Language = d.wanted.Tag, d.in.Tag
	return doc
}

// PageCount returns the number of pages.
func (s *View) PageCount() int { return len(s.Pages) }
