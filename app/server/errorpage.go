package server

import (
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
)

// fail answers with the page for a trouble, in the language of the URL or else the reader's, and tells so.
func (s *Server) fail(r request, t trouble) answered {
	if r.snap == nil {
		return s.failIn(r, nil, t)
	}
	l, _, _ := localeOf(r.snap, strings.TrimPrefix(r.path, "/"))
	return s.failIn(r, l, t)
}

// failIn is fail where the locale of the URL is known already; nil means that it names none.
func (s *Server) failIn(r request, l *locale.Locale, t trouble) answered {
	status := troubles[t].status
	if r.snap == nil {
		plain(r, status, "text/plain; charset=utf-8", []byte(fasthttp.StatusMessage(status)+"\n"))
		return answered{}
	}
	p := troubledHere
	if l == nil {
		l = &r.snap.Locales.Locales[choose(r, everyLocale(r.snap))]
		p = troubled
	}
	doc := r.snap.Problem(troubles[t].page, l.Index)
	send(r, status, doc, doc.Body(r.coding), p)
	return answered{locale: l}
}

// parserError answers what fasthttp could not read as a request. Nothing of it can be relied on, so the answer is English.
func (s *Server) parserError(ctx *fasthttp.RequestCtx, err error) {
	start := s.requests.begin()
	allow(ctx.Conn(), s.deadlines.next)
	t := parserTrouble(err)
	if t != tooSlow {
		drain(ctx.Conn())
	}
	ctx.Request.Reset()
	s.bare(ctx)
	s.failInEnglish(s.request(ctx), t)
	s.counts.add(troubles[t].status, answered{}, s.table)
	s.requests.refused(start, troubles[t].status)
}

// failInEnglish answers with the English page for a trouble.
func (s *Server) failInEnglish(r request, t trouble) {
	if r.snap == nil {
		s.failIn(r, nil, t)
		return
	}
	s.failIn(r, r.snap.Locales.English(), t)
}

// rescue turns a panic into a 500 and a line in the log. Should the page for it panic as well, plain words must do.
func (s *Server) rescue(ctx *fasthttp.RequestCtx, start time.Time) {
	cause := recover()
	if cause == nil {
		return
	}
	if s.log != nil {
		s.log.LogAttrs(ctx, slog.LevelError, "panic while answering",
			slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
	}
	defer func() {
		if recover() != nil {
			s.bare(ctx)
			plain(request{ctx: ctx}, fasthttp.StatusInternalServerError, "text/plain; charset=utf-8", []byte("Internal Server Error\n"))
		}
	}()
	s.bare(ctx)
	a := s.fail(s.request(ctx), broken)
	s.done(ctx, start, a)
}

// bare takes back whatever an answer said so far.
func (s *Server) bare(ctx *fasthttp.RequestCtx) {
	ctx.Response.Reset()
	s.secureAnswer(&ctx.Response.Header)
}
