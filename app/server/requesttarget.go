package server

import (
	"bytes"
	"unicode/utf8"
	"unsafe"
)

// maxTarget is how many bytes a request target may have.
const maxTarget = 2 << 10

// target is what a request asks for.
type target struct {
	path     string // decoded, starts with "/"; may lie in the request's memory, so it lives no longer than the request
	remember bool   // the query asks to remember the language
}

// parseTarget reads a request target in origin-form or absolute-form. Whatever the path holds afterwards, it is UTF-8
// without control characters, backslashes and dot segments, and each slash in it was a slash on the wire.
func parseTarget(raw []byte) (target, trouble) {
	if len(raw) > maxTarget {
		return target{}, uriTooLong
	}
	raw, ok := originForm(raw)
	if !ok {
		return target{}, badRequest
	}
	path, query, _ := bytes.Cut(raw, []byte{'?'})
	path, ok = decode(path)
	if !ok || !cleanPath(path) {
		return target{}, badRequest
	}
	return target{path: text(path), remember: hasParameter(query, rememberName)}, none
}

// originForm strips scheme and host of the absolute-form, which every server must accept (RFC 9112, 3.2.2).
// The host is not looked at: this server has one site.
func originForm(raw []byte) ([]byte, bool) {
	if len(raw) > 0 && raw[0] == '/' {
		return raw, true
	}
	scheme, rest, ok := bytes.Cut(raw, []byte("://"))
	if !ok || !equalFold(scheme, "http") && !equalFold(scheme, "https") {
		return nil, false
	}
	end := bytes.IndexAny(rest, `/?#\`)
	if end < 0 {
		end = len(rest)
	}
	if end == 0 { // no host
		return nil, false
	}
	switch rest = rest[end:]; {
	case len(rest) == 0:
		return []byte("/"), true
	case rest[0] == '?':
		return append([]byte("/"), rest...), true
	}
	return rest, rest[0] == '/'
}

// decode resolves percent escapes, once. It copies only where there are any.
func decode(path []byte) ([]byte, bool) {
	first := bytes.IndexByte(path, '%')
	if first < 0 {
		return path, true
	}
	out := append(make([]byte, 0, len(path)), path[:first]...)
	for i := first; i < len(path); i++ {
		if path[i] != '%' {
			out = append(out, path[i])
			continue
		}
		if i+2 >= len(path) {
			return nil, false
		}
		high, ok1 := unhex(path[i+1])
		low, ok2 := unhex(path[i+2])
		c := high<<4 | low
		if !ok1 || !ok2 || c == '/' || c == '\\' {
			return nil, false
		}
		out = append(out, c)
		i += 2
	}
	return out, true
}

func unhex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// cleanPath tells whether a decoded path is one that a careful client would send.
func cleanPath(path []byte) bool {
	ascii := true
	for i, c := range path {
		switch {
		case c < ' ' || c == 0x7f || c == '\\' || c == '#':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		case c == '/' && dotSegment(path[i+1:]):
			return false
		}
	}
	return ascii || utf8.Valid(path)
}

// dotSegment tells whether the path's next segment is "." or "..".
func dotSegment(rest []byte) bool {
	if len(rest) == 0 || rest[0] != '.' {
		return false
	}
	rest = rest[1:]
	if len(rest) > 0 && rest[0] == '.' {
		rest = rest[1:]
	}
	return len(rest) == 0 || rest[0] == '/'
}

// hasParameter tells whether a query has the parameter of that name, with or without a value.
func hasParameter(query []byte, name string) bool {
	for len(query) > 0 {
		var one []byte
		one, query, _ = bytes.Cut(query, []byte{'&'})
		one, _, _ = bytes.Cut(one, []byte{'='})
		if string(one) == name {
			return true
		}
	}
	return false
}

// text gives bytes as a string without copying. The bytes are the request's: the string must not be kept (R18).
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// raw gives a string as bytes without copying. They must not be written to.
func raw(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
