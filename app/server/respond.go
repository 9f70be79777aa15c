package server

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/locale"
)

// respond answers with a document in the coding that the reader takes, or with 304 where the reader has it already. l is the locale that it was
// asked for in, nil where language plays no part. fasthttp leaves out the body of an answer to HEAD.
func (s *Server) respond(r *request, doc *document.Document, p cachePolicy, l *locale.Locale, g group) error {
	response, body := &r.ctx.Response, doc.Body(r.coding())
	if tag := matchedETag(r.header(fiber.HeaderIfNoneMatch, ","), body); tag == "" {
		s.headerBlock(doc, body, p, false).CopyTo(&response.Header)
		response.SetBodyRaw(body.Bytes)
	} else {
		s.headerBlock(doc, body, p, true).CopyTo(&response.Header)
		if tag != body.ETag {
			setHeader(&response.Header, fiber.HeaderETag, tag)
		}
	}
	doc.Seen()
	r.locale, r.group, r.secured = l, g, true
	return nil
}

// sendDocument answers with a document that is no answer to what was asked for: one about a problem, or a form.
func sendDocument(c *fiber.Ctx, status int, doc *document.Document, body *document.Body, p cachePolicy) {
	response := &c.Context().Response
	response.SetStatusCode(status)
	setDocumentHeaders(&response.Header, doc, p)
	setHeader(&response.Header, fiber.HeaderContentType, doc.ContentType)
	setHeader(&response.Header, fiber.HeaderContentEncoding, body.Coding.String())
	response.SetBodyRaw(body.Bytes)
}

// sendPlain answers with a few bytes that are no document.
func sendPlain(c *fiber.Ctx, status int, contentType string, body []byte) {
	response := &c.Context().Response
	response.SetStatusCode(status)
	setHeader(&response.Header, fiber.HeaderCacheControl, headers.NoStore)
	setHeader(&response.Header, fiber.HeaderContentType, contentType)
	response.SetBodyRaw(body)
}

// redirect sends the reader to a path of this site, without its prefix, which is always made of a locale's tag and the slug of a page that exists. It
// never holds what the request said, so it cannot lead anywhere else.
func (s *Server) redirect(c *fiber.Ctx, status int, path, cacheControl string) error {
	header := &c.Context().Response.Header
	header.SetStatusCode(status)
	setHeader(header, fiber.HeaderCacheControl, cacheControl)
	setHeader(header, fiber.HeaderVary, fixedLocale.Vary)
	setHeader(header, fiber.HeaderLocation, s.prefix+path)
	header.SetContentLength(0) // fasthttp would leave it out of an answer to HEAD
	return nil
}

// setHeader sets one header of an answer, its name as it is; "" leaves it out.
func setHeader(h *fasthttp.ResponseHeader, name, value string) {
	if value != "" {
		h.SetCanonical(utils.UnsafeBytes(name), utils.UnsafeBytes(value)) // which copies both
	}
}
