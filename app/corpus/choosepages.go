package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// choosePages returns every page that could be read, in the order of the list of guides. Of two with one slug it refuses the second.
func (c *Corpus) choosePages(r *Reader) (pages []*segment.Page) {
	taken := map[string]string{}
	paths := slices.DeleteFunc(slices.Sorted(maps.Keys(r.content.files)), func(p string) bool { return isAttached(p) || p == segment.SiteFile })
	// A page that can be served keeps its slug, whoever else claims it.
	sort.SliceStable(paths, func(i, j int) bool {
		return r.content.files[paths[i]].page != nil && r.content.files[paths[j]].page == nil
	})
	if r.unserved == nil {
		r.unserved = slices.Clone(paths)
	}
	r.unserved = slices.DeleteFunc(r.unserved, func(p string) bool { return r.content.files[p] == nil || r.content.files[p].page != nil })
	for _, p := range r.unserved {
		c.Unserved = append(c.Unserved, r.content.files[p].name)
	}
	refuse := func(f *file, msg string) {
		c.Faults = append(c.Faults, &store.Fault{File: f.name, Line: 1, Col: 1, Msg: msg})
	}
	for _, p := range paths {
		f := r.content.files[p]
		slug, _ := PageSlug(p)
		if first, ok := taken[slug]; ok {
			refuse(f, fmt.Sprintf("the slug %q is that of %s already: rename one of the two", slug, first))
			continue
		}
		taken[slug] = f.name
		c.Faults = append(c.Faults, f.faults...)
		switch msg := c.SlugConflict(slug); {
		case f.page == nil:
			c.unreadable[slug] = true
		case msg != "":
			c.unreadable[slug] = true
			refuse(f, msg)
		default:
			pages = append(pages, f.page)
		}
	}
	slices.SortStableFunc(pages, func(a, b *segment.Page) int {
		return cmp.Or(cmp.Compare(a.Front.Order, b.Front.Order), cmp.Compare(a.Slug, b.Slug))
	})
	return pages
}

// SlugConflict returns why a slug cannot be that of a page, if its URL means something else, and "" if it can.
func (c *Corpus) SlugConflict(slug string) string {
	first, _, _ := strings.Cut(slug, "/")
	if _, ok := c.Locales.Find(first); ok {
		return fmt.Sprintf("the slug %q begins like the URLs of the locale %s: rename the file", slug, first)
	}
	switch {
	case slug == "livez" || slug == "readyz":
		return fmt.Sprintf("the URL /%s answers whether the server lives: rename the file", slug)
	case first == "assets":
		return "the URLs below /assets/ are those of style sheets and images: rename the folder"
	}
	return ""
}
