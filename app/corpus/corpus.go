package corpus

import (
	"path"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Corpus is everything that the two trees hold at one moment, parsed. It never changes.
type Corpus struct {
	Locales   *locale.Table
	Pages     []*Page                    // in the order of the list of guides
	Interface []*catalog.File            // by [locale.Locale.Index], and nil if there is none
	Orphans   map[string][]*catalog.File // catalogs of pages that are gone, by slug and [locale.Locale.Index]
	Images    *Images                    // of the content tree
	Glossary  *glossary.Glossary         // nil if there is none
	Faults    store.Faults               // of all files; where one has a fault, its last good version is used

	CatalogTree   store.Tree // that the catalogs are in
	PseudoLocales locale.Set // that are made for a preview; they are never negotiated
	OnDemand      bool       // catalogs are parsed only when they are asked for, as those of a large site are

	ledgers []*file // by [locale.Locale.Index]
}

// CatalogPath returns the path of a page's catalog inside the locales tree. [catalog.InterfaceSlug] is the interface's.
func CatalogPath(tag, slug string) string { return tag + "/" + slug + "." + tag + ".toml" }

// LedgerPath returns the path of a locale's ledger of reviews inside the locales tree.
func LedgerPath(tag string) string { return path.Join(tag, ledgerName) }
