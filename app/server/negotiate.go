package server

import (
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// choose gives the index of the locale a reader gets where the URL names none: the cookie's, else the best by
// Accept-Language, else English; always one of the publishable, or English (R1, R14).
func choose(r request, publishable locale.Set) int {
	if tag := languageCookie(r.cookies); tag != nil {
		if l, ok := r.snap.Locales.Find(text(tag)); ok && publishable.Has(l.Index) {
			return l.Index
		}
	}
	return r.snap.Chooser.Choose(text(r.languages), publishable)
}

// everyLocale is the set to choose from where the answer is no page of the site, but words of the server.
func everyLocale(snap *site.Snapshot) (all locale.Set) {
	for i := range snap.Locales.Locales {
		all.Add(i)
	}
	return all
}
