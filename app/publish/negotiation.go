package publish

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// maxItems is how many items of Accept-Language the configuration of another program looks at. Browsers send fewer.
const maxItems = 16

// negotiation is which locale a reader gets at a neutral address, for programs that know regular expressions and no more.
type negotiation struct {
	tags     []string          // of all locales
	english  string            // what is given where nothing else is
	classes  []class           // pages that are offered in the same locales
	classOf  map[string]int    // of each page that is not of the first class, by slug
	same     []rule            // locales in the reader's own language
	related  []rule            // locales that the table gives to readers of other languages
	near     []rule            // old and near spellings of tags in addresses
	likeTags []string          // slugs that look like tags
	moved    map[string]string // slugs that pages had before
	foreign  map[string]string // by path of a document: its language, where it is not that of its locale
	prefix   string            // what all paths of the site begin with, "/guides", or ""
	tls      bool              // readers reach the site over TLS alone
}

// class is pages that are offered in the same locales.
type class struct{ tags []string }

// rule says which locales suit the tags that a regular expression matches, whatever their case, best first.
type rule struct {
	pattern string
	plain   []string // the tags themselves, for programs that know no expressions: without and with each region
	tags    []string
}

func newNegotiation(s *site.Snapshot) *negotiation {
	n := &negotiation{tags: sortedTags(s), english: s.Locales.English().Tag, classOf: map[string]int{}, moved: s.Aliases(), foreign: map[string]string{}}
	_, n.prefix = render.SplitOrigin(s.Origin())
	n.tls = strings.HasPrefix(s.Origin(), "https://")
	count := map[string]int{}
	bySet := map[string][]string{}
	setOf := map[string]string{}
	for _, slug := range neutralSlugs(s) {
		offered, _ := s.Publishable(slug)
		if slug == render.SearchName {
			offered = s.Listed()
		}
		var tags []string
		for _, l := range s.Locales.Locales {
			if offered.Has(l.Index) || l.Tag == n.english {
				tags = append(tags, l.Tag)
			}
			if language := languageOf(s, slug, l.Index); language != l.Tag {
				n.foreign["/"+l.Tag+"/"+slug] = language
			}
		}
		set := strings.Join(tags, " ")
		count[set]++
		bySet[set], setOf[slug] = tags, set
	}
	sets := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, set := range sets {
		n.classes = append(n.classes, class{bySet[set]})
		for slug, own := range setOf {
			if own == set && i > 0 {
				n.classOf[slug] = i
			}
		}
	}
	same, related := s.Chooser.Entries(s.Locales)
	n.same, n.related = rules(same), rules(related)
	n.near, n.likeTags = nearTags(s, n.same), slugsLikeTags(s)
	return n
}

// neutralSlugs returns the slugs of what has a neutral address: lists, guides and the search.
func neutralSlugs(s *site.Snapshot) []string { return append(s.Slugs(), render.SearchName) }

// languageOf returns the language of a document: English where nothing of a page is in its locale.
func languageOf(s *site.Snapshot, slug string, index int) string {
	l := &s.Locales.Locales[index]
	p := s.Page(slug)
	switch {
	case slug == render.SearchName:
		return s.StaticSearchPage(l, "").Language
	case p == nil:
		return s.Document(slug, index).Language
	case p.Summary(l).Untranslated():
		return s.Locales.English().Tag
	}
	return l.Tag
}

// above matches what stands before a path of the site, if it is asked for with that.
func (n *negotiation) above() string {
	if n.prefix == "" {
		return ""
	}
	return "(?:" + regexp.QuoteMeta(n.prefix) + ")?"
}
