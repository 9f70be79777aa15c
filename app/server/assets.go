package server

import "strings"

// asset answers "/assets/<name>". The name carries a hash of the content, so that it never changes; a stale hash is not found.
func (s *Server) asset(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	doc, ok := r.snap.Asset(strings.TrimPrefix(r.path, "/assets/"))
	if !ok {
		return s.fail(r, notFound)
	}
	return s.document(r, doc, hashed, nil, assetGroup)
}

// sitemap answers "/sitemap.xml".
func (s *Server) sitemap(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	return s.document(r, r.snap.Sitemap(), fixedLocale, nil, otherGroup)
}

// robots answers "/robots.txt".
func (s *Server) robots(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	return s.document(r, r.snap.Robots(), fixedLocale, nil, otherGroup)
}
