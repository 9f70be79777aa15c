package server

import (
	"io"
	"log/slog"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// The bounds of law 8.
const (
	maxHeaders     = 8 << 10
	maxConnections = 16 << 10
)

// Options are the settings of a server. The zero value logs nothing and speaks for plain HTTP.
type Options struct {
	// Log gets what goes wrong in the server. nil means no log.
	Log *slog.Logger
	// Requests gets one line for each request: time, method, path, status, locale, duration. While the server serves, lines come in
	// batches and up to a quarter of a second late, and those of a writer that is too slow are lost and counted. nil means no lines.
	Requests io.Writer
	// TLS says that readers reach the server over TLS only, its own or a proxy's: answers carry Strict-Transport-Security,
	// and cookies are Secure.
	TLS bool
	// Preview lets the pages of a preview run their script, and tells them of changes at /preview/events. It is for a site
	// made with the option of the same name, on the machine of who uses it.
	Preview bool
	// Reports keeps what readers report. nil keeps nothing, and readers are told so when they send one.
	Reports ReportLog
}

// Server answers requests from the snapshot of a site. Make one with [New].
type Server struct {
	site      *site.Site
	log       *slog.Logger
	requests  *requestLog
	secure    bool
	preview   bool
	app       *fiber.App
	handler   fasthttp.RequestHandler // Fiber's
	fixed     []field
	routes    []route
	deadlines deadlines
	leaving   leavers
	counts    counts
	reports   *reporting
}

// New makes a server for a site.
func New(s *site.Site, o Options) *Server {
	server := &Server{site: s, log: o.Log, requests: newRequestLog(o.Requests), secure: o.TLS, preview: o.Preview, fixed: securityFields(o), routes: routes(),
		deadlines: deadlines{first: firstTime, next: nextTime}, reports: newReporting(o.Reports)}
	if o.Preview {
		server.routes = append(previewRoutes(), server.routes...)
	}
	server.app = fiber.New(fiber.Config{
		DisableStartupMessage: true,
		CaseSensitive:         true,
		StrictRouting:         true,
		// A long target gets 414 and long headers 431 from us; the buffer must hold both to tell them apart.
		ReadBufferSize: maxTarget + maxHeaders,
		// The gate holds connections back before this number, because fasthttp's own refusal lacks our headers.
		Concurrency:                  2 * maxConnections,
		DisablePreParseMultipartForm: true,
	})
	server.app.Use(func(c *fiber.Ctx) error {
		server.answer(c.Context())
		return nil
	})
	server.handler = server.app.Handler()

	below := server.app.Server()
	below.Handler = server.handle
	below.ErrorHandler = server.parserError
	below.HeaderReceived = refuseBody
	below.CloseOnShutdown = true
	below.LazyRequestTime = true
	return server
}

// Handler gives the function that answers one request, for tests and measurements without a connection.
func (s *Server) Handler() fasthttp.RequestHandler { return s.handle }

// handle is what fasthttp calls. Fiber knows a fixed list of methods and answers others in its own words, so it only
// gets those that this server has.
func (s *Server) handle(ctx *fasthttp.RequestCtx) {
	s.deadlines.renew(ctx)
	if ctx.IsGet() || ctx.IsHead() {
		s.handler(ctx)
	} else {
		s.answer(ctx)
	}
	if hadBody(&ctx.Request.Header) {
		s.leave(ctx)
	}
}

// answer answers one request, and outlives a panic of whatever it calls.
func (s *Server) answer(ctx *fasthttp.RequestCtx) {
	start := s.requests.begin()
	defer s.rescue(ctx, start)
	a := s.route(ctx)
	if !a.secured {
		s.secureAnswer(&ctx.Response.Header)
	}
	s.done(ctx, start, a)
}

// done counts and logs a request that was answered.
func (s *Server) done(ctx *fasthttp.RequestCtx, start time.Time, a answered) {
	s.counts.add(ctx.Response.StatusCode(), a, s.table)
	s.requests.record(ctx, start, a)
}

// table gives the locales of the moment.
func (s *Server) table() *locale.Table {
	if now := s.site.Snapshot(); now != nil {
		return now.Locales
	}
	return nil
}
