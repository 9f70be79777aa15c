package server

import (
	"bytes"
	"cmp"

	"github.com/gofiber/fiber/v2"
)

// rememberName is the query parameter by which the language links ask for the cookie.
const rememberName = "remember"

// cookieName is the cookie that holds the language a reader asked us to remember; hostCookieName where readers come over TLS, because no other
// site below the same domain can set a cookie of that name (RFC 6265bis, section 4.1.3.2). The plain one is then read where there is no other, for who
// chose a language before.
const (
	cookieName     = "lang"
	hostCookieName = "__Host-" + cookieName
)

// languageCookie returns the value of the language cookie, and nil where it was not sent or was sent more than once: which of two was meant
// nobody can know.
func (s *Server) languageCookie(cookies []byte) []byte {
	if len(cookies) == 0 {
		return nil
	}
	if s.tls {
		if value, sent := cookieValue(cookies, hostCookieName); sent {
			return value
		}
	}
	value, _ := cookieValue(cookies, cookieName)
	return value
}

// cookieValue returns the value of a cookie, nil where it is empty or was sent more than once, and whether it was sent at all.
func cookieValue(cookies []byte, wanted string) (value []byte, sent bool) {
	for pair := range bytes.SplitSeq(cookies, []byte{';'}) {
		name, v, ok := bytes.Cut(trim(pair), []byte{'='})
		if !ok || string(name) != wanted {
			continue
		}
		if sent || len(v) == 0 {
			return nil, true
		}
		value, sent = v, true
	}
	return value, sent
}

// rememberLocale sets the language cookie for a year and redirects to the path without the query that asked for it. No script can read the cookie,
// and no other site's form sends it.
func (s *Server) rememberLocale(c *fiber.Ctx, to string) error {
	name, path, secure := cookieName, cmp.Or(s.prefix, "/"), ""
	if s.tls {
		name, path, secure = hostCookieName, "/", "; Secure" // which the name demands
	}
	setHeader(&c.Context().Response.Header, fiber.HeaderSetCookie,
		name+"="+requestOf(c).locale.Tag+"; Path="+path+"; Max-Age=31536000; SameSite=Lax; HttpOnly"+secure)
	return s.redirect(c, fiber.StatusSeeOther, to, noStore)
}
