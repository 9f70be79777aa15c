// Package publish writes a whole site as files that any static host can serve.
//
// It promises:
//
//   - Every document that has an address is there with the bytes that our server sends, and beside them the same in brotli, gzip and zstd.
//   - Readers see the site before or the site after, never half of one: a new folder takes the place of the old one at once.
//   - What has not changed is not touched, and what has changed has a later time, so that who copies the folder on copies that alone. The same site gives the
//     same bytes.
//   - A folder that is not of its making is not written to, and what others have put into one of its making stays.
//   - The configuration that it writes for nginx, Apache, Caddy and hosts like Netlify is made of the same tables as the server: they choose the same language and
//     send the same headers.
//
// It knows nothing of Fiber or Markdown.
package publish

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// MaxSideBySide is the largest number of pages two languages of which are shown side by side in every pair. Of a larger site there is every language beside
// English and English beside every language: all pairs would be more files than all the rest.
const MaxSideBySide = 20

// File is one file of a published site.
type File struct {
	Path      string                    // below the folder, with slashes
	Document  func() *document.Document // makes it; nil of a recording
	Recording string                    // the name at /assets/ of a recording; "" of a document
}

// Files returns the files of a site, those of one locale after those of another. Each is made when it is asked for; the index of a locale that its search page looks
// things up in is made when its files begin.
func Files(s *site.Snapshot) iter.Seq[File] {
	return func(yield func(File) bool) {
		add := func(path string, make func() *document.Document) bool { return yield(File{Path: path, Document: make}) }
		indexes := map[string]bool{} // names of files that several locales share
		for i := range s.Locales.Locales {
			l := &s.Locales.Locales[i]
			if !localeFiles(s, l, add) || !searchFiles(s, l, indexes, add) {
				return
			}
		}
		english := s.Locales.English()
		for _, slug := range s.Slugs() {
			name := slug + ".html"
			if slug == render.Home {
				name, slug = "index.html", render.Languages // who cannot be given a language chooses one
			}
			if !add(name, func() *document.Document { return s.Document(slug, english.Index) }) {
				return
			}
		}
		for name, make := range map[string]func() *document.Document{
			"404.html":        func() *document.Document { return s.Problem(render.NotFound, english.Index) },
			"sitemap.xml":     s.Sitemap,
			"robots.txt":      s.Robots,
			render.WorkerName: s.ServiceWorker,
		} {
			if !add(name, make) {
				return
			}
		}
		for _, name := range s.AssetNames() {
			if !add("assets/"+name, func() *document.Document { doc, _ := s.Asset(name); return doc }) {
				return
			}
		}
		for _, name := range s.PlayedRecordings() {
			if !yield(File{Path: "assets/" + name, Recording: name}) {
				return
			}
		}
	}
}

// localeFiles adds the files of one locale.
func localeFiles(s *site.Snapshot, l *locale.Locale, add func(string, func() *document.Document) bool) bool {
	for _, slug := range s.Slugs() {
		name := slug + ".html"
		if slug == render.Home {
			name = "index.html"
		}
		if !add(path.Join(l.Tag, name), func() *document.Document { return s.Document(slug, l.Index) }) {
			return false
		}
		if s.Page(slug) == nil {
			continue
		}
		if !add(path.Join(l.Tag, slug, "report.html"), func() *document.Document { return s.ReportContactPage(s.Page(slug), l) }) {
			return false
		}
		for _, other := range s.Locales.Locales {
			few := len(s.Pages) <= MaxSideBySide || l.Tag == "en" || other.Tag == "en"
			if few && other.Tag != l.Tag && !add(path.Join(l.Tag, slug, "beside", other.Tag+".html"), func() *document.Document { return s.SideBySide(slug, l.Index, other.Index) }) {
				return false
			}
		}
	}
	for name, make := range map[string]func() *document.Document{
		"404.html":          func() *document.Document { return s.Problem(render.NotFound, l.Index) },
		"405.html":          func() *document.Document { return s.Problem(render.MethodNotAllowed, l.Index) },
		render.FeedName:     func() *document.Document { return s.Feed(l.Index) },
		render.ManifestName: func() *document.Document { return s.Manifest(l.Index) },
	} {
		if !add(path.Join(l.Tag, name), make) {
			return false
		}
	}
	return true
}

// searchFiles adds the page by which a locale's guides are searched, and the files of its index, but those that are added already.
func searchFiles(s *site.Snapshot, l *locale.Locale, added map[string]bool, add func(string, func() *document.Document) bool) bool {
	index := s.StaticSearch(l.Index)
	page := func() *document.Document { return s.StaticSearchPage(l, index.Index) }
	if !add(path.Join(l.Tag, render.SearchName+".html"), page) || l.Tag == "en" && !add(render.SearchName+".html", page) {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(index.Files)) {
		if added[name] {
			continue
		}
		added[name] = true
		if !add(path.Join(render.SearchFolder, name), func() *document.Document { return index.Files[name] }) {
			return false
		}
	}
	return true
}

// Stale returns the first day on which what was published says something else than the server would: a page is overdue from that day on. ok is false where there
// is none.
func Stale(s *site.Snapshot) (day time.Time, ok bool) {
	for _, p := range s.Pages {
		if first := p.Front.ReviewBy.AddDate(0, 0, 1); !p.Front.ReviewBy.IsZero() && !p.Overdue(s.Loaded) && (!ok || first.Before(day)) {
			day, ok = first, true
		}
	}
	return day, ok
}

// codings are the names that stand behind a file's own for each coding that it is there in.
var codings = [document.Codings]string{document.Identity: "", document.Gzip: ".gz", document.Zstd: ".zst", document.Brotli: ".br"}

// sortedTags returns the tags of a site's locales.
func sortedTags(s *site.Snapshot) (tags []string) {
	for _, l := range s.Locales.Locales {
		tags = append(tags, l.Tag)
	}
	slices.SortFunc(tags, func(a, b string) int { return strings.Compare(a, b) })
	return tags
}
