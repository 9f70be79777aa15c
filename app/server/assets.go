package server

import "github.com/gofiber/fiber/v2"

// asset handles "/assets/*". The name carries a hash of the content, so that it never changes; a stale hash is not found.
func (s *Server) asset(c *fiber.Ctx) error {
	r := requestOf(c)
	doc, ok := r.snap.Asset(c.Params("*"))
	if !ok {
		return notFound
	}
	return s.respond(r, doc, immutable, nil, assetGroup)
}

// sitemap handles "/sitemap.xml".
func (s *Server) sitemap(c *fiber.Ctx) error {
	r := requestOf(c)
	return s.respond(r, r.snap.Sitemap(), fixedLocale, nil, otherGroup)
}

// robots handles "/robots.txt" (RFC 9309).
func (s *Server) robots(c *fiber.Ctx) error {
	r := requestOf(c)
	return s.respond(r, r.snap.Robots(), fixedLocale, nil, otherGroup)
}

// feed handles "/:tag/feed.xml".
func (s *Server) feed(c *fiber.Ctx) error {
	r := requestOf(c)
	if r.locale == nil {
		return c.Next()
	}
	return s.respond(r, r.snap.Feed(r.locale.Index), fixedLocale, r.locale, feedGroup)
}
