package server

import (
	"bytes"
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/site"
)

// request is one request with the one snapshot that it sees.
type request struct {
	target
	ctx  *fasthttp.RequestCtx
	snap *site.Snapshot
}

// routes are tried in order. A path that ends in "/" stands for everything below it, any other for itself. The function
// answers, and gives the tag of the locale it answered in, or "" where language plays no part.
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
	answer func(*Server, request) string
}

// fits tells whether the route is the one for a path.
func (r route) fits(path string) bool {
	if strings.HasSuffix(r.path, "/") {
		return strings.HasPrefix(path, r.path)
	}
	return path == r.path
}

// route checks what every request must pass, and hands it to the first route that fits.
func (s *Server) route(ctx *fasthttp.RequestCtx) string {
	s.secureAnswer(ctx)
	head := &ctx.Request.Header
	r := request{ctx: ctx, snap: s.site.Snapshot()}
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
	}
	if t != none {
		return s.fail(r, t)
	}
	if head.IsPost() {
		return s.postReport(r)
	}
	for _, route := range s.routes {
		if route.fits(r.path) {
			return route.answer(s, r)
		}
	}
	return s.fail(r, notFound)
}

// nothing answers where browsers look by habit and there is nothing to see.
func (s *Server) nothing(r request) string { return s.fail(r, notFound) }

// pathForLog gives the path part of a target as it was sent, cut to a length that a log line can bear.
func pathForLog(target []byte) string {
	path, _, _ := bytes.Cut(target, []byte{'?'})
	return string(path[:min(len(path), 512)])
}
