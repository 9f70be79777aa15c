package server

import (
	"log/slog"
	"strings"
	"time"

	"github.com/valyala/fasthttp"
)

// record logs a request that was answered. Headers and query are left out: Accept-Language tells where a person comes
// from (R24). Everything is copied, because a handler may write later than the request lives (R18), and slog's handlers
// quote what could forge a line.
func (s *Server) record(ctx *fasthttp.RequestCtx, start time.Time, locale string) {
	if s.log == nil {
		return
	}
	method := ctx.Method()
	s.log.LogAttrs(ctx, slog.LevelInfo, "request",
		slog.String("method", string(method[:min(len(method), 32)])),
		slog.String("path", pathForLog(ctx.Request.Header.RequestURI())),
		slog.Int("status", ctx.Response.StatusCode()),
		slog.String("locale", strings.Clone(locale)),
		slog.Duration("duration", time.Since(start)))
}
