package server

import (
	"bytes"
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
)

// asked is what the head of a request says of the answer that is wanted. The bytes are the request's (R18). Of a header with several
// lines it holds all of them, joined into the one list that they are (R4; RFC 9110, 5.3).
type asked struct {
	languages []byte // Accept-Language
	cookies   []byte // Cookie
	known     []byte // If-None-Match
	coding    document.Coding
}

// readAsked reads the head of a request, in one pass over its bytes.
func readAsked(head *fasthttp.RequestHeader) asked {
	var a asked
	var codings []byte
	for rest := head.RawHeaders(); ; {
		if len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' {
			return askAll(head) // a head that was not read from the wire, or a line that goes on in the next one
		}
		end := bytes.IndexByte(rest, '\n')
		if end <= 0 || end == 1 && rest[0] == '\r' {
			break
		}
		var into *[]byte
		var name string
		switch line := rest[:end]; rest[0] | 0x20 {
		case 'a':
			switch {
			case isNamed(line, fasthttp.HeaderAcceptLanguage):
				into, name = &a.languages, fasthttp.HeaderAcceptLanguage
			case isNamed(line, fasthttp.HeaderAcceptEncoding):
				into, name = &codings, fasthttp.HeaderAcceptEncoding
			}
		case 'c':
			if isNamed(line, fasthttp.HeaderCookie) {
				into, name = &a.cookies, fasthttp.HeaderCookie
			}
		case 'i':
			if isNamed(line, fasthttp.HeaderIfNoneMatch) {
				into, name = &a.known, fasthttp.HeaderIfNoneMatch
			}
		}
		if into != nil {
			if *into != nil {
				return askAll(head)
			}
			*into = trim(bytes.TrimSuffix(rest[len(name)+1:end], []byte{'\r'}))
		}
		rest = rest[end+1:]
	}
	a.coding = chooseCoding(codings)
	return a
}

// askAll is readAsked for a head of any form.
func askAll(head *fasthttp.RequestHeader) asked {
	return asked{
		languages: oneLine(head.PeekAll(fasthttp.HeaderAcceptLanguage), ","),
		cookies:   oneLine(head.PeekAll(fasthttp.HeaderCookie), ";"),
		known:     oneLine(head.PeekAll(fasthttp.HeaderIfNoneMatch), ","),
		coding:    chooseCoding(oneLine(head.PeekAll(fasthttp.HeaderAcceptEncoding), ",")),
	}
}

// isNamed tells whether a line of a head is that of a header, in any case.
func isNamed(line []byte, name string) bool {
	if len(line) <= len(name) || line[len(name)] != ':' {
		return false
	}
	line = line[:len(name)]
	return string(line) == name || strings.EqualFold(text(line), name)
}

// oneLine joins the lines of one header.
func oneLine(lines [][]byte, by string) []byte {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	return bytes.Join(lines, []byte(by))
}
