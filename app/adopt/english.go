package adopt

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/segment"
)

// adopter is a tree while it is adopted.
type adopter struct {
	src     Source
	o       Options
	t       *tree
	files   *files
	links   *links
	english map[*page]*converted // as of today; none of pages that cannot be brought along
	notes   []Note
}

func newAdopter(src Source, o Options, t *tree, f *files) *adopter {
	if o.Max == 0 {
		o.Max = 16 << 20
	}
	a := &adopter{src: src, o: o, t: t, files: f, english: map[*page]*converted{}}
	a.links = newLinks(a)
	return a
}

// readEnglish reads the English pages: once for the ids of their headings, and once for links that lead to them.
func (a *adopter) readEnglish(ctx context.Context) error {
	kept := a.t.pages[:0]
	first := make([]*converted, len(a.t.pages))
	failed := make([]error, len(a.t.pages))
	a.eachPage(ctx, func(i int, p *page) { first[i], failed[i] = a.today(p) })
	if err := ctx.Err(); err != nil {
		return err
	}
	anchors := map[string]map[string]bool{}
	for i, p := range a.t.pages {
		switch c := first[i]; {
		case failed[i] != nil:
			a.note(Note{File: p.path, Line: 1, Kind: "left out", Message: "the page was left out: " + failed[i].Error()})
		case c.foreign.Front.Flag("draft"):
			a.note(Note{File: p.path, Line: 1, Kind: "left out", Message: "the page is a draft, which nobody reads: it was left out"})
		default:
			anchors[p.slug] = idsOf(c)
			a.moreAddresses(p, c)
			kept = append(kept, p)
		}
	}
	for _, p := range a.t.pages {
		if anchors[p.slug] == nil {
			a.forget(p)
		}
	}
	a.t.pages, a.links.anchors = kept, anchors
	second := make([]*converted, len(kept))
	a.eachPage(ctx, func(i int, p *page) { second[i], failed[i] = a.today(p) })
	for i, p := range a.t.pages {
		if failed[i] != nil {
			return failed[i]
		}
		a.english[p] = a.withIDs(p, second[i])
	}
	return ctx.Err()
}

// forget takes a page that was left out from where links lead.
func (a *adopter) forget(p *page) {
	for name, q := range a.links.bySource {
		if p == q {
			delete(a.links.bySource, name)
		}
	}
	for u, q := range a.links.byURL {
		if p == q {
			delete(a.links.byURL, u)
		}
	}
}

func (a *adopter) eachPage(ctx context.Context, do func(i int, p *page)) {
	parallel.Do(len(a.t.pages), func(i int) {
		if ctx.Err() == nil {
			do(i, a.t.pages[i])
		}
	})
}

// moreAddresses takes note of addresses that the front matter of a page gives it.
func (a *adopter) moreAddresses(p *page, c *converted) {
	add := func(u string) {
		if u = strings.ToLower(strings.Trim(u, "/")); a.links.byURL[u] == nil {
			a.links.byURL[u] = p
		}
	}
	own := c.foreign.Front.Text("slug", "url", "permalink")
	if own != "" {
		dir := ""
		if i := strings.LastIndexByte(p.urls[0], '/'); i >= 0 && !strings.HasPrefix(own, "/") {
			dir = p.urls[0][:i+1]
		}
		add(dir + own)
		if a.t.kind == Docusaurus {
			top, _, _ := strings.Cut(p.urls[0], "/")
			add(top + "/" + strings.Trim(own, "/"))
		}
	}
	if id := c.foreign.Front.Text("id"); id != "" {
		add(p.urls[0][:strings.LastIndexByte(p.urls[0], '/')+1] + id)
	}
	for _, alias := range c.foreign.Front.List("aliases") {
		add(alias)
	}
}

// today reads a page as it is.
func (a *adopter) today(p *page) (*converted, error) {
	data, err := a.files.read(p.path)
	if err != nil {
		return nil, err
	}
	c, err := a.convert(p, p.path, data, a.metadata(p, nil))
	if err != nil {
		return nil, err
	}
	return a.convert(p, p.path, data, a.metadata(p, c))
}

// metadata returns the days and the order of a page; c is nil where the page was not read.
func (a *adopter) metadata(p *page, c *converted) metadata {
	m := metadata{order: p.order, published: a.o.Today, updated: a.o.Today}
	if c == nil {
		return m
	}
	f := c.foreign.Front
	if m.order == 0 {
		m.order = cmp.Or(f.Number("weight", "sidebar_position", "order"), f.Table("sidebar").Number("order"))
	}
	var first, last time.Time
	if a.src.History != nil {
		if list := a.src.History.Versions(p.path); len(list) > 0 {
			first, _ = time.Parse(time.DateOnly, list[len(list)-1].Day)
			last, _ = time.Parse(time.DateOnly, list[0].Day)
		}
	}
	if day, ok := f.Date("date", "pubDate", "publishDate"); ok {
		first = day
	}
	if day, ok := f.Date("lastmod", "lastUpdated", "updated"); ok {
		last = day
	}
	if !first.IsZero() {
		m.published = first
	}
	if !last.IsZero() {
		m.updated = last
	}
	if m.updated.Before(m.published) {
		m.updated = m.published
	}
	return m
}

var validID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// idsOf returns the ids that the headings of a page have in the old site, and may have in ours.
func idsOf(c *converted) map[string]bool {
	ids := map[string]bool{}
	for _, id := range headingIDs(c) {
		if validID.MatchString(id) {
			ids[id] = true
		}
	}
	return ids
}

func headingIDs(c *converted) map[int]string {
	ids, s := map[int]string{}, slugger{}
	for i, one := range c.Segments {
		if one.Kind == segment.KindHeading {
			ids[i] = cmp.Or(one.ID, s.id(plain(one.Text)))
		}
	}
	return ids
}

// withIDs returns a page in which the headings that links lead to have their ids.
func (a *adopter) withIDs(p *page, c *converted) *converted {
	wanted := a.links.wanted[p.slug]
	source, changed := c.Source(), false
	ids := headingIDs(c)
	for i, s := range slices.Backward(c.Segments) {
		if id := ids[i]; s.Kind == segment.KindHeading && s.ID == "" && wanted[id] {
			delete(wanted, id) // a second heading of that id has another
			source = slices.Concat(source[:s.End], []byte(" {#"+id+"}"), source[s.End:])
			changed = true
		}
	}
	if !changed {
		return c
	}
	next, err := segment.Parse(p.slug, p.path, source)
	if err != nil || len(next.Segments) != len(c.Segments) {
		a.note(Note{File: p.path, Line: 1, Kind: "link", Message: "links to headings of this page may lead to its beginning: their ids could not be written into it"})
		return c
	}
	with := *c
	with.Page = next
	with.index()
	return &with
}

func (a *adopter) note(n Note) { a.notes = append(a.notes, n) }

// about returns the notes of what reading a page left out or changed.
func (c *converted) about(file string) (notes []Note) {
	for _, n := range c.foreign.Notes {
		notes = append(notes, Note{File: file, Line: n.Line, Kind: string(n.Kind), Message: n.Message})
	}
	return notes
}

// englishNotes returns what is to be known of an English page.
func (a *adopter) englishNotes(p *page, c *converted) []Note {
	notes := c.about(p.path)
	if !c.ownTitle {
		notes = append(notes, Note{File: p.path, Line: 1, Kind: "front matter", Message: fmt.Sprintf("the page has no title: %q was taken", c.Front.Title)})
	}
	if c.paragraph != -1 {
		what := "the first paragraph"
		if c.paragraph < 0 {
			what = "the title"
		}
		notes = append(notes, Note{File: p.path, Line: 1, Kind: "front matter", Message: "the page has no description: " + what + " was taken"})
	}
	return notes
}

// bytesOf returns the page as it is written.
func (c *converted) bytesOf() []byte {
	return append(bytes.TrimRight(c.Source(), "\n"), '\n')
}
