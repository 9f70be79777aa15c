package server

import (
	"bytes"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// request is the state of one request: the one snapshot that it sees (law 7), what it asks for, and what the log and the counts are told
// of its answer. It ends with the request (R18).
type request struct {
	start    time.Time      // only where there is a log
	snap     *site.Snapshot // nil before the first snapshot
	ctx      *fasthttp.RequestCtx
	path     string // decoded, starts with "/"; "" until the target was found to be valid
	slug     string // of the page, as the path names it without its locale; reportPage cuts off what stands behind it
	query    []byte // of the target, as it was sent
	remember bool   // the query asks to remember the language

	locale  *locale.Locale // of the answer; nil where language plays no part, or is not known yet
	group   group
	secured bool // the answer has the security headers already
}

// requestKey is the key of the state among Fiber's locals.
type requestKey struct{}

// beginRequest begins the state of a request.
func (s *Server) beginRequest(c *fiber.Ctx) *request {
	r := s.requests.Get().(*request)
	*r = request{snap: s.site.Snapshot(), ctx: c.Context()}
	if s.requestLog != nil {
		r.start = time.Now()
	}
	c.Locals(requestKey{}, r)
	return r
}

// endRequest ends the state of a request. Nothing asks for it any more; fasthttp forgets the locals next.
func (s *Server) endRequest(r *request) {
	*r = request{}
	s.requests.Put(r)
}

// requestOf returns the state of a request that beginRequest began.
func requestOf(c *fiber.Ctx) *request {
	return c.Locals(requestKey{}).(*request) // observe, the first middleware, sees to it that there is one
}

// coding returns the content coding of the answer, by Accept-Encoding.
func (r *request) coding() document.Coding {
	return negotiateCoding(r.header(fiber.HeaderAcceptEncoding, ","))
}

// header returns the value of a header, its lines joined, whose name has its normal form. The bytes are the request's (R18).
func (r *request) header(name, separator string) []byte {
	head := &r.ctx.Request.Header
	head.DisableNormalizing() // of the name
	defer head.EnableNormalizing()
	return joinLines(head.PeekAll(name), separator)
}

// joinLines joins the lines of one header into the one list that they are (R4; RFC 9110, section 5.3). It copies nothing where there is one.
func joinLines(lines [][]byte, separator string) []byte {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	return bytes.Join(lines, []byte(separator))
}
