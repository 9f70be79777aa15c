package server

import (
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/server/connlimit"
	"github.com/parlance/parlance/app/site"
)

// Bounds of the head of a request, in bytes (law 8).
const (
	maxHeaders = 8 << 10  // of the headers
	maxHead    = 12 << 10 // of target and headers together: a search of 10 KB fits in it
)

// maxConnections is how many connections are served at once (law 8).
const maxConnections = 16 << 10

// Options are the settings of a server. The zero value logs nothing and speaks for plain HTTP.
type Options struct {
	// Log gets what goes wrong in the server. nil means no log.
	Log *slog.Logger
	// Requests gets one line for each request: time, method, path, status, locale, duration. Lines come in batches and up to a quarter of a
	// second late, and those of a writer that is too slow are lost and counted. nil means no lines.
	Requests io.Writer
	// JSON writes these lines as JSON, for programs.
	JSON bool
	// Origin is what stands before every address of the site, like "https://guides.example.org" or "https://hospital.example/guides". What stands
	// behind the host is the prefix: it is stripped from the paths that readers ask for, as far as the proxy has not done so. "" means no prefix.
	Origin string
	// Hosts are the names by which readers reach the server, without a port. Requests under other names are refused, but for addresses and names
	// without a dot. None means any.
	Hosts []string
	// AnyHost answers requests under all other names too. The log hears of them once.
	AnyHost bool
	// TLS says that readers reach the server over TLS only, its own or a proxy's: answers carry Strict-Transport-Security (RFC 6797), and
	// cookies are Secure.
	TLS bool
	// Reports keeps what readers report. nil keeps nothing, and readers are told so when they send one.
	Reports ReportLog
	// Cluster returns how far the server is with what a cluster has readers served; nil for no cluster.
	Cluster func() Cluster
	// Version is the program's, for the metric parlance_build_info. "" means what the Go tool recorded.
	Version string
}

// Server answers requests from the snapshot of a site. Make one with [New].
type Server struct {
	site       *site.Site
	log        *slog.Logger
	tls        bool
	hosts      hostRule
	prefix     string // of the paths of the site, "/guides", or ""
	build      build
	cluster    func() Cluster // nil for none
	app        *fiber.App
	handler    fasthttp.RequestHandler // Fiber's
	security   securityHeaders
	deadlines  connDeadlines
	requests   sync.Pool // of *request
	requestLog *requestLog
	counts     requestCounts
	reports    *reports
	searching  turns

	sendingRecordings turns
	recordingRate     int64 // [recordingRate], but for tests

	limit     *connlimit.Listener // nil until it serves
	lingering sync.WaitGroup      // connections in lingerClose

	grace, lingerTime, lingerPause time.Duration // only tests have others than the constants
}

// New makes a server for a site.
func New(s *site.Site, o Options) *Server { return newServer(s, o, (*Server).readerRoutes) }

func newServer(s *site.Site, o Options, routes func(*Server, *fiber.App)) *Server {
	utils.StartTimeStampUpdater() // for connDeadlines
	server := &Server{site: s, log: o.Log, tls: o.TLS, hosts: hostRule{names: o.Hosts, any: o.AnyHost}, build: newBuild(o.Version), cluster: o.Cluster, security: newSecurityHeaders(o),
		counts: requestCounts{byTag: map[string]*localeCounts{}}, requestLog: newRequestLog(o.Requests, o.JSON), reports: &reports{log: o.Reports, key: newTokenKey(), now: time.Now}, searching: newTurns(searchTurns()), sendingRecordings: newTurns(maxRecordings), recordingRate: recordingRate,
		requests:  sync.Pool{New: func() any { return new(request) }},
		deadlines: connDeadlines{first: firstTime, next: nextTime}, grace: grace, lingerTime: lingerTime, lingerPause: lingerPause}
	_, server.prefix = render.SplitOrigin(o.Origin)
	server.app = fiber.New(fiber.Config{
		DisableStartupMessage: true,
		CaseSensitive:         true,
		StrictRouting:         true,
		ErrorHandler:          server.errorHandler,
		// A long target gets 414 and long headers 431 from us; the buffer must hold both to tell them apart.
		ReadBufferSize: max(maxHead, maxTarget+maxHeaders),
		// connlimit holds connections back before this number.
		Concurrency:                  2 * maxConnections,
		DisablePreParseMultipartForm: true,
	})
	server.middleware(server.app)
	routes(server, server.app)
	server.handler = server.app.Handler()

	below := server.app.Server()
	below.Handler = server.handle
	below.ErrorHandler = server.parserError
	below.HeaderReceived = rejectBody
	below.CloseOnShutdown = true
	below.LazyRequestTime = true
	return server
}

// Handler returns the function that answers one request, for tests and measurements without a connection.
func (s *Server) Handler() fasthttp.RequestHandler { return s.handle }

// handle is what fasthttp calls: Fiber, and what must be done before and after it.
func (s *Server) handle(ctx *fasthttp.RequestCtx) {
	if connlimit.IsKnownMethod(ctx.Method()) {
		s.handler(ctx)
	} else {
		s.routeUnknownMethod(ctx)
	}
	if hadBody(&ctx.Request.Header) {
		s.lingerClose(ctx)
	}
}
