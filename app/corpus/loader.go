package corpus

import (
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// loader is how the catalogs of pages are loaded: all of them when the tree is read, or each when it is asked for.
type loader interface {
	// read returns the catalog's file as it stands now, and nil if there is none. old is what it was, or nil.
	read(t *fileTree, path string, old *file) *file
	// resolve returns the catalog to serve for a file, which may be the last valid one, and nil if there is none.
	resolve(c *Corpus, f, english *file) catalogRef
	// keepsTexts reports whether an edition remembers all its texts, or only its summary, because those of a large site take too much memory.
	keepsTexts() bool
}

// catalogRef refers to a catalog. Two that are equal refer to the same one.
type catalogRef interface {
	// load returns the catalog, and nil if it cannot be read any more.
	load() *catalog.File
}

// isPageCatalog reports whether the path of a locale's file is that of a page's catalog, by its name.
func isPageCatalog(p string) bool {
	tag, _, _ := strings.Cut(p, "/")
	return path.Ext(p) == ".toml" && p != CatalogPath(tag, catalog.InterfaceSlug)
}

// eager loads every catalog when the tree is read.
type eager struct{}

func (eager) read(t *fileTree, path string, old *file) *file { return t.readNow(path, old) }

func (eager) resolve(c *Corpus, f, english *file) catalogRef {
	if valid := c.lastValid(f, english); valid != nil {
		return loaded{valid}
	}
	return nil
}

func (eager) keepsTexts() bool { return true }

// loaded refers to a catalog that is parsed.
type loaded struct{ file *catalog.File }

func (l loaded) load() *catalog.File { return l.file }
