package server

import (
	"bufio"
	"net"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/server/connlimit"
)

// How long and how much is read of what a client goes on sending after it was refused.
const (
	lingerTime  = 500 * time.Millisecond
	lingerPause = 50 * time.Millisecond
	lingerBytes = 1 << 20
)

// lingerClose sends the finished answer itself, and reads on for a moment so that the client gets to see it.
//
// This stands below Fiber because fasthttp would close the connection right after the answer.
func (s *Server) lingerClose(ctx *fasthttp.RequestCtx) {
	s.lingering.Add(1)
	ctx.HijackSetNoResponse(true)
	ctx.Hijack(func(conn net.Conn) {
		defer s.lingering.Done()
		if s.limit != nil {
			defer s.limit.Release()
		}
		out := bufio.NewWriter(conn)
		if conn.SetWriteDeadline(time.Now().Add(nextTime)) != nil || ctx.Response.Write(out) != nil || out.Flush() != nil {
			return
		}
		closeWrite(conn)
		s.drain(conn)
	})
}

// closeWrite ends the answer for the client, and goes on reading.
func closeWrite(conn net.Conn) {
	if wrapped, ok := conn.(interface{ UnsafeConn() net.Conn }); ok {
		conn = wrapped.UnsafeConn()
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite() // the connection is being closed anyway
	}
}

// drain reads until the client falls silent, within bounds.
func (s *Server) drain(conn net.Conn) {
	connlimit.Drain(conn, s.lingerTime, s.lingerPause, lingerBytes)
}
