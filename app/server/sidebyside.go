package server

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// sideBySide handles "/:tag/*/beside/*": a page in two locales. The same locale twice leads to the single page, another spelling of a tag to the
// right one; unknown pairs are not found.
func (s *Server) sideBySide(c *fiber.Ctx) error {
	r, l := requestOf(c), requestOf(c).locale
	if l == nil {
		return c.Next()
	}
	slug, tag := c.Params("*1"), c.Params("*2")
	other, rest, ok := localeOf(r.snap, tag)
	if r.snap.Page(slug) == nil || !ok || rest != "" && rest != "/" {
		return notFound
	}
	r.group = sideBySideGroup
	switch {
	case other.Index == l.Index:
		return redirect(c, fiber.StatusMovedPermanently, pagePath(l, slug), fixedLocale.cacheControl)
	case tag != other.Tag || !strings.HasPrefix(r.path[1:], l.Tag+"/"):
		return redirect(c, fiber.StatusMovedPermanently, pagePath(l, slug)+"/beside/"+other.Tag, fixedLocale.cacheControl)
	}
	return s.respond(r, r.snap.SideBySide(slug, l.Index, other.Index), fixedLocale, l, sideBySideGroup)
}
