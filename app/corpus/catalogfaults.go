package corpus

import (
	"fmt"
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// lastValid returns the catalog to serve for a file: the one on disk if it agrees with the English, else the last one that did. A file
// that disagrees at the first reading is served for what is sound in it. It lists the faults it finds. page is nil for the interface.
func (c *Corpus) lastValid(f, english *file, page *segment.Page) *catalog.File {
	if f == nil || f.catalog == nil {
		return nil
	}
	if f.valid == f.catalog {
		return f.valid
	}
	faults := mismatches(f, english, page)
	c.Faults = append(c.Faults, faults...)
	if len(faults) == 0 {
		f.valid = f.catalog
	}
	if f.valid == nil {
		return f.catalog
	}
	return f.valid
}

// mismatches returns what is wrong with a catalog beside its English, which is sound by itself. page is nil for the interface.
func mismatches(f, english *file, page *segment.Page) (faults store.Faults) {
	switch {
	case f == english:
		return f.catalog.CheckEnglish()
	case english != nil && english.catalog != nil:
		faults = f.catalog.CheckPlaceholders(english.catalog)
	}
	if page != nil {
		faults = append(faults, f.blockFaults...)
	}
	return faults
}

// notInline returns a fault for each of the translations that would change the blocks of the page they stand in.
func notInline(f *file) store.Faults {
	var faults store.Faults
	for _, m := range f.catalog.Messages() {
		if m.Forms.Other == "" {
			continue
		}
		if segment.IsInline(m.Forms.Other) {
			continue
		}
		if _, err := segment.InlineLike(m.Source.Other, m.Forms.Other); err != nil {
			line, col := m.Position("other")
			faults = append(faults, &store.Fault{File: f.name, Line: line, Col: col, Msg: fmt.Sprintf("%s: %v", m.Key, err)})
		}
	}
	return faults
}

// misplaced returns what is wrong with a file that belongs to no page, and nil for the catalog of a page that is gone.
func (c *Corpus) misplaced(p, name string) *store.Fault {
	fault := &store.Fault{File: name, Line: 1, Col: 1}
	tag, rest, _ := strings.Cut(p, "/")
	l, served := c.Locales.Find(tag)
	switch {
	case !served:
		fault.Msg = fmt.Sprintf("%q is not in %s: add the locale there, or remove the folder", tag, tableName)
	case l.Tag != tag:
		fault.Msg = fmt.Sprintf("the folder %q must be spelled %q, as in %s", tag, l.Tag, tableName)
	case path.Base(p) == ledgerName:
		fault.Msg = fmt.Sprintf("the ledger of a locale stands at %s", LedgerPath(tag))
	case !strings.HasSuffix(rest, "."+tag+".toml"):
		fault.Msg = fmt.Sprintf("a catalog of %s is named <page>.%s.toml", tag, tag)
	default:
		return nil
	}
	return fault
}

// addUnclaimed lists the faults of all files of the locales tree, and keeps the catalogs of pages that are gone.
func (c *Corpus) addUnclaimed(r *Reader, claimed map[string]bool) {
	for _, p := range r.locales.sorted() {
		f := r.locales.files[p]
		c.Faults = append(append(c.Faults, f.faults...), f.mismatches...)
		if claimed[p] {
			continue
		}
		if fault := c.misplaced(p, f.name); fault != nil {
			c.Faults = append(c.Faults, fault)
		} else if f.catalog != nil {
			c.addOrphan(p, f.catalog)
		}
	}
}

// addOrphan keeps the catalog of a page that is gone.
func (c *Corpus) addOrphan(p string, f *catalog.File) {
	tag, rest, _ := strings.Cut(p, "/")
	l, _ := c.Locales.Find(tag)
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if c.Orphans[slug] == nil {
		c.Orphans[slug] = make([]*catalog.File, len(c.Locales.Locales))
	}
	c.Orphans[slug][l.Index] = f
}
