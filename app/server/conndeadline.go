package server

import (
	"net"
	"time"

	"github.com/valyala/fasthttp"
)

// The bounds of a connection's time (law 8).
const (
	firstTime = 10 * time.Second // from its opening until its first request is there whole; and for the body of a form
	nextTime  = 60 * time.Second // from a request until its answer is sent and the next request is there whole
	renewal   = 5 * time.Second  // a request that comes sooner after another does not renew it
)

// timeouts are the bounds that a server holds its connections to; only tests have others.
type timeouts struct{ first, next, grace time.Duration }

// renewDeadline gives the connection of a request one deadline for all that it may do next.
//
// fasthttp's own ReadTimeout, WriteTimeout and IdleTimeout set three deadlines for each request, which takes 0.4 µs of 9.
func (t timeouts) renewDeadline(ctx *fasthttp.RequestCtx, now time.Time) {
	conn, ok := ctx.Conn().(*limitedConn)
	if !ok || now.Sub(conn.renewed) < renewal && !ctx.IsPost() { // rejectBody shortened that of a form
		return
	}
	conn.renewed = now
	setDeadline(conn, t.next)
}

// setDeadline gives a connection a time for all that it does. An error means that it is closed, which the next read or write tells.
func setDeadline(conn net.Conn, d time.Duration) {
	if conn != nil {
		_ = conn.SetDeadline(time.Now().Add(d))
	}
}
