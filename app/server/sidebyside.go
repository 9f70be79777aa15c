package server

import (
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
)

// besideMark stands in a path between a page and the locale that it is shown beside.
const besideMark = "/beside/"

// beside answers "/<tag>/<slug>/beside/<tag2>". The same locale twice leads to the single page, another spelling of a tag to
// the right one; unknown pairs are not found.
func (s *Server) beside(r request, l *locale.Locale, slug, second string) answered {
	_, known := r.snap.Publishable(slug)
	other, rest, ok := localeOf(r.snap, second)
	if !known || slug == "" || !ok || rest != "" && rest != "/" {
		return s.failIn(r, l, notFound)
	}
	switch {
	case other.Index == l.Index:
		redirect(r, fasthttp.StatusMovedPermanently, pagePath(l, strings.Clone(slug)), fixedLocale.cache)
	case second != other.Tag || !strings.HasPrefix(r.path[1:], l.Tag+"/"):
		redirect(r, fasthttp.StatusMovedPermanently, pagePath(l, strings.Clone(slug))+besideMark+other.Tag, fixedLocale.cache)
	default:
		return s.document(r, r.snap.Beside(slug, l.Index, other.Index), fixedLocale, l, besideGroup)
	}
	return answered{locale: l, group: besideGroup}
}
