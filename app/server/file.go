package server

import "strings"

// asset answers "/assets/<name>". The name carries a hash of the content, so that it never changes; a stale hash is not found.
func (s *Server) asset(r request) string {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	doc, ok := r.snap.Asset(strings.TrimPrefix(r.path, "/assets/"))
	if !ok {
		return s.fail(r, notFound)
	}
	document(r, doc, hashed)
	return ""
}

// sitemap answers "/sitemap.xml".
func (s *Server) sitemap(r request) string {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	document(r, r.snap.Sitemap(), fixedLocale)
	return ""
}

// robots answers "/robots.txt".
func (s *Server) robots(r request) string {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	document(r, r.snap.Robots(), fixedLocale)
	return ""
}
