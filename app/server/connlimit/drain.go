package connlimit

import (
	"errors"
	"net"
	"time"

	"github.com/valyala/fasthttp"
)

// Drain reads on what a client goes on sending after it was refused, until it falls silent for the time pause, and no longer than the time most nor more than so
// many bytes. If the connection were closed with bytes unread, the kernel would reset it, and the client would see an error in place of the answer.
func Drain(conn net.Conn, most, pause time.Duration, bytes int) {
	var sink [4096]byte
	end := time.Now().Add(most)
	for read := 0; read < bytes; {
		next := time.Now().Add(pause)
		if next.After(end) || conn.SetReadDeadline(next) != nil {
			return
		}
		n, err := conn.Read(sink[:])
		if err != nil {
			return
		}
		read += n
	}
}

// How long and how much is read of a body that is too large.
const (
	drainTime  = 10 * time.Second
	drainPause = 500 * time.Millisecond // for a phone whose network stops for a moment
	drainBytes = 64 << 20
)

// DrainLarge returns a handler of fasthttp's errors that reads on where a body is larger than any is taken, and calls next then.
//
// This stands below Fiber because fasthttp refuses such a body before it reads it, and closes the connection right after the answer.
func DrainLarge(next func(*fasthttp.RequestCtx, error)) func(*fasthttp.RequestCtx, error) {
	return func(ctx *fasthttp.RequestCtx, err error) {
		if errors.Is(err, fasthttp.ErrBodyTooLarge) {
			Drain(ctx.Conn(), drainTime, drainPause, drainBytes)
		}
		next(ctx, err)
	}
}
