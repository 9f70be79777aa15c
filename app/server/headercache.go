package server

import (
	"sync/atomic"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
)

// heads are the finished header blocks of one body of a document: for each policy that it is answered under one for 200 and one for 304.
// They are made when first needed and lie beside the body. Setting the same headers one by one costs a request four times as much.
type heads struct {
	of *Server
	at [2 * policies]atomic.Pointer[fasthttp.ResponseHeader]
}

// headSize is about what one header block takes.
const headSize = 1700

// headFor gives the header block of an answer with a document, 304 where the reader has the document already.
func (s *Server) headFor(doc *document.Document, body *document.Body, p policy, unchanged bool) *fasthttp.ResponseHeader {
	i := 2 * p.index
	if unchanged {
		i++
	}
	own, _ := body.Attached.Load().(*heads)
	if own == nil {
		body.Attached.CompareAndSwap(nil, &heads{of: s})
		own, _ = body.Attached.Load().(*heads)
	}
	if own.of != s { // two servers of one site, as in tests
		return s.newHead(doc, body, p, unchanged)
	}
	if h := own.at[i].Load(); h != nil {
		return h
	}
	h := s.newHead(doc, body, p, unchanged)
	if own.at[i].CompareAndSwap(nil, h) {
		doc.Grow(headSize)
	}
	return h
}

// newHead makes a header block. Those of a 304 are what the 200 would have said of the answer, but not of its body (R17).
func (s *Server) newHead(doc *document.Document, body *document.Body, p policy, unchanged bool) *fasthttp.ResponseHeader {
	h := &fasthttp.ResponseHeader{}
	s.secureAnswer(h)
	describe(h, doc, p)
	setIn(h, headerETag, body.ETag)
	if unchanged {
		h.SetStatusCode(fasthttp.StatusNotModified)
		return h
	}
	setIn(h, headerContentType, doc.ContentType)
	setIn(h, headerContentEncoding, body.Coding.String())
	return h
}
