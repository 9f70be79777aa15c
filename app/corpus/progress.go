package corpus

import (
	"bytes"
	"slices"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// Amount is an amount of text: segments, and words of their English.
type Amount struct {
	Segments int `json:"segments"`
	Words    int `json:"words"`
}

func (a *Amount) add(b Amount) {
	a.Segments += b.Segments
	a.Words += b.Words
}

// Tally is how far something is translated. Source is the sum of the four states.
type Tally struct {
	Source   Amount `json:"source"`
	Reviewed Amount `json:"reviewed"`
	Draft    Amount `json:"draft"`
	Outdated Amount `json:"outdated"`
	Missing  Amount `json:"missing"`
}

// Add adds another tally.
func (t *Tally) Add(u Tally) {
	t.Source.add(u.Source)
	t.Reviewed.add(u.Reviewed)
	t.Draft.add(u.Draft)
	t.Outdated.add(u.Outdated)
	t.Missing.add(u.Missing)
}

// Coverage returns the share of the words, 0 to 1, that have a translation of today's English, reviewed or not; 1 if there is nothing to do.
func (t Tally) Coverage() float64 {
	if t.Source.Words == 0 {
		if t.ToDo() > 0 {
			return 0
		}
		return 1
	}
	return float64(t.Reviewed.Words+t.Draft.Words) / float64(t.Source.Words)
}

// ToDo returns the number of segments that a translator has to translate.
func (t Tally) ToDo() int { return t.Missing.Segments + t.Outdated.Segments }

func (t *Tally) count(s State, words int) {
	one := Amount{1, words}
	t.Source.add(one)
	[...]*Amount{Missing: &t.Missing, Outdated: &t.Outdated, Draft: &t.Draft, Reviewed: &t.Reviewed}[s].add(one)
}

// Progress is how far one page, or the interface under the slug "ui", is translated in one locale.
type Progress struct {
	Slug     string
	File     string // the locale's catalog, as a person names it
	Critical bool   // readers see no draft of this page
	Tally
	Next Position // the first entry that waits for a translator; Line 0 if none does, or where sync has not laid it out yet
}

// Position is a place in a file, both numbers from 1.
type Position struct{ Line, Col int }

// Progress counts every page in the order of the list of guides, then site.toml and the interface, in one locale. Each locale is counted by its own
// catalogs: text inherited from a parent locale counts as missing. Texts that wanted does not report are left out, and pages of which none is left.
func (c *Corpus) Progress(l *locale.Locale, wanted func(page, key string) bool) []Progress {
	sources := c.Sources()
	list := make([]Progress, 0, len(sources)+1)
	for _, p := range sources {
		list = append(list, p.progress(l, c.CatalogName(l, p.Slug), wanted))
	}
	list = append(list, c.interfaceProgress(l, wanted))
	return slices.DeleteFunc(list, func(p Progress) bool { return p.Source.Segments == 0 && !wanted(p.Slug, "") })
}

// CatalogName returns the path of a catalog as a person names it.
func (c *Corpus) CatalogName(l *locale.Locale, slug string) string {
	return c.CatalogTree.Path(CatalogPath(l.Tag, slug))
}

func (p *Page) progress(l *locale.Locale, file string, wanted func(page, key string) bool) Progress {
	own := p.Catalog(l.Index)
	r := Progress{Slug: p.Slug, File: file, Critical: p.Front.Critical}
	for i, seg := range p.Segments {
		if seg.NoTranslate || !wanted(p.Slug, p.Keys[i]) {
			continue
		}
		state := p.State(i, l)
		r.count(state, p.words[i])
		r.addNext(state, own, p.Keys[i], nil)
	}
	return r
}

// interfaceProgress counts the interface. A message that lacks a plural category is missing: some numbers would get English (R34).
func (c *Corpus) interfaceProgress(l *locale.Locale, wanted func(page, key string) bool) Progress {
	r := Progress{Slug: catalog.InterfaceSlug, File: c.CatalogName(l, catalog.InterfaceSlug)}
	own, english := c.Interface[l.Index], c.Interface[c.Locales.English().Index]
	categories := catalog.Categories(l.Tag)
	for _, e := range english.Messages() {
		if !wanted(catalog.InterfaceSlug, e.Key) {
			continue
		}
		state := c.InterfaceState(l, e, categories)
		needed := categories
		if !e.Forms.Plural() {
			needed = nil
		}
		r.count(state, segment.Words(e.Forms.Other))
		r.addNext(state, own, e.Key, needed)
	}
	return r
}

// InterfaceState returns the state of one text of the interface.
func (c *Corpus) InterfaceState(l *locale.Locale, english catalog.Message, categories []string) State {
	own := c.Interface[l.Index]
	if own == nil {
		return Missing
	}
	m, found := own.Find(english.Key)
	state, _ := stateOf(m, found, english.Key, catalog.Hash(english.Forms), c.ledgers[l.Index].signOffs(catalog.InterfaceSlug))
	if state >= Draft && english.Forms.Plural() && emptyForm(m, categories) >= 0 {
		return Missing
	}
	return state
}

// InterfaceDrafts reports whether a machine drafted texts of the interface in a locale that nobody has signed off, and whether there are others that somebody has.
func (c *Corpus) InterfaceDrafts(l *locale.Locale) (machine, reviewed bool) {
	categories, signOffs, own := catalog.Categories(l.Tag), c.ledgers[l.Index].signOffs(catalog.InterfaceSlug), c.Interface[l.Index]
	assumed := l.Drafts == locale.Machine
	if !assumed && (signOffs == nil || len(signOffs.machine) == 0) || own == nil || c.PseudoLocales.Has(l.Index) {
		return false, false
	}
	for _, e := range c.Interface[c.Locales.English().Index].Messages() {
		state := c.InterfaceState(l, e, categories)
		m, _ := own.Find(e.Key)
		machine = machine || state == Draft && (assumed || signOffs.byMachine(e.Key, m.Forms))
		reviewed = reviewed || state == Reviewed
		if machine && (reviewed || signOffs == nil) {
			break
		}
	}
	return machine, reviewed
}

// emptyForm returns the index of the first plural category whose form is empty, and -1 if there is none.
func emptyForm(m catalog.Message, categories []string) int {
	return slices.IndexFunc(categories, func(category string) bool { return m.Forms.Get(category) == "" })
}

// addNext keeps the position of the first entry to translate, at its first empty plural category.
func (r *Progress) addNext(s State, f *catalog.File, key string, categories []string) {
	if s >= Draft || r.Next.Line > 0 || f == nil {
		return
	}
	if m, found := f.Find(key); found {
		form := "other"
		if i := emptyForm(m, categories); i >= 0 {
			form = categories[i]
		}
		r.Next.Line, r.Next.Col = m.Position(form)
	}
}

// Overdue reports whether the day by which the page had to be reviewed has passed at that time.
func (s *Original) Overdue(now time.Time) bool {
	return !s.Front.ReviewBy.IsZero() && now.UTC().Truncate(24*time.Hour).After(s.Front.ReviewBy)
}

// Overdue returns the pages whose review_by has passed on the day of now.
func (c *Corpus) Overdue(now time.Time) []*Page {
	return slices.DeleteFunc(slices.Clone(c.Pages), func(p *Page) bool { return !p.Overdue(now) })
}

// ReviewByLine returns the line of the front matter's review_by, and 1 if there is none.
func (s *Original) ReviewByLine() int {
	before, _, ok := bytes.Cut(s.Source(), []byte("\nreview_by"))
	if !ok {
		return 1
	}
	return 2 + bytes.Count(before, []byte{'\n'})
}
