package server

import (
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
)

// fail answers with the page for a trouble, in the language of the URL or else the reader's, and gives its tag.
func (s *Server) fail(r request, t trouble) string {
	if r.snap == nil {
		return s.failIn(r, nil, t)
	}
	l, _, _ := localeOf(r.snap, strings.TrimPrefix(r.path, "/"))
	return s.failIn(r, l, t)
}

// failIn is fail where the locale of the URL is known already; nil means that it names none.
func (s *Server) failIn(r request, l *locale.Locale, t trouble) string {
	status := troubles[t].status
	if r.snap == nil {
		plain(r, status, "text/plain; charset=utf-8", []byte(fasthttp.StatusMessage(status)+"\n"))
		return ""
	}
	p := troubledHere
	if l == nil {
		l = &r.snap.Locales.Locales[choose(r, everyLocale(r.snap))]
		p = troubled
	}
	doc := r.snap.Problem(troubles[t].page, l.Index)
	r.ctx.Response.SetStatusCode(status)
	describe(r, doc, p)
	send(r, doc, encoded(r, doc))
	return l.Tag
}

// parserError answers what fasthttp could not read as a request. Nothing of it can be relied on, so the answer is English.
func (s *Server) parserError(ctx *fasthttp.RequestCtx, err error) {
	start := time.Now()
	t := parserTrouble(err)
	if t != tooSlow {
		drain(ctx.Conn())
	}
	ctx.Request.Reset()
	ctx.Response.Reset()
	s.secureAnswer(ctx)
	s.failInEnglish(request{ctx: ctx, snap: s.site.Snapshot()}, t)
	if s.log != nil {
		s.log.LogAttrs(ctx, slog.LevelInfo, "request refused unread",
			slog.Int("status", troubles[t].status), slog.Duration("duration", time.Since(start)))
	}
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
	locale := s.fail(request{ctx: ctx, snap: s.site.Snapshot()}, broken)
	s.record(ctx, start, locale)
}

// bare takes back whatever an answer said so far.
func (s *Server) bare(ctx *fasthttp.RequestCtx) {
	ctx.Response.Reset()
	s.secureAnswer(ctx)
}
