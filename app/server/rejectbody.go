package server

import (
	"bufio"
	"bytes"
	"net"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// How long and how much is read of what a client goes on sending after it was refused. If the connection were closed
// with bytes unread, the kernel would reset it, and the client would see an error in place of the answer.
const (
	lingerTime  = 500 * time.Millisecond
	lingerPause = 50 * time.Millisecond
	lingerBytes = 1 << 20
)

// bodyMark stands in the Expect header of a request that came with a body. fasthttp gives no other way to tell from the
// hook, which sees only the head, to the handler. A client that sends the mark itself gets its connection closed, nothing more.
const (
	bodyMark        = "body"
	bodyMarkLarge   = "body-large"   // of a form
	bodyMarkChunked = "body-chunked" // of a form, whose length is not said
)

// refuseBody is called with the head of each request, before fasthttp would wait for a body. No URL takes one but those of
// forms, and they no more than [maxForm] bytes, within the time there is for the head: any other body is struck out, a client that waits for leave to send it (100-continue) is not given it, and the connection is to be closed.
func refuseBody(head *fasthttp.RequestHeader) fasthttp.RequestConfig {
	length := head.ContentLength()
	if length > 0 || length == -1 {
		mark := bodyMark
		switch form := takesForm(head); {
		case form && length > maxForm:
			mark = bodyMarkLarge
		case form && length == -1:
			mark = bodyMarkChunked
		case form:
			if !equalFold(head.Peek(fasthttp.HeaderExpect), "100-continue") {
				head.Del(fasthttp.HeaderExpect)
			}
			return fasthttp.RequestConfig{MaxRequestBodySize: maxForm, ReadTimeout: firstTime}
		}
		head.SetContentLength(0)
		head.Set(fasthttp.HeaderExpect, mark)
		head.SetConnectionClose()
	} else if len(head.Peek(fasthttp.HeaderExpect)) > 0 {
		head.Del(fasthttp.HeaderExpect)
	}
	return fasthttp.RequestConfig{}
}

// hadBody tells whether refuseBody struck out a body.
func hadBody(head *fasthttp.RequestHeader) bool {
	return head.ConnectionClose() && bytes.HasPrefix(head.Peek(fasthttp.HeaderExpect), raw(bodyMark))
}

// leavers are the connections that are being left, see leave.
type leavers struct {
	sync.WaitGroup
	gone func() // called after each, where set
}

// leave sends the finished answer itself, and reads on for a moment so that the client gets to see it.
func (s *Server) leave(ctx *fasthttp.RequestCtx) {
	s.leaving.Add(1)
	ctx.HijackSetNoResponse(true)
	ctx.Hijack(func(conn net.Conn) {
		defer s.leaving.Done()
		if s.leaving.gone != nil {
			defer s.leaving.gone()
		}
		if conn.SetWriteDeadline(time.Now().Add(nextTime)) != nil {
			return
		}
		out := bufio.NewWriter(conn)
		if ctx.Response.Write(out) != nil || out.Flush() != nil {
			return
		}
		closeWrite(conn)
		drain(conn)
	})
}

// closeWrite tells the client that the answer ends here, while still listening.
func closeWrite(conn net.Conn) {
	if wrapped, ok := conn.(interface{ UnsafeConn() net.Conn }); ok {
		conn = wrapped.UnsafeConn()
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite() // the connection is being closed anyway
	}
}

// drain reads until the client falls silent, within bounds.
func drain(conn net.Conn) {
	var sink [4096]byte
	end := time.Now().Add(lingerTime)
	for read := 0; read < lingerBytes; {
		next := time.Now().Add(lingerPause)
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
