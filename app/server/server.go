package server

import (
	"log/slog"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/site"
)

// The bounds of law 8.
const (
	maxHeaders     = 8 << 10
	maxConnections = 16 << 10
	readTimeout    = 10 * time.Second // for the whole head of a request
	writeTimeout   = 30 * time.Second // for the whole answer
	idleTimeout    = 60 * time.Second // between two requests
)

// Options are the settings of a server. The zero value logs nothing and speaks for plain HTTP.
type Options struct {
	// Log gets one record a request: method, path, status, locale, duration. It is written to before the answer is sent, so
	// a slow handler makes slow answers. nil means no log.
	Log *slog.Logger
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
	site    *site.Site
	log     *slog.Logger
	secure  bool
	app     *fiber.App
	handler fasthttp.RequestHandler // Fiber's
	fixed   []field
	routes  []route
	leaving leavers
	counts  counts
	reports *reporting
}

// New makes a server for a site.
func New(s *site.Site, o Options) *Server {
	server := &Server{site: s, log: o.Log, secure: o.TLS, fixed: securityFields(o), routes: routes(), reports: newReporting(o.Reports)}
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
		ReadTimeout:                  readTimeout,
		WriteTimeout:                 writeTimeout,
		IdleTimeout:                  idleTimeout,
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
	if ctx.IsGet() || ctx.IsHead() {
		s.handler(ctx)
	} else {
		s.answer(ctx)
	}
	if hadBody(&ctx.Request.Header) {
		s.leave(ctx)
	}
}

// answer answers one request, logs it, and outlives a panic of whatever it calls.
func (s *Server) answer(ctx *fasthttp.RequestCtx) {
	var start time.Time
	if s.log != nil {
		start = time.Now()
	}
	defer s.rescue(ctx, start)
	locale := s.route(ctx)
	s.counts.add(ctx.Response.StatusCode(), locale)
	s.record(ctx, start, locale)
}
