package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"

	"github.com/parlance/parlance/app/locale"
)

// negotiateLocale returns the index of the locale that a reader gets where the URL names none: the cookie's, else the best by Accept-Language,
// else English; always one of the publishable, or English (R1, R14).
func negotiateLocale(r *request, publishable locale.Set) int {
	if tag := languageCookie(r.header(fiber.HeaderCookie, ";")); tag != nil {
		if l, ok := r.snap.Locales.Find(utils.UnsafeString(tag)); ok && publishable.Has(l.Index) {
			return l.Index
		}
	}
	accepted := r.header(fiber.HeaderAcceptLanguage, ",")
	return r.snap.Chooser.Choose(utils.UnsafeString(accepted), publishable)
}

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
