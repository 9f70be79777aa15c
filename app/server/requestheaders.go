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

func readRequestHeaders(head *fasthttp.RequestHeader) requestHeaders {
	head.DisableNormalizing() // of the names to look for, which have their normal form already: saves 0.1 µs
	defer head.EnableNormalizing()
	return requestHeaders{
		cookie:         joinLines(head.PeekAll(fasthttp.HeaderCookie), ";"),
		acceptLanguage: joinLines(head.PeekAll(fasthttp.HeaderAcceptLanguage), ","),
		ifNoneMatch:    joinLines(head.PeekAll(fasthttp.HeaderIfNoneMatch), ","),
		coding:         negotiateCoding(joinLines(head.PeekAll(fasthttp.HeaderAcceptEncoding), ",")),
	}
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
