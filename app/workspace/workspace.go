// Package workspace is what people do to the two trees of a site, pages and catalogs: laying catalogs out, editing texts, signing off, accepting, crediting,
// adding a locale, exporting and importing. Commands use it, and so may a server.
//
// It promises: it knows no terminal and no HTTP; what it finds comes back as data, and errors have kinds that can be told apart. It touches
// no file unless asked to write, and then drops no word of a translator (law 3).
package workspace

import (
	"cmp"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Workspace is the two trees of a site as they were read, and the folders to write to. It is for one goroutine, and for one change: after a
// method that writes, open another.
type Workspace struct {
	content, locales store.Store
	corpus           *corpus.Corpus
	upToDate         *upToDate // catalogs that corpus leaves out; nil where it has all
	maxCatalog       int
	journal          *history.Journal
	progress         Progress
}

// Options are how a workspace is opened.
type Options struct {
	MaxCatalog int              // size in bytes of the largest catalog that is written; 0 stands for [catalog.MaxBytes]
	Progress   Progress         // told what is read; nil for nobody
	Journal    *history.Journal // keeps every edit; nil for none
}

func (o Options) maxCatalog() int { return cmp.Or(o.MaxCatalog, catalog.MaxBytes) }

// Open reads both trees. An error is that nothing can be read at all; faults of single files are among [Workspace.Faults].
func Open(content, locales store.Store, o Options) (*Workspace, error) {
	w := newWorkspace(content, locales, o)
	return w, w.read(nil)
}

// With returns a workspace of trees that were read already, for records of texts as they were then ([Workspace.SignOff], [Workspace.Revoke]).
func With(src *corpus.Corpus, content, locales store.Store, o Options) *Workspace {
	w := newWorkspace(content, locales, o)
	w.corpus = src
	return w
}

func newWorkspace(content, locales store.Store, o Options) *Workspace {
	return &Workspace{content: content, locales: locales, journal: o.Journal,
		maxCatalog: o.maxCatalog(), progress: cmp.Or[Progress](o.Progress, silent{})}
}

// read reads both trees, with another table of locales unless it is nil.
func (w *Workspace) read(table []byte) (err error) {
	r := newReader(w.content.Tree(), w.locales.Tree(), w.progress, func(string) bool { return false })
	r.Table = table
	w.corpus, err = r.Read(corpus.Changes{})
	return err
}

// Read reads two trees to look at them. An error is that nothing can be read at all; faults of single files are among the sources.
func Read(content, locales store.Tree, p Progress) (*corpus.Corpus, error) {
	return newReader(content, locales, cmp.Or[Progress](p, silent{}), func(string) bool { return false }).Read(corpus.Changes{})
}

func newReader(content, locales store.Tree, p Progress, skip func(path string) bool) *corpus.Reader {
	p.Start("reading files", 0)
	r := corpus.NewReader(content, locales)
	r.Partial = true
	r.Observe(skip, p.Step)
	return r
}

// Locales returns the table of locales.
func (w *Workspace) Locales() *locale.Table { return w.corpus.Locales }

// Faults returns the faults of all files that were read.
func (w *Workspace) Faults() store.Faults { return w.corpus.Faults }

// CatalogPath returns a file of the catalogs' tree as a person names it.
func (w *Workspace) CatalogPath(name string) string { return w.locales.Tree().Path(name) }

// checkContext returns what the rules have to know of a locale.
func (w *Workspace) checkContext(l *locale.Locale) check.Context { return w.corpus.CheckContext(l) }

// Progress is told how far something is that takes its time. Goroutines share it.
type Progress interface {
	Start(what string, total int) // what is done from now on, and how many there are of it; 0 where it is not known
	Step()                        // one more is done
}

// silent is a [Progress] that does nothing.
type silent struct{}

func (silent) Start(string, int) {}
func (silent) Step()             {}
