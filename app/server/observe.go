package server

import (
	"github.com/gofiber/fiber/v2"
)

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
