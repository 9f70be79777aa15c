package server

import (
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/site"
)

// document answers with a document in the coding that the reader takes, or with 304 where the reader has it already.
// fasthttp leaves out the body of an answer to HEAD.
func document(r request, doc *site.Document, p policy) {
	body := encoded(r, doc)
	describe(r, doc, p)
	if tag := current(r, body); tag != "" {
		set(r.ctx, headerETag, tag)
		r.ctx.Response.SetStatusCode(fasthttp.StatusNotModified)
		return
	}
	set(r.ctx, headerETag, body.ETag)
	send(r, doc, body)
}

// current gives the validator by which the reader has the document already, and "" where it has not. Bytes that were compressed better since
// are no reason to send them again.
func current(r request, body site.Body) string {
	lines := r.ctx.Request.Header.PeekAll(fasthttp.HeaderIfNoneMatch)
	switch {
	case len(lines) == 0:
	case body.ETag != "" && matches(lines, body.ETag):
		return body.ETag
	case body.Former != "" && matches(lines, body.Former):
		return body.Former
	}
	return ""
}

// encoded picks the body in the best coding that the reader takes.
func encoded(r request, doc *site.Document) site.Body {
	return doc.Body(chooseCoding(r.ctx.Request.Header.PeekAll(fasthttp.HeaderAcceptEncoding)))
}

// describe sets the headers that a 304 repeats (R17).
func describe(r request, doc *site.Document, p policy) {
	set(r.ctx, headerCacheControl, p.cache)
	set(r.ctx, headerVary, p.vary)
	set(r.ctx, headerContentLanguage, doc.Language)
	if p.located {
		set(r.ctx, headerContentLocation, doc.Location)
	}
}

// send sets the body, without copying it, and the headers that speak of the body.
func send(r request, doc *site.Document, body site.Body) {
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
