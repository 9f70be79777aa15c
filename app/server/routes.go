package server

import (
	"bytes"
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// request is one request with the one snapshot that it sees.
type request struct {
	target
	asked
	ctx  *fasthttp.RequestCtx
	snap *site.Snapshot
}

// request begins a request. Its target is yet to be read.
func (s *Server) request(ctx *fasthttp.RequestCtx) request {
	return request{asked: readAsked(&ctx.Request.Header), ctx: ctx, snap: s.site.Snapshot()}
}

// answered tells, for the log and the counts, what a request got.
type answered struct {
	locale  *locale.Locale // nil where language plays no part
	group   group
	secured bool // it has the security headers already
}

// routes are tried in order. A path that ends in "/" stands for everything below it, any other for itself.
func routes() []route {
	return []route{
		{"/livez", (*Server).live},
		{"/readyz", (*Server).ready},
		{"/sitemap.xml", (*Server).sitemap},
		{"/robots.txt", (*Server).robots},
		{"/favicon.ico", (*Server).nothing},
		{"/assets/", (*Server).asset},
		{"/", (*Server).page},
	}
}

type route struct {
	path   string
	answer func(*Server, request) answered
}

// fits tells whether the route is the one for a path.
func (r route) fits(path string) bool {
	if r.path[len(r.path)-1] == '/' {
		return strings.HasPrefix(path, r.path)
	}
	return path == r.path
}

// route checks what every request must pass, and hands it to the first route that fits.
func (s *Server) route(ctx *fasthttp.RequestCtx) answered {
	head := &ctx.Request.Header
	r := s.request(ctx)
	var t trouble
	r.target, t = parseTarget(head.RequestURI())
	switch {
	case !head.IsGet() && !head.IsHead() && !(head.IsPost() && t == none && isFormPath(r.path)):
		set(ctx, headerAllow, allowed(r.path))
		return s.fail(r, wrongMethod)
	case len(head.RawHeaders()) > maxHeaders:
		return s.fail(r, headTooLarge)
	case t == none && !head.IsHTTP11() && !bytes.HasPrefix(head.Protocol(), []byte("HTTP/1.")):
		t = badRequest
	case t == none && s.preview && !isLocal(string(head.Host())):
		t = foreign
	}
	if t != none {
		return s.fail(r, t)
	}
	if head.IsPost() {
		return s.postReport(r)
	}
	for i := range s.routes {
		if s.routes[i].fits(r.path) {
			return s.routes[i].answer(s, r)
		}
	}
	return s.fail(r, notFound)
}

// nothing answers where browsers look by habit and there is nothing to see.
func (s *Server) nothing(r request) answered { return s.fail(r, notFound) }

// pathForLog gives the path part of a target as it was sent, cut to a length that a log line can bear.
func pathForLog(target []byte) []byte {
	path, _, _ := bytes.Cut(target, []byte{'?'})
	return path[:min(len(path), 512)]
}
