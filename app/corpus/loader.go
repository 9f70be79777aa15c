package corpus

import (
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
)

// loader is how the catalogs of pages are loaded: all of them when the tree is read, or each when it is asked for.
type loader interface {
	// read returns the catalog's file as it stands now, and nil if there is none. old is what it was, or nil.
	read(t *fileTree, path string, old *file) *file
	// resolve returns the catalog to serve for a file, which may be the last valid one, and nil if there is none.
	resolve(c *Corpus, f, english *file, page *segment.Page) catalogRef
	// newMemo returns the memory of a new edition.
	newMemo() memo
}

// catalogRef refers to a catalog. Two that are equal refer to the same one.
type catalogRef interface {
	// load returns the catalog, and nil if it cannot be read any more.
	load() *catalog.File
}

// isPageCatalog reports whether a path is that of a page's catalog, by its name.
func isPageCatalog(p string) bool {
	return path.Ext(p) == ".toml" && !strings.HasPrefix(path.Base(p), catalog.InterfaceSlug+".")
}

// eager loads every catalog when the tree is read.
type eager struct{}

func (eager) read(t *fileTree, path string, old *file) *file { return t.readNow(path, old) }

func (eager) resolve(c *Corpus, f, english *file, page *segment.Page) catalogRef {
	if valid := c.lastValid(f, english, page); valid != nil {
		return loaded{valid}
	}
	return nil
}

func (eager) newMemo() memo { return &wholeMemo{} }

// loaded refers to a catalog that is parsed.
type loaded struct{ file *catalog.File }

func (l loaded) load() *catalog.File { return l.file }
