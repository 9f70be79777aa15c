package server

import (
	"bytes"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
)

// requestHeaders are the headers used in negotiation. The bytes are the request's (R18). A header with several lines is joined into the one list
// that it is (R4; RFC 9110, section 5.3).
type requestHeaders struct {
	cookie         []byte
	acceptLanguage []byte
	ifNoneMatch    []byte
	coding         document.Coding // chosen by Accept-Encoding
}

// readRequestHeaders reads them in one pass, which takes 20 ns where looking for each takes 100 ns. The cookies come first, because the pass
// leaves them rewritten.
func readRequestHeaders(head *fasthttp.RequestHeader) requestHeaders {
	h := requestHeaders{cookie: joinLines(head.PeekAll(fasthttp.HeaderCookie), ";")}
	var acceptEncoding, unused []byte
	for name, value := range head.All() {
		list := &unused
		switch string(name) {
		case fasthttp.HeaderAcceptLanguage:
			list = &h.acceptLanguage
		case fasthttp.HeaderAcceptEncoding:
			list = &acceptEncoding
		case fasthttp.HeaderIfNoneMatch:
			list = &h.ifNoneMatch
		}
		if *list != nil && list != &unused {
			value = joinLines(head.PeekAll(string(name)), ",")
		}
		*list = value
	}
	h.coding = negotiateCoding(acceptEncoding)
	return h
}

// joinLines joins the lines of one header. It copies nothing where there is one.
func joinLines(lines [][]byte, separator string) []byte {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	return bytes.Join(lines, []byte(separator))
}
