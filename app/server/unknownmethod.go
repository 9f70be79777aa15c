package server

import (
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// routeUnknownMethod has Fiber route a request as if its method was one that Fiber knows and no route has.
//
// This stands below Fiber because Fiber answers every other method by itself, with 400, words of its own and no middleware. Ours get the same 405
// whatever they are called (RFC 9110, section 15.5.6), and the log names the method that was sent.
func (s *Server) routeUnknownMethod(ctx *fasthttp.RequestCtx) {
	c := s.app.AcquireCtx(ctx)
	defer s.app.ReleaseCtx(c)
	c.Method(fiber.MethodTrace)
	_ = c.RestartRouting() // observe answers errors
}
