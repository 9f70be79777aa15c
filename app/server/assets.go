package server

import (
	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/site"
)

// asset handles "/assets/*". The name carries a hash of the content, so that it never changes; a stale hash is not found.
func (s *Server) asset(c *fiber.Ctx) error {
	r := requestOf(c)
	name := c.Params("*")
	if one, ok := r.snap.Recording(name); ok {
		return s.recording(r, one)
	}
	doc, ok := r.snap.Asset(name)
	if !ok {
		return notFound
	}
	return s.respond(r, doc, immutable, nil, assetGroup)
}

// file returns the handler of a file that has no language.
func (s *Server) file(file func(*site.Snapshot) *document.Document) fiber.Handler {
	return func(c *fiber.Ctx) error {
		r := requestOf(c)
		return s.respond(r, file(r.snap), fixedLocale, nil, otherGroup)
	}
}

// feed handles "/:tag/feed.xml".
func (s *Server) feed(c *fiber.Ctx) error {
	r := requestOf(c)
	if r.locale == nil {
		return c.Next()
	}
	return s.respond(r, r.snap.Feed(r.locale.Index), fixedLocale, r.locale, feedGroup)
}

// manifest handles "/:tag/manifest.webmanifest".
func (s *Server) manifest(c *fiber.Ctx) error {
	r := requestOf(c)
	if r.locale == nil {
		return c.Next()
	}
	return s.respond(r, r.snap.Manifest(r.locale.Index), fixedLocale, r.locale, otherGroup)
}
