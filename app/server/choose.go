package server

import (
	"bytes"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// choose gives the index of the locale a reader gets where the URL names none: the cookie's, else the best by
// Accept-Language, else English; always one of the publishable, or English (R1, R14).
func choose(r request, publishable locale.Set) int {
	head := &r.ctx.Request.Header
	if tag := languageCookie(head.PeekAll(fasthttp.HeaderCookie)); tag != nil {
		if l, ok := r.snap.Locales.Find(text(tag)); ok && publishable.Has(l.Index) {
			return l.Index
		}
	}
	return r.snap.Chooser.Choose(text(oneLine(head.PeekAll(fasthttp.HeaderAcceptLanguage))), publishable)
}

// oneLine joins the lines of one header into the list that they are (R4; RFC 9110, 5.3).
func oneLine(lines [][]byte) []byte {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	return bytes.Join(lines, []byte(","))
}

// everyLocale is the set to choose from where the answer is no page of the site, but words of the server.
func everyLocale(snap *site.Snapshot) (all locale.Set) {
	for i := range snap.Locales.Locales {
		all.Add(i)
	}
	return all
}
