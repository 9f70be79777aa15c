package server

import (
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
