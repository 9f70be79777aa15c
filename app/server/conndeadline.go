package server

import (
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

// The bounds of a connection's time (law 8).
const (
	firstTime = 10 * time.Second // from its opening until its first request is there whole; and for the body of a form
	nextTime  = 60 * time.Second // from a request until its answer is sent and the next request is there whole
	renewal   = 5 * time.Second  // a request that comes sooner after another does not renew it
)

// connDeadlines are the deadlines of connections: each has one, for all that it may do next.
//
// This stands below Fiber because fasthttp's own ReadTimeout, WriteTimeout and IdleTimeout set three deadlines for each request, which takes
// 0.4 µs of 12.
type connDeadlines struct {
	first, next time.Duration
	renewed     [maxConnections]atomic.Uint64 // a connection's number, and the second when it was given its deadline; two may share a place
}

// renew moves the deadline of the connection of a request, unless it was moved a moment ago.
func (d *connDeadlines) renew(ctx *fasthttp.RequestCtx) {
	id, second := uint32(ctx.ConnID()), atomic.LoadUint32(&utils.Timestamp)
	place := &d.renewed[id%maxConnections]
	last := place.Load()
	if uint32(last>>32) == id && second-uint32(last) < uint32(renewal/time.Second) && !ctx.IsPost() { // rejectBody shortened that of a form
		return
	}
	place.Store(uint64(id)<<32 | uint64(second))
	setDeadline(ctx.Conn(), d.next)
}

// setDeadline sets the deadline of all that a connection does. An error means that it is closed, which the next read or write reports.
func setDeadline(conn net.Conn, d time.Duration) {
	if conn != nil {
		_ = conn.SetDeadline(time.Now().Add(d))
	}
}
