package workspace

import (
	"fmt"
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// Workspace is the two folders as a command that writes finds them.
type Workspace struct {
	Content, Locales store.Store
	Corpus           *corpus.Corpus
	UpToDate         *upToDate // catalogs that src leaves out; nil where it has all
	Stale            int       // catalogs of pages that src has beside those
	progress         Progress

	asked bool               // whether terms was read
	terms *glossary.Glossary // nil where there is none
}

// Open opens both folders and reads them.
func Open(content, locales string) (*Workspace, error) {
	d, err := OpenFolders(content, locales, Silent{})
	if err != nil {
		return nil, err
	}
	return d, d.Read(d.Locales.Tree())
}

// OpenFolders opens both folders, and reads nothing yet. progress is told what is read then.
func OpenFolders(content, locales string, progress Progress) (d *Workspace, err error) {
	d = &Workspace{progress: progress}
	if d.Content, err = folder.Open(content); err != nil {
		return nil, err
	}
	d.Locales, err = folder.Open(locales)
	return d, err
}

// Read reads the pages, and the catalogs of a tree that may hold more than the folder.
func (d *Workspace) Read(locales store.Tree) (err error) {
	d.Corpus, err = corpus.NewReader(d.Content.Tree(), locales).Read(corpus.Changes{})
	return err
}

// Grave counts the faults that forbid to write catalogs. A line of a ledger that cannot be read forbids nothing: no command writes over it.
func (d *Workspace) Grave() (n int) {
	for _, f := range d.Corpus.Faults {
		if !ofLedger(f) {
			n++
		}
	}
	return n
}

func ofLedger(f *store.Fault) bool { return path.Base(f.File) == path.Base(corpus.LedgerPath("en")) }

// TooLarge returns a fault for each catalog that would become larger than most bytes, the largest that is read: it would be lost to readers
// and translators.
func (d *Workspace) TooLarge(writes []store.Write, most int) (faults store.Faults) {
	for _, w := range writes {
		if len(w.New) > most {
			faults = append(faults, &store.Fault{File: d.Locales.Tree().Path(w.Path), Msg: fmt.Sprintf("the catalog would become larger than %s, the most that is read: %s",
				size(most), d.smaller(w.Path))})
		}
	}
	return faults
}

// smaller says how a catalog is kept small.
func (d *Workspace) smaller(name string) string {
	tag, rest, _ := strings.Cut(name, "/")
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if slug == catalog.InterfaceSlug {
		return "take texts out of the interface"
	}
	return "split " + d.Content.Tree().Path(slug+".md") + " into two pages"
}

// size gives a number of bytes for people, in whole megabytes where it is that much.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
