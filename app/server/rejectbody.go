package server

import (
	"bytes"

	"github.com/valyala/fasthttp"
)

// maxForm is how many bytes the body of a form may have. The longest message is twelve bytes a character on the wire.
const maxForm = 16 << 10

// What stands in the Expect header of a request whose body was rejected. fasthttp gives no other way to tell from its hook, which sees only the
// head, to a handler. A client that sends the mark itself gets its connection closed, nothing more.
const (
	bodyRejected        = "body"
	bodyRejectedLarge   = "body-large"   // of a form
	bodyRejectedChunked = "body-chunked" // of a form, whose length is not said
)

// rejectBody is called with the head of each request, before fasthttp would wait for a body. No URL takes one but those of forms, and they no more
// than maxForm bytes, within firstTime. Any other body is struck out, a client that waits for leave to send it (100-continue) is not given it,
// and the connection is to be closed.
//
// This stands below Fiber because fasthttp reads the whole body before it calls Fiber, up to one limit for all URLs, and 100-continue with it.
func rejectBody(head *fasthttp.RequestHeader) fasthttp.RequestConfig {
	length := head.ContentLength()
	if length == 0 || length < -1 {
		if len(head.Peek(fasthttp.HeaderExpect)) > 0 {
			head.Del(fasthttp.HeaderExpect)
		}
		return fasthttp.RequestConfig{}
	}
	mark, form := bodyRejected, takesForm(head)
	switch {
	case form && length > maxForm:
		mark = bodyRejectedLarge
	case form && length == -1:
		mark = bodyRejectedChunked
	case form:
		if !isWord(head.Peek(fasthttp.HeaderExpect), "100-continue") {
			head.Del(fasthttp.HeaderExpect)
		}
		return fasthttp.RequestConfig{MaxRequestBodySize: maxForm, ReadTimeout: firstTime}
	}
	head.SetContentLength(0)
	head.Set(fasthttp.HeaderExpect, mark)
	head.SetConnectionClose()
	return fasthttp.RequestConfig{}
}

// hadBody reports whether rejectBody struck out a body.
func hadBody(head *fasthttp.RequestHeader) bool {
	return head.ConnectionClose() && bytes.HasPrefix(head.Peek(fasthttp.HeaderExpect), []byte(bodyRejected))
}

// takesForm reports whether a request's head is that of a form for a report, before it is known whether there is such a part.
func takesForm(head *fasthttp.RequestHeader) bool {
	if !head.IsPost() {
		return false
	}
	path, _, err := parseTarget(head.RequestURI())
	at := bytes.LastIndexByte(path, '/') + 1
	return err == nil && at < len(path) && bytes.HasSuffix(path[:at], []byte("/report/"))
}
