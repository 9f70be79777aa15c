package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/headers"
)

// rememberName is the query parameter by which the language links ask for the cookie.
const rememberName = "remember"

// languageCookie returns the value of the language cookie, and nil where it was not sent or was sent more than once: which of two was meant
// nobody can know.
func (s *Server) languageCookie(cookies []byte) []byte {
	if len(cookies) == 0 {
		return nil
	}
	if s.tls {
		if value, sent := cookieValue(cookies, headers.HostCookieName); sent {
			return value
		}
	}
	value, _ := cookieValue(cookies, headers.CookieName)
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

// rememberLocale sets the language cookie and redirects to the path without the query that asked for it.
func (s *Server) rememberLocale(c *fiber.Ctx, to string) error {
	setHeader(&c.Context().Response.Header, fiber.HeaderSetCookie, headers.LanguageCookie(requestOf(c).locale.Tag, s.tls, s.prefix))
	return s.redirect(c, fiber.StatusSeeOther, to, headers.NoStore)
}
