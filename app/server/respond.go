package server

import (
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// document answers with a document in the coding that the reader takes, or with 304 where the reader has it already. l is the locale that it
// was asked for in, nil where language plays no part. fasthttp leaves out the body of an answer to HEAD.
func (s *Server) document(r request, doc *document.Document, p policy, l *locale.Locale, g group) answered {
	body := doc.Body(r.coding)
	response := &r.ctx.Response
	if tag := current(r, body); tag == "" {
		s.headFor(doc, body, p, false).CopyTo(&response.Header)
		response.SetBodyRaw(body.Bytes)
	} else {
		s.headFor(doc, body, p, true).CopyTo(&response.Header)
		if tag != body.ETag {
			set(r.ctx, headerETag, tag)
		}
	}
	doc.Seen()
	return answered{l, g, true}
}

// current gives the validator by which the reader has the document already, and "" where it has not. Bytes that were compressed better since
// are no reason to send them again.
func current(r request, body *document.Body) string {
	switch {
	case len(r.known) == 0:
	case body.ETag != "" && matches(r.known, body.ETag):
		return body.ETag
	case body.Former != "" && matches(r.known, body.Former):
		return body.Former
	}
	return ""
}

// describe sets the headers that a 304 repeats (R17).
func describe(h *fasthttp.ResponseHeader, doc *document.Document, p policy) {
	setIn(h, headerCacheControl, p.cache)
	setIn(h, headerVary, p.vary)
	setIn(h, headerContentLanguage, doc.Language)
	if p.located {
		setIn(h, headerContentLocation, doc.Location)
	}
}

// send answers with a document that is no answer to what was asked for: one about a trouble, or a form.
func send(r request, status int, doc *document.Document, body *document.Body, p policy) {
	r.ctx.Response.SetStatusCode(status)
	describe(&r.ctx.Response.Header, doc, p)
	set(r.ctx, headerContentType, doc.ContentType)
	set(r.ctx, headerContentEncoding, body.Coding.String())
	r.ctx.Response.SetBodyRaw(body.Bytes)
}

// plain answers with a few bytes that are no document.
func plain(r request, status int, contentType string, body []byte) {
	r.ctx.Response.SetStatusCode(status)
	set(r.ctx, headerCacheControl, unstored.cache)
	set(r.ctx, headerContentType, contentType)
	r.ctx.Response.SetBodyRaw(body)
}

// redirect sends the reader to a path of this site, which is always made of a locale's tag and the slug of a page that
// exists. It never holds what the request said, so it cannot lead anywhere else.
func redirect(r request, status int, path, cache string) {
	r.ctx.Response.SetStatusCode(status)
	set(r.ctx, headerCacheControl, cache)
	set(r.ctx, headerVary, fixedLocale.vary)
	set(r.ctx, headerLocation, path)
	r.ctx.Response.Header.SetContentLength(0) // fasthttp would leave it out of an answer to HEAD
}
