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
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Corpus is everything that the two trees hold at one moment, parsed. It never changes.
type Corpus struct {
	Locales     *locale.Table
	Pages       []*Page                    // in the order of the list of guides
	Site        *Page                      // who stands behind the site, of [segment.SiteFile]; nil if there is no such file
	Aliases     map[string]string          // slugs of pages, by the addresses that they had before
	Interface   []*catalog.File            // by [locale.Locale.Index], and nil if there is none
	Orphans     map[string][]*catalog.File // catalogs of pages that are gone, by slug and [locale.Locale.Index]
	Attachments *Attachments               // of the content tree
	Recordings  *Recordings                // of the content tree
	Glossary    *glossary.Glossary         // nil if there is none
	Faults      store.Faults               // of all files; where one has a fault, its last good version is used

	// Unserved names the pages that had no version that can be served when the trees were first read, and have none yet.
	Unserved []string

	ContentTree   store.Tree // that the pages are in
	CatalogTree   store.Tree // that the catalogs are in
	PseudoLocales locale.Set // that are made for a workbench; they are never negotiated
	OnDemand      bool       // catalogs are parsed only when they are asked for, as those of a large site are

	ledgers    []*file         // by [locale.Locale.Index]
	unreadable map[string]bool // slugs of pages that there are and that cannot be served
}

// Sources returns everything whose texts are translated as those of pages are: the pages in their order, then who stands behind the site, if that has texts.
func (c *Corpus) Sources() []*Page {
	if c.Site == nil || len(c.Site.Segments) == 0 {
		return c.Pages
	}
	return append(slices.Clip(c.Pages), c.Site)
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

// ReadBackPath returns the path of what programs read back of a locale's translations, inside the locales tree. Readers are served nothing of it.
func ReadBackPath(tag string) string { return path.Join(tag, "readbacks.jsonl") }

// Attachments are the files of the content tree that pages show and link to. From one [Corpus] to the next they are the same pointer as long as no
// file changes.
type Attachments struct {
	files map[string]*file
	Data  map[string][]byte // by path in the content tree
}

// currentAttachments returns the attachments that could be read, now or before.
func (r *Reader) currentAttachments() *Attachments {
	attached := maps.Clone(r.content.files)
	maps.DeleteFunc(attached, func(p string, f *file) bool { return !isAttached(p) || f.attached == nil })
	if r.lastAttachments == nil || !maps.Equal(r.lastAttachments.files, attached) {
		r.lastAttachments = &Attachments{attached, make(map[string][]byte, len(attached))}
		for p, f := range attached {
			r.lastAttachments.Data[p] = f.attached
		}
	}
	return r.lastAttachments
}

// imageTypes are the images that pages may show, and documentTypes what they may link to beside them.
var (
	imageTypes = map[string]string{
		".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
		".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
	}
	documentTypes = map[string]string{".pdf": "application/pdf"}
)

// AttachedType returns the media type of an attachment by its name, and "" if a file of that name is none.
func AttachedType(p string) string {
	ext := strings.ToLower(path.Ext(p))
	return cmp.Or(imageTypes[ext], documentTypes[ext])
}

// IsImage reports whether a file is an image by its name.
func IsImage(p string) bool { return imageTypes[strings.ToLower(path.Ext(p))] != "" }

func isAttached(p string) bool { return AttachedType(p) != "" }
