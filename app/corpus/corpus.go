// Package corpus reads both trees together, and says what each locale's readers get of each page.
//
// It promises:
//
//   - A translation is published only if its hash is that of today's English, and on a critical page only if a sign-off names
//     both texts. Every other segment stands in English, or in the nearest parent locale that has it (law 2).
//   - A [Corpus] never changes. A reading parses only what changed; a file with a fault is stood in for by what it last was, and
//     the fault is listed with file, line and column (laws 7 and 9).
//   - What every reader of a locale gets of a page is held once, in a [Publication]; progress, findings and readers' reports are
//     made from the same data.
//
// It knows nothing of HTML and HTTP.
package corpus

import (
	"maps"
	"path"
	"strings"

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

// ParseCatalogPath returns the locale and the page of a catalog by its path, as [CatalogPath] makes it. ok is false if the path is that of
// another file; tag is then the first part of it.
func ParseCatalogPath(p string) (tag, slug string, ok bool) {
	tag, rest, _ := strings.Cut(p, "/")
	slug, ok = strings.CutSuffix(rest, "."+tag+".toml")
	return tag, slug, ok
}

// PageSlug returns the slug of a page, in lower case, by its path inside the content tree: names that differ in case alone are one name on
// half of all disks, and one URL to most people. ok is false if the path is not that of a page.
func PageSlug(p string) (slug string, ok bool) {
	ext := path.Ext(p)
	return strings.ToLower(strings.TrimSuffix(p, ext)), strings.EqualFold(ext, ".md")
}

// LedgerPath returns the path of a locale's ledger of reviews inside the locales tree.
func LedgerPath(tag string) string { return path.Join(tag, ledgerName) }

// Images are the images of the content tree. From one [Corpus] to the next they are the same pointer as long as no image changes.
type Images struct {
	files map[string]*file
	Data  map[string][]byte
}

// currentImages returns the images that were read.
func (r *Reader) currentImages() *Images {
	images := maps.Clone(r.content.files)
	maps.DeleteFunc(images, func(p string, _ *file) bool { return !isImage(p) })
	if r.lastImages == nil || !maps.Equal(r.lastImages.files, images) {
		r.lastImages = &Images{images, make(map[string][]byte, len(images))}
		for p, f := range images {
			r.lastImages.Data[p] = f.data
		}
	}
	return r.lastImages
}

// imageTypes are the images that pages may show.
var imageTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
}

// ImageType returns the media type of an image by its name, and "" if it is none.
func ImageType(p string) string { return imageTypes[strings.ToLower(path.Ext(p))] }

func isImage(p string) bool { return ImageType(p) != "" }
