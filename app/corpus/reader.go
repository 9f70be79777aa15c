package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// Reader reads the two trees, and when asked again only what has changed. Its fields are set before the first reading, if at all. One
// goroutine at a time may use it.
type Reader struct {
	PseudoLocales bool   // whether the two pseudo-locales of a preview are added
	Table         []byte // what locales.toml is taken to hold, as if it were written already; nil for what it does hold
	MaxEager      int    // with more files of catalogs than this, each is parsed only when it is asked for
	CatalogBytes  int64  // at most so many are kept of the catalogs that are not in use; 0 makes every catalog be parsed at once

	content, locales fileTree
	table            parsedFile[locale.Table]
	chains           [][]*locale.Locale // of the table: each locale and those it inherits from, nearest first
	glossary         parsedFile[glossary.Glossary]
	pseudo           pseudoLocales
	pages            map[string]*Page // of the reading before, by slug
	lastImages       *Images
	lastCorpus       *Corpus // of the reading before
}

// NewReader returns a reader of the two trees.
func NewReader(content, locales store.Tree) *Reader {
	return &Reader{
		content: fileTree{tree: content, parse: parseContentFile, takes: isContentFile, loader: eager{}, step: func() {}},
		locales: fileTree{tree: locales, parse: parseLocaleFile, takes: isLocaleFile, loader: eager{}, step: func() {}},
	}
}

// Observe makes the reader leave out files that skip reports, and call step after each file, from several goroutines.
func (r *Reader) Observe(skip func(path string) bool, step func()) {
	for _, t := range []*fileTree{&r.content, &r.locales} {
		takes := t.takes
		t.takes, t.step = func(p string) bool { return takes(p) && !skip(p) }, step
	}
}

// Changes names the files that may have changed since the last reading. A nil list means that any may.
type Changes struct{ Content, Locales []string }

// Read returns what the trees hold now. An error, a [store.Fault] or [store.Faults], comes back only if nothing can be served: no locales.toml
// has ever been readable, or there is no page. All other faults are listed in [Corpus.Faults].
func (r *Reader) Read(c Changes) (*Corpus, error) {
	if s := r.readIncrementally(c); s != nil {
		return s, nil
	}
	r.lastCorpus = nil
	if r.CatalogBytes > 0 && r.locales.files == nil { // how catalogs are loaded is decided at the first reading
		if paths, _ := r.locales.list(); len(paths) > r.MaxEager {
			r.locales.loader = newOnDemand(r.locales.tree, r.CatalogBytes)
		}
	}
	faults := append(r.content.update(c.Content), r.locales.update(c.Locales)...)
	r.table.read(r.locales.tree, TableName, "there is no such file: it names the locales that are served, see the README", r.parseTable)
	table := r.table.value
	if table == nil {
		return nil, r.table.faults
	}
	r.chains = make([][]*locale.Locale, len(table.Locales))
	for i := range r.chains {
		r.chains[i] = append([]*locale.Locale{&table.Locales[i]}, table.Parents(&table.Locales[i])...)
	}
	r.glossary.read(r.locales.tree, GlossaryName, "", glossary.Parse)
	s := &Corpus{Locales: table, Glossary: r.glossary.value, CatalogTree: r.locales.tree, OnDemand: r.locales.loader != eager{}}
	s.Faults = slices.Concat(faults, r.table.faults, r.glossary.faults)
	s.PseudoLocales = r.pseudo.set(table)
	pages := s.choosePages(r)
	r.pseudo.addFiles(pages, r)
	s.addCatalogs(r, pages)
	s.Images = r.currentImages()
	switch english := s.Locales.English(); {
	case len(s.Pages) == 0:
		return nil, append(s.Faults, &store.Fault{File: r.content.tree.Name, Msg: "there is no page that can be served: put a Markdown file here, see the README"})
	case s.Interface[english.Index] == nil:
		return nil, append(s.Faults, &store.Fault{File: s.CatalogName(english, catalog.InterfaceSlug),
			Msg: "the interface in English is missing: it cannot be made by sync, restore the file"})
	}
	r.pages = make(map[string]*Page, len(s.Pages))
	for _, p := range s.Pages {
		r.pages[p.Slug] = p
	}
	r.lastCorpus = s
	return s, nil
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

// choosePages returns every page that could be read, in the order of the list of guides. Of two with one slug it refuses the second.
func (c *Corpus) choosePages(r *Reader) (pages []*segment.Page) {
	taken := map[string]string{}
	paths := slices.DeleteFunc(slices.Sorted(maps.Keys(r.content.files)), isImage)
	// A page that can be served keeps its slug, whoever else claims it.
	sort.SliceStable(paths, func(i, j int) bool {
		return r.content.files[paths[i]].page != nil && r.content.files[paths[j]].page == nil
	})
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
		switch msg := c.slugConflict(slug); {
		case f.page == nil:
		case msg != "":
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

// slugConflict returns why a slug cannot be that of a page, if its URL means something else, and "" if it can.
func (c *Corpus) slugConflict(slug string) string {
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

// The two files at the top of the locales tree. The glossary, which holds terms, may be missing.
const (
	TableName    = "locales.toml"
	GlossaryName = "glossary.toml"
)

// parsedFile is one file of a tree as it was last read. If it has a fault, the last good value stays in use.
type parsedFile[T any] struct {
	data   string
	value  *T // nil if there is none
	faults store.Faults
}

// read reads the file anew if it has changed. Where there is no such file, missing is its fault; if missing is "", it has none and no value.
func (f *parsedFile[T]) read(tree store.Tree, name, missing string, parse func(name string, data []byte) (*T, error)) {
	data, err := store.ReadFile(tree, name)
	name = tree.Path(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && missing == "":
		*f = parsedFile[T]{}
		return
	case errors.Is(err, fs.ErrNotExist):
		err = &store.Fault{File: name, Msg: missing}
	case err == nil && f.value != nil && f.data == string(data) && len(f.faults) == 0:
		return
	}
	var value *T
	if err == nil {
		value, err = parse(name, data)
	}
	if err == nil {
		f.value = value
	}
	f.data, f.faults = string(data), faultsOf(name, err)
}
