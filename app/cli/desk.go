package cli

import (
	"fmt"
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// desk is the two folders as a command that writes finds them.
type desk struct {
	content, locales *folder.Folder
	src              *site.Sources
	settled          *settled // catalogs that src leaves out; nil where it has all
	unsettled        int      // catalogs of pages that src has beside those
	progress         progressor

	asked bool               // whether terms was read
	terms *glossary.Glossary // nil where there is none
}

// openDesk opens both folders and reads them.
func openDesk(content, locales string) (*desk, error) {
	d, err := openFolders(content, locales, silent{})
	if err != nil {
		return nil, err
	}
	return d, d.read(d.locales.Tree)
}

// openFolders opens both folders, and reads nothing yet. progress is told what is read then.
func openFolders(content, locales string, progress progressor) (d *desk, err error) {
	d = &desk{progress: progress}
	if d.content, err = folder.Open(content); err != nil {
		return nil, err
	}
	d.locales, err = folder.Open(locales)
	return d, err
}

// read reads the pages, and the catalogs of a tree that may hold more than the folder.
func (d *desk) read(locales store.Tree) (err error) {
	d.src, err = site.NewReader(d.content.Tree, locales).Read(site.Changes{})
	return err
}

// grave counts the faults that forbid to write catalogs. A line of a ledger that cannot be read forbids nothing: no command writes over it.
func (d *desk) grave() (n int) {
	for _, f := range d.src.Faults {
		if !ofLedger(f) {
			n++
		}
	}
	return n
}

func ofLedger(f *store.Fault) bool { return path.Base(f.File) == path.Base(site.LedgerPath("en")) }

// tooLarge returns a fault for each catalog that would become larger than most bytes, the largest that is read: it would be lost to readers
// and translators.
func (d *desk) tooLarge(writes []store.Write, most int) (faults store.Faults) {
	for _, w := range writes {
		if len(w.New) > most {
			faults = append(faults, &store.Fault{File: d.locales.Path(w.Path), Msg: fmt.Sprintf("the catalog would become larger than %s, the most that is read: %s",
				size(most), d.smaller(w.Path))})
		}
	}
	return faults
}

// smaller says how a catalog is kept small.
func (d *desk) smaller(name string) string {
	tag, rest, _ := strings.Cut(name, "/")
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if slug == catalog.InterfaceSlug {
		return "take texts out of the interface"
	}
	return "split " + d.content.Path(slug+".md") + " into two pages"
}

// size gives a number of bytes for people, in whole megabytes where it is that much.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
