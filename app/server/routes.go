package server

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/pprof"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// middleware declares what every request of a reader passes, in this order; as one entry of Fiber's lists, because each is matched with the path.
func (s *Server) middleware(app *fiber.App) {
	app.Use(s.observe, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.logPanic}), s.strictTarget)
}

// readerRoutes declares what readers are answered. A handler that finds the address is not its own leaves it to the next one.
//
// Fiber files routes by their first three bytes, so those with fixed names cost a page nothing; among the others, what is asked for most comes
// first. HEAD is answered where GET is. Slugs have slashes, so a page's own routes are told by what stands behind it.
func (s *Server) readerRoutes(app *fiber.App) {
	app.Get("/livez", s.live)
	app.Get("/readyz", s.ready)

	app.Get("/assets/*", requireSnapshot, s.asset)
	app.Get("/sitemap.xml", requireSnapshot, s.file((*site.Snapshot).Sitemap))
	app.Get("/robots.txt", requireSnapshot, s.file((*site.Snapshot).Robots))
	app.Get("/"+render.WorkerName, requireSnapshot, s.file((*site.Snapshot).ServiceWorker))

	inLocale := app.Group("/:tag")
	app.Get("/*", s.neutralPage)
	inLocale.Get("/*", s.localePage)

	app.Get("/"+render.SearchName, requireSnapshot, s.neutralSearch)
	app.Get("/"+render.SearchName+"/", requireSnapshot, s.neutralSearch)
	inLocale.Get("/"+render.SearchName, s.search)
	inLocale.Get("/"+render.SearchName+"/", s.search)
	inLocale.Get("/"+render.FeedName, s.feed)
	inLocale.Get("/"+render.ManifestName, s.manifest)
	inLocale.Get("/*/beside/*", s.sideBySide)

	for _, report := range [...]fiber.Router{app.Group("/*/report"), app.Group("/report")} { // the second of no page, which is not found
		report.Get("", s.reportPage, s.reportDocument((*site.Snapshot).ReportParts)) // to choose from
		// No part of a page is named "thanks", because those have a dot.
		report.Post("/thanks", requireSnapshot, s.postReport)
		report.All("/thanks", readOnly, s.reportPage, s.reportDocument((*site.Snapshot).ReportThanks))
		report.Get("/:part", s.reportPage, s.reportForm)
		report.Post("/:part", requireSnapshot, s.postReport)
	}

	app.Get("/*", s.redirectCanonical)
}

// readOnly is the middleware of routes that take no more methods, where others for the same path would.
func readOnly(c *fiber.Ctx) error {
	if ctx := c.Context(); !ctx.IsGet() && !ctx.IsHead() {
		return methodError{allow: "GET, HEAD"}
	}
	return c.Next()
}

// operatorRoutes declares what operators are answered, on a listener of their own.
func (s *Server) operatorRoutes(app *fiber.App) {
	app.Use(s.secureOperators, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.logPanic}), forOperators, readOnly)
	app.Get("/metrics", s.metrics)
	app.Get("/debug/pprof/*", boundProfile, pprof.New())
}

// observe is the outermost middleware: it begins and ends the state of a request, gives the connection its time, turns errors into answers, and
// tells the counts and the log what was answered.
func (s *Server) observe(c *fiber.Ctx) error {
	r := s.beginRequest(c)
	defer s.endRequest(r)
	ctx := c.Context()
	s.deadlines.renew(ctx)
	if err := c.Next(); err != nil {
		_ = s.errorHandler(c, err) // which always answers
	}
	if !r.secured {
		s.security.set(&ctx.Response.Header)
	}
	s.counts.add(ctx.Response.StatusCode(), r.locale, r.group)
	s.requestLog.record(ctx, r)
	return nil
}
