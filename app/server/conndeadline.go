package server

import (
	"context"
	"net"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

// The bounds of a connection's time (law 8).
const (
	firstTime = 10 * time.Second // from its opening until its first request is there whole; and for the body of a form
	nextTime  = 60 * time.Second // from a request until its answer is sent and the next request is there whole
	renewal   = 5 * time.Second  // a request that comes sooner after another does not renew it
)

// deadlines gives connections their time. fasthttp would set three deadlines for each request, which costs more than choosing the answer;
// here a connection gets one for all it may do next, and that only where the last one is some seconds old.
type deadlines struct {
	first, next time.Duration
	second      atomic.Uint64 // of the clock, coarse; 0 while it does not run
	given       [places]atomic.Uint64
}

// places is how many connections are told apart. Two that share a place only renew their deadlines more often.
const places = maxConnections

// run keeps the clock until ctx ends.
func (d *deadlines) run(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for start := uint64(1); ; start++ {
		d.second.Store(start)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// renew gives the connection of a request its time.
func (d *deadlines) renew(ctx *fasthttp.RequestCtx) {
	second := d.second.Load()
	if second == 0 {
		return
	}
	id := ctx.ConnID()
	place := &d.given[id%places]
	// What is kept is the connection, and the second when it was given its time.
	if last := place.Load(); last>>32 == id&(1<<32-1) && second-last&(1<<32-1) < uint64(renewal/time.Second) && !ctx.IsPost() {
		return
	}
	place.Store(id<<32 | second&(1<<32-1))
	allow(ctx.Conn(), d.next)
}

// allow gives a connection a time for all it does. An error means that it is closed, which the next read or write tells.
func allow(conn net.Conn, d time.Duration) {
	if conn != nil {
		_ = conn.SetDeadline(time.Now().Add(d))
	}
}
