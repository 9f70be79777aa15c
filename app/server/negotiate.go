package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"

	"github.com/parlance/parlance/app/locale"
)

// negotiateLocale returns the index of the locale that a reader gets where the URL names none: the cookie's, else the best by Accept-Language,
// else English; always one of the publishable, or English (R1, R14).
func (s *Server) negotiateLocale(r *request, publishable locale.Set) int {
	if tag := s.languageCookie(r.header(fiber.HeaderCookie, ";")); tag != nil {
		if l, ok := r.snap.Locales.Find(utils.UnsafeString(tag)); ok && publishable.Has(l.Index) {
			return l.Index
		}
	}
	accepted := r.header(fiber.HeaderAcceptLanguage, ",")
	return r.snap.Chooser.Choose(utils.UnsafeString(accepted), publishable)
}

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
