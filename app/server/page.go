package server

import (
	"strings"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// rememberName is the query parameter by which the language links ask for the cookie.
const rememberName = "remember"

// page answers for the documents: "/<slug>" in the reader's language, "/<tag>/<slug>" in that one.
func (s *Server) page(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	slug := r.path[1:]
	if l, rest, ok := localeOf(r.snap, slug); ok {
		return s.localePage(r, l, rest)
	}
	publishable, ok := r.snap.Publishable(slug)
	if !ok {
		return s.mend(r, nil, slug)
	}
	index := choose(r, publishable)
	return s.document(r, r.snap.Document(slug, index), negotiated, &r.snap.Locales.Locales[index], groupOf(slug))
}

// localePage answers "/<tag>/<slug>"; rest is what follows the tag.
func (s *Server) localePage(r request, l *locale.Locale, rest string) answered {
	slug, slash := strings.CutPrefix(rest, "/")
	if page, second, ok := strings.Cut(slug, besideMark); ok && slash {
		return s.beside(r, l, page, second)
	}
	if slug == site.FeedName && slash {
		return s.document(r, r.snap.Feed(l.Index), fixedLocale, l, feedGroup)
	}
	_, ok := r.snap.Publishable(slug)
	if !ok && slash {
		if a, ok := s.report(r, l, slug); ok {
			return a
		}
	}
	if !ok || !slash || !strings.HasPrefix(r.path[1:], l.Tag) {
		return s.mend(r, l, slug)
	}
	if r.remember {
		r.ctx.Response.Header.SetCanonical(headerSetCookie, raw(setCookie(l.Tag, s.secure)))
		redirect(r, fasthttp.StatusSeeOther, pagePath(l, slug), unstored.cache)
		return answered{locale: l, group: groupOf(slug)}
	}
	return s.document(r, r.snap.Document(slug, l.Index), fixedLocale, l, groupOf(slug))
}

// mend redirects from a near miss to the page that was meant: a slash too many at the end, or too few after the tag, or
// the tag in another spelling. l is nil on a neutral URL. All else is not found.
func (s *Server) mend(r request, l *locale.Locale, slug string) answered {
	slug = strings.TrimSuffix(slug, "/")
	if _, ok := r.snap.Publishable(slug); !ok {
		return s.failIn(r, l, notFound)
	}
	to := pagePath(l, strings.Clone(slug))
	if l != nil && r.remember {
		to += "?" + rememberName
	}
	redirect(r, fasthttp.StatusMovedPermanently, to, fixedLocale.cache)
	return answered{locale: l, group: groupOf(slug)}
}

// localeOf finds the locale that a path begins with, in any case and with "_" for "-", and what follows its tag.
func localeOf(snap *site.Snapshot, path string) (l *locale.Locale, rest string, ok bool) {
	tag := path
	if end := strings.IndexByte(path, '/'); end >= 0 {
		tag, rest = path[:end], path[end:]
	}
	if strings.IndexByte(tag, '_') >= 0 {
		tag = strings.ReplaceAll(tag, "_", "-")
	}
	if l, ok = snap.Locales.Find(tag); !ok {
		return nil, "", false
	}
	return l, rest, true
}

// pagePath gives the path of a page in a locale, or its neutral path where l is nil.
func pagePath(l *locale.Locale, slug string) string {
	if l == nil {
		return "/" + slug
	}
	return "/" + l.Tag + "/" + slug
}
