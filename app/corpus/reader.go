package corpus

import (
	"reflect"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// Reader reads the two trees, and when asked again only what has changed. Its fields are set before the first reading, if at all. One
// goroutine at a time may use it.
type Reader struct {
	PseudoLocales bool    // whether the two pseudo-locales are added
	Partial       bool    // what can be read comes back even if it cannot be served: the sound locales of a table with faults, no page, no interface
	Table         []byte  // what locales.toml is taken to hold, as if it were written already; nil for what it does hold
	MaxEager      int     // with more files of catalogs than this, each is parsed only when it is asked for
	SumRecordings bool    // whether the hash of every recording is made, for which it is read
	History       History // of words that are signed and stand nowhere else; nil for none
	Whole         bool    // no file is ever cut off, emptied or away by accident: the trees are of releases, of which an older one may be served again
	CatalogBytes  int64   // at most so many are kept of the catalogs that are not in use; 0 makes every catalog be parsed at once

	content, locales fileTree
	table            parsedFile[locale.Table]
	chains           [][]*locale.Locale // of the table: each locale and those it inherits from, nearest first
	glossary         parsedFile[glossary.Glossary]
	pseudo           pseudoLocales
	pages            map[string]*Page // of the reading before, by slug
	unserved         []string         // paths of the pages that had no good version at the first reading, and have none yet
	lastAttachments  *Attachments
	lastRecordings   *Recordings
	lastCorpus       *Corpus // of the reading before
}

// NewReader returns a reader of the two trees.
func NewReader(content, locales store.Tree) *Reader {
	r := &Reader{
		content: fileTree{name: contentTree, tree: content, parse: parseContentFile, takes: isContentFile, loader: eager{}, step: func() {}},
		locales: fileTree{name: localesTree, tree: locales, parse: parseLocaleFile, takes: isLocaleFile, loader: eager{}, step: func() {}},
	}
	r.locales.choose = func(files int) loader {
		if r.CatalogBytes > 0 && files > r.MaxEager {
			return newOnDemand(locales, r.CatalogBytes)
		}
		return eager{}
	}
	r.locales.keeps = func(folder string) bool {
		if r.table.value == nil {
			return false
		}
		l, ok := r.table.value.Find(folder)
		return ok && !r.pseudo.set(r.table.value).Has(l.Index)
	}
	return r
}

// Observe makes the reader leave out files that skip reports, and call step after each file, from several goroutines.
func (r *Reader) Observe(skip func(path string) bool, step func()) {
	for _, t := range []*fileTree{&r.content, &r.locales} {
		takes := t.takes
		t.takes, t.step = func(p string) bool { return takes(p) && !skip(p) }, step
	}
}

// Changes names the files that may have changed since the last reading. A nil list means that any may.
type Changes struct {
	Content, Locales []string

	// Anew takes the trees as they stand: what seems to be cut off or away is meant to be so where no catalog could tell. The lists are not looked at.
	Anew bool
}

// Read returns what the trees hold now: the corpus before where files were named, and none of them has changed. An error, a [store.Fault] or [store.Faults], comes back only if nothing can be served: no locales.toml
// has ever been readable, or there is no page. All other faults are listed in [Corpus.Faults].
func (r *Reader) Read(c Changes) (*Corpus, error) {
	if c.Anew {
		c.Content, c.Locales = nil, nil
	}
	c, none := r.onlyChanged(r.withFaulty(c))
	if none {
		return r.lastCorpus, nil
	}
	if s := r.readIncrementally(c); s != nil {
		return s, nil
	}
	r.lastCorpus = nil
	anew := c.Anew || r.Whole
	r.content.anew, r.locales.anew = anew, anew
	r.content.whole, r.locales.whole = r.Whole, r.Whole
	if r.locales.files == nil {
		r.table.revive(r.locales.kept, r.locales.tree, TableName, r.parseTable)
		r.glossary.revive(r.locales.kept, r.locales.tree, GlossaryName, glossary.Parse)
	}
	r.table.read(r.locales.tree, TableName, "there is no such file: it names the locales that are served, see the README", r.Partial, r.parseTable, func(cut *locale.Table) bool {
		return anew || r.locales.onlyGoneAreLost(r.table.value, cut)
	})
	faults := slices.Concat(r.content.update(c.Content), r.locales.update(c.Locales))
	r.settle()
	table := r.table.value
	if table == nil {
		return nil, r.table.faults
	}
	r.chains = make([][]*locale.Locale, len(table.Locales))
	for i := range r.chains {
		r.chains[i] = append([]*locale.Locale{&table.Locales[i]}, table.Parents(&table.Locales[i])...)
	}
	if len(r.table.faults) == 0 || r.glossary.value == nil || !r.locales.isMissing(GlossaryName) { // both are away together
		r.glossary.read(r.locales.tree, GlossaryName, "", true, glossary.Parse, func(cut *glossary.Glossary) bool {
			return anew || reflect.DeepEqual(cut.KeptTerms(), r.glossary.value.KeptTerms()) // nothing else of it reaches readers
		})
	}
	s := &Corpus{Locales: table, Glossary: r.glossary.value, ContentTree: r.content.tree, CatalogTree: r.locales.tree, OnDemand: r.locales.loader != eager{}, unreadable: map[string]bool{}}
	s.Faults = slices.Concat(faults, r.content.attachedFaults(), r.table.faults, r.glossary.faults)
	s.PseudoLocales = r.pseudo.set(table)
	pages := s.choosePages(r)
	s.addAliases(pages)
	if site := r.content.files[segment.SiteFile]; site != nil && site.page != nil {
		pages = append(pages, site.page)
	}
	r.pseudo.addFiles(pages, r)
	s.addCatalogs(r, pages)
	s.Attachments = r.currentAttachments()
	r.lastRecordings = r.readRecordings(c.Content)
	s.Recordings = r.lastRecordings
	s.checkSite(r)
	if err := s.checkServable(r); err != nil {
		return nil, err
	}
	r.pages = make(map[string]*Page, len(s.Pages))
	for _, p := range s.Pages {
		r.pages[p.Slug] = p
	}
	if s.Site != nil {
		r.pages[segment.SiteSlug] = s.Site
	}
	r.lastCorpus = s
	return s, nil
}

// checkServable returns the faults of a corpus in which nothing can be served. Of a partial reading they are listed, and no error unless there is
// no page at all: its catalogs would look like those of pages that are gone.
func (c *Corpus) checkServable(r *Reader) error {
	english := c.Locales.English()
	switch {
	case len(c.Pages) == 0 && (!r.Partial || len(c.unreadable) == 0):
		return append(c.Faults, &store.Fault{File: r.content.tree.Name, Msg: "there is no page that can be served: put a Markdown file here, see the README"})
	case c.Interface[english.Index] == nil:
		c.Interface[english.Index] = catalog.Unreadable(c.CatalogName(english, catalog.InterfaceSlug))
		c.Faults = append(c.Faults, &store.Fault{File: c.CatalogName(english, catalog.InterfaceSlug),
			Msg: "the interface in English is missing: it cannot be made by sync, restore the file"})
		fallthrough
	case c.Interface[english.Index].Opaque() && len(c.Interface[english.Index].Messages()) == 0:
		if !r.Partial {
			return c.Faults
		}
	}
	return nil
}

// parseTable returns the table before if only comments of the file have changed.
func (r *Reader) parseTable(name string, data []byte) (*locale.Table, error) {
	if r.Table != nil {
		data = r.Table
	}
	if r.PseudoLocales {
		data = r.pseudo.extend(data)
	}
	table, err := locale.ParseTable(name, data)
	if err == nil && reflect.DeepEqual(table, r.table.value) {
		return r.table.value, nil
	}
	return table, err
}
