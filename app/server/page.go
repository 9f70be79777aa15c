package server

import (
	"cmp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// localePage handles "/:tag/*": the page in that locale. What is no page of a locale is left to the next routes.
func (s *Server) localePage(c *fiber.Ctx) error {
	r := requestOf(c)
	l, rest, ok := localeOf(r.snap, r.path[1:])
	if !ok {
		return c.Next()
	}
	slug, slash := strings.CutPrefix(rest, "/")
	r.locale, r.slug = l, slug
	if _, ok := r.snap.Publishable(slug); !ok {
		return c.Next()
	}
	r.group = groupOf(slug)
	switch {
	case !slash || r.path[1:len(r.path)-len(rest)] != l.Tag:
		return s.redirectCanonical(c)
	case r.remember:
		return s.rememberLocale(c, pagePath(l, slug))
	}
	return s.respond(r, r.snap.Document(slug, l.Index), fixedLocale, l, groupOf(slug))
}

// neutralPage handles "/*": the page in the reader's language. What is no page is left to the next routes.
func (s *Server) neutralPage(c *fiber.Ctx) error {
	r := requestOf(c)
	if r.snap == nil {
		return notReady
	}
	slug := r.path[1:]
	r.slug = slug
	publishable, ok := r.snap.Publishable(slug)
	if !ok {
		return c.Next()
	}
	index := s.negotiateLocale(r, publishable)
	return s.respond(r, r.snap.Document(slug, index), negotiated, &r.snap.Locales.Locales[index], groupOf(slug))
}

// redirectCanonical handles what no other route took: it redirects from a near miss to the page that was meant. A near miss has a slash too many
// at the end, or too few after the tag, or the tag in another spelling, or the address that the page had before it was renamed. All else is not found.
func (s *Server) redirectCanonical(c *fiber.Ctx) error {
	r := requestOf(c)
	slug := slugNow(r.snap, strings.TrimSuffix(r.slug, "/"))
	if _, ok := r.snap.Publishable(slug); !ok {
		return notFound
	}
	r.group = groupOf(slug)
	to := pagePath(r.locale, slug)
	if r.locale != nil && r.remember {
		to += "?" + rememberName
	}
	return s.redirect(c, fiber.StatusMovedPermanently, to, fixedLocale.CacheControl)
}

// slugNow returns the slug of the page that had another one before, and any other slug as it is.
func slugNow(snap *site.Snapshot, slug string) string { return cmp.Or(snap.Moved(slug), slug) }

// localeOf finds the locale that a path without its first slash begins with, in any case and with "_" for "-", and what follows its tag. Where it is
// no page's, an old or near spelling means the nearest locale (R53), one that is offered if there is such.
func localeOf(snap *site.Snapshot, path string) (l *locale.Locale, rest string, ok bool) {
	tag := path
	if end := strings.IndexByte(path, '/'); end >= 0 {
		tag, rest = path[:end], path[end:]
	}
	if strings.IndexByte(tag, '_') >= 0 {
		tag = strings.ReplaceAll(tag, "_", "-")
	}
	if l, ok = snap.Locales.Find(tag); ok {
		return l, rest, true
	}
	if near, ok := snap.Chooser.Nearest(tag, snap.Listed()); ok && snap.Page(strings.TrimSuffix(path, "/")) == nil {
		return &snap.Locales.Locales[near], rest, true
	}
	return nil, "", false
}

// pagePath returns the path of a page in a locale, or its neutral path where l is nil.
func pagePath(l *locale.Locale, slug string) string {
	if l == nil {
		return "/" + slug
	}
	return "/" + l.Tag + "/" + slug
}

// sideBySide handles "/:tag/*/beside/*": a page in two locales. The same locale twice leads to the single page, another spelling of a tag to the
// right one; unknown pairs are not found.
func (s *Server) sideBySide(c *fiber.Ctx) error {
	r, l := requestOf(c), requestOf(c).locale
	if l == nil {
		return c.Next()
	}
	slug, tag := c.Params("*1"), c.Params("*2")
	other, rest, ok := localeOf(r.snap, tag)
	moved := r.snap.Moved(slug)
	slug = cmp.Or(moved, slug)
	if r.snap.Page(slug) == nil || !ok || rest != "" && rest != "/" {
		return notFound
	}
	r.group = sideBySideGroup
	switch {
	case other.Index == l.Index:
		return s.redirect(c, fiber.StatusMovedPermanently, pagePath(l, slug), fixedLocale.CacheControl)
	case moved != "" || tag != other.Tag || !strings.HasPrefix(r.path[1:], l.Tag+"/"):
		return s.redirect(c, fiber.StatusMovedPermanently, pagePath(l, slug)+"/beside/"+other.Tag, fixedLocale.CacheControl)
	}
	return s.respond(r, r.snap.SideBySide(slug, l.Index, other.Index), fixedLocale, l, sideBySideGroup)
}
