package server

import (
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// request is the state of one request: the one snapshot that it sees (law 7), what it asks for, and what the log and the counts are told
// of its answer. It ends with the request (R18).
type request struct {
	start    time.Time
	snap     *site.Snapshot // nil before the first snapshot
	headers  requestHeaders
	path     string // decoded, starts with "/"; "" until the target was found to be valid
	remember bool   // the query asks to remember the language

	locale  *locale.Locale // of the answer; nil where language plays no part, or is not known yet
	group   group
	secured bool // the answer has the security headers already
}

// requestKey is the key of the state among Fiber's locals.
type requestKey struct{}

// requestPool keeps the states of requests that ended.
type requestPool struct{ sync.Pool }

// acquire begins the state of a request.
func (p *requestPool) acquire(c *fiber.Ctx, snap *site.Snapshot) *request {
	r, _ := p.Get().(*request)
	if r == nil {
		r = &request{}
	}
	*r = request{start: time.Now(), snap: snap, headers: readRequestHeaders(&c.Context().Request.Header)}
	c.Locals(requestKey{}, r)
	return r
}

// release ends the state of a request.
func (p *requestPool) release(c *fiber.Ctx, r *request) {
	c.Locals(requestKey{}, nil)
	*r = request{}
	p.Put(r)
}

// requestOf returns the state of a request that acquire began.
func requestOf(c *fiber.Ctx) *request {
	r, ok := c.Locals(requestKey{}).(*request)
	if !ok {
		panic("a request is handled outside the middleware that begins its state")
	}
	return r
}
