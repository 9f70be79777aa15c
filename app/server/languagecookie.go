package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
)

// rememberName is the query parameter by which the language links ask for the cookie.
const rememberName = "remember"

// cookieName is the cookie that holds the language a reader asked us to remember.
const cookieName = "lang"

// languageCookie returns the value of the language cookie, and nil where it was not sent or was sent more than once: which of two was meant
// nobody can know.
func languageCookie(cookies []byte) []byte {
	if len(cookies) == 0 {
		return nil
	}
	var found []byte
	for pair := range bytes.SplitSeq(cookies, []byte{';'}) {
		name, value, ok := bytes.Cut(trim(pair), []byte{'='})
		if !ok || string(name) != cookieName {
			continue
		}
		if found != nil || len(value) == 0 {
			return nil
		}
		found = value
	}
	return found
}

// rememberLocale sets the language cookie for a year and redirects to the path without the query that asked for it. No script can read the cookie,
// and no other site's form sends it.
func (s *Server) rememberLocale(c *fiber.Ctx, path string) error {
	cookie := cookieName + "=" + requestOf(c).locale.Tag + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
	if s.tls {
		cookie += "; Secure"
	}
	setHeader(&c.Context().Response.Header, fiber.HeaderSetCookie, cookie)
	return redirect(c, fiber.StatusSeeOther, path, noStore)
}
