package corpus

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// lastValid returns the file whose catalog is served for f: f itself if it agrees with the English, else the last version that did. One
// that disagrees at the first reading is served for what is sound in it. It lists the faults it finds.
func (c *Corpus) lastValid(f, english *file) *file {
	if f == nil || f.catalog == nil {
		return nil
	}
	if f.valid.load() != f.catalog {
		faults := f.mismatchesOf(f.catalog, english)
		c.Faults = append(c.Faults, faults...)
		if len(faults) == 0 {
			f.valid = f
		}
	}
	return cmp.Or(f.valid, f)
}

// mismatchesOf returns what is wrong with the file's catalog beside its English, apart from what its parser found. Either may be nil.
func (f *file) mismatchesOf(own *catalog.File, english *file) store.Faults {
	switch e := english.load(); {
	case own == nil:
		return nil
	case f == english:
		return own.CheckEnglish()
	case e != nil:
		return append(own.CheckPlaceholders(e), f.blockFaults...)
	}
	return f.blockFaults
}

// notInline returns a fault for each of the translations that would change the blocks of the page they stand in. f is nil if it cannot be read.
func notInline(f *catalog.File) (faults store.Faults) {
	if f == nil {
		return nil
	}
	for _, m := range f.Messages() {
		if m.Forms.Other == "" || segment.IsInline(m.Forms.Other) {
			continue
		}
		if _, err := segment.InlineLike(m.Source.Other, m.Forms.Other); err != nil {
			line, col := m.Position("other")
			faults = append(faults, &store.Fault{File: f.Name(), Line: line, Col: col, Msg: fmt.Sprintf("%s: %v", m.Key, err)})
		}
	}
	return faults
}

// addOrphans lists the faults of all files of the locales tree and those that belong nowhere, and keeps the catalogs of pages that are gone.
func (c *Corpus) addOrphans(r *Reader) {
	slugs := map[string]bool{catalog.InterfaceSlug: true}
	for _, p := range c.Pages {
		slugs[p.Slug] = true
	}
	for _, p := range slices.Sorted(maps.Keys(r.locales.files)) {
		f := r.locales.files[p]
		c.Faults = append(c.Faults, f.faults...)
		refuse := func(format string, args ...any) {
			c.Faults = append(c.Faults, store.At(f.name, nil, 0, format, args...))
		}
		tag, slug, isCatalog := ParseCatalogPath(p)
		l, served := c.Locales.Find(tag)
		switch {
		case !served:
			refuse("%q is not in %s: add the locale there, or remove the folder", tag, TableName)
		case l.Tag != tag:
			refuse("the folder %q must be spelled %q, as in %s", tag, l.Tag, TableName)
		case p == LedgerPath(tag) || isCatalog && slugs[slug]:
		case path.Base(p) == ledgerName:
			refuse("the ledger of a locale stands at %s", LedgerPath(tag))
		case !isCatalog:
			refuse("a catalog of %s is named <page>.%s.toml", tag, tag)
		case f.catalog != nil:
			if c.Orphans[slug] == nil {
				c.Orphans[slug] = make([]*catalog.File, len(c.Locales.Locales))
			}
			c.Orphans[slug][l.Index] = f.catalog
		}
	}
}

// truncated reports whether data is before without its end, apart from white space. A truncated catalog is still valid TOML at most places.
func truncated(before, data []byte) bool {
	return bytes.HasPrefix(before, data) && len(bytes.TrimSpace(before)) > len(bytes.TrimSpace(data))
}

// truncatedFault returns the fault of a file that was truncated.
func truncatedFault(name string, data []byte) error {
	return store.At(name, data, len(data), "the file was cut off here, and readers get what it held before: restore it, or run parlance sync if its end is meant to be gone")
}

// emptiedFault returns the fault of a file that has lost its whole content: it is being saved at this moment, or was truncated.
func emptiedFault(name string) error {
	return &store.Fault{File: name, Line: 1, Col: 1,
		Msg: "the file has become empty, and readers get what it held before: restore it, or delete it if it is meant to be gone"}
}

// Validator finds the faults of catalogs that nobody has asked for yet, and keeps them. It may go on with a newer corpus.
type Validator map[*file]store.Faults

// Validate validates the catalogs that are not validated yet, and makes the summaries of all editions. It stops and returns false when keep
// returns false. After each page it calls rest with the time it took.
func (v Validator) Validate(s *Corpus, keep func() bool, rest func(took time.Duration)) bool {
	en := s.Locales.English().Index
	for _, p := range s.Pages {
		start := time.Now()
		for i, f := range p.catalogs {
			if !keep() {
				return false
			}
			if _, seen := v[f]; !seen && f != nil && f.stored != nil && !f.stored.saved && !f.stored.validated {
				v[f] = f.validate(p.catalogs[en])
			}
			p.Summary(&s.Locales.Locales[i])
		}
		rest(time.Since(start))
	}
	return true
}

// Adopt takes over the faults that were found, for the next reading, and returns how many there are.
func (r *Reader) Adopt(v Validator) (faults int) {
	for f, list := range v {
		f.faults, f.stored.validated = list, true
		faults += len(list)
	}
	if faults > 0 {
		r.lastCorpus = nil // it does not list them
	}
	return faults
}

// validate returns every fault of a catalog, and changes nothing in its file.
func (f *file) validate(english *file) store.Faults {
	own, err := f.stored.load()
	f.stored.pack()
	faults := append(faultsOf(f.name, err), f.mismatchesOf(own, english)...)
	if f == english {
		return faults
	}
	return append(faults, notInline(own)...) // [file.blockFaults] is for catalogs that were saved since the start
}
