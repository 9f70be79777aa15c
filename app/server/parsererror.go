package server

import (
	"errors"
	"net"
	"os"

	"github.com/valyala/fasthttp"
)

// parserError answers what fasthttp could not read as a request. Nothing of it can be relied on, so the answer is English.
//
// This stands below Fiber because there is no request to route; Fiber's own handler answers some of these errors with 502, and does not read on.
func (s *Server) parserError(ctx *fasthttp.RequestCtx, err error) {
	setDeadline(ctx.Conn(), s.deadlines.next)
	p := parserProblem(err)
	if p != requestTimeout {
		s.drain(ctx.Conn())
	}
	ctx.Request.Reset()
	c := s.app.AcquireCtx(ctx)
	defer s.app.ReleaseCtx(c)
	r := s.beginRequest(c)
	defer s.endRequest(r)
	if r.snap != nil {
		r.locale = r.snap.Locales.English()
	}
	_ = s.errorHandler(c, p) // which always answers
	s.security.set(&ctx.Response.Header)
	s.counts.add(p.status(), nil, otherGroup)
	s.requestLog.refused(r.start, p.status())
}

// parserProblem returns what an error of fasthttp is for the client.
func parserProblem(err error) problem {
	var small *fasthttp.ErrSmallBuffer
	var network net.Error
	switch {
	case errors.As(err, &small):
		return headersTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return requestTimeout
	}
	return badRequest
}
