package server

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"

	"github.com/parlance/parlance/app/render"
)

// maxTarget is how many bytes a request target may have, but for that of a search: there a reader may put in whatever stands on the clipboard, and
// gets an answer as long as the buffer of the connection holds it.
const maxTarget = 2 << 10

// strictTarget is the middleware that refuses what no careful client would send, before anything is routed by it. It has Fiber route by the path
// decoded once; Fiber itself would route by the path as it was sent.
//
// Fiber looks for the next route in the list of those that begin like the path, from the place where it is. This middleware is the first entry
// of every list, so the place is the same after the path was changed.
func (s *Server) strictTarget(c *fiber.Ctx) error {
	r, head := requestOf(c), &c.Context().Request.Header
	path, query, err := parseTarget(head.RequestURI())
	if err == nil {
		r.path, r.query, r.remember = utils.UnsafeString(path), query, len(query) > 0 && hasParameter(query, rememberName)
	}
	read := head.IsGet() || head.IsHead()
	switch {
	case err != nil && !read: // of "OPTIONS *" the method is what is wrong
		return methodError{allow: "GET, HEAD"}
	case len(head.RawHeaders()) > maxHeaders && (read || takesForm(head)):
		return headersTooLarge
	case err != nil:
		return err
	case !s.knowsHost(head):
		return foreignHost
	case !head.IsHTTP11() && !bytes.HasPrefix(head.Protocol(), []byte("HTTP/1.")):
		return badRequest
	}
	if inside, ok := strings.CutPrefix(r.path, s.prefix); ok && s.prefix != "" {
		switch {
		case inside == "" && read:
			return s.redirect(c, fiber.StatusMovedPermanently, "/", fixedLocale.CacheControl)
		case inside != "" && inside[0] == '/':
			r.path = inside
		}
	}
	if c.Path() != r.path {
		c.Path(r.path)
	}
	return c.Next()
}

// parseTarget reads a request target in origin-form or absolute-form (RFC 9112, section 3.2). The path that it returns starts with "/" and is
// UTF-8 without control characters, backslashes and dot segments, and each slash in it was a slash on the wire. It may lie in the request's
// memory. The error is badRequest or uriTooLong.
func parseTarget(target []byte) (path, query []byte, err error) {
	if len(target) > maxTarget {
		if before, _, _ := bytes.Cut(target, []byte{'?'}); len(before) > maxTarget || !bytes.HasSuffix(before, []byte("/"+render.SearchName)) {
			return nil, nil, uriTooLong
		}
	}
	_, target, ok := splitTarget(target)
	if !ok {
		return nil, nil, badRequest
	}
	path, query, _ = bytes.Cut(target, []byte{'?'})
	if path, ok = decodePath(path); !ok || !isCleanPath(path) {
		return nil, nil, badRequest
	}
	return path, query, nil
}

// splitTarget returns the authority and the origin-form of a target in absolute-form, which every server must accept (RFC 9112, section 3.2.2). A target
// in origin-form has no authority.
func splitTarget(target []byte) (authority, origin []byte, ok bool) {
	if len(target) > 0 && target[0] == '/' {
		return nil, target, true
	}
	scheme, rest, ok := bytes.Cut(target, []byte("://"))
	if !ok || !isWord(scheme, "http") && !isWord(scheme, "https") {
		return nil, nil, false
	}
	end := bytes.IndexAny(rest, `/?#\`)
	if end < 0 {
		end = len(rest)
	}
	if end == 0 { // no host
		return nil, nil, false
	}
	if authority, rest = rest[:end], rest[end:]; len(rest) == 0 || rest[0] == '?' {
		rest = append([]byte("/"), rest...)
	}
	return authority, rest, rest[0] == '/'
}

// decodePath resolves percent escapes, once (RFC 3986, section 2.1), and refuses that of a slash. It copies only where there are any.
func decodePath(path []byte) ([]byte, bool) {
	if bytes.IndexByte(path, '%') < 0 {
		return path, true
	}
	if bytes.Contains(path, []byte("%2F")) || bytes.Contains(path, []byte("%2f")) {
		return nil, false
	}
	decoded, err := url.PathUnescape(string(path))
	return []byte(decoded), err == nil
}

// isCleanPath reports whether a decoded path, which starts with "/", is one that a careful client would send.
func isCleanPath(path []byte) bool {
	ascii := true
	for i, c := range path {
		switch {
		case c < ' ' || c == 0x7f || c == '\\' || c == '#':
			return false
		case c == '.' && path[i-1] == '/':
			if segment, _, _ := bytes.Cut(path[i:], []byte{'/'}); len(segment) == 1 || string(segment) == ".." {
				return false
			}
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.Valid(path)
}

// hasParameter reports whether a query has the parameter of that name, with or without a value.
func hasParameter(query []byte, name string) bool {
	for parameter := range bytes.SplitSeq(query, []byte{'&'}) {
		if key, _, _ := bytes.Cut(parameter, []byte{'='}); string(key) == name {
			return true
		}
	}
	return false
}
