package server

import (
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// ReportLog keeps reports. Append returns once the line, which holds no line end, is safe.
type ReportLog interface{ Append(line []byte) error }

// reports is what the server knows of reports, all of it in memory and gone with the process.
type reports struct {
	log   ReportLog // nil: nothing is kept
	key   tokenKey
	limit rateLimit
	now   func() time.Time
	told  sync.Once // that the proxy does not say who sends reports
}

// reportedPage returns the locale and the page whose report a path "/<tag>/<slug>/report…" is about, and nil where it is about none; slug may be one
// that the page had before.
func reportedPage(c *fiber.Ctx) (l *locale.Locale, page *corpus.Page, slug string) {
	snap := requestOf(c).snap
	l, rest, _ := localeOf(snap, c.Params("*"))
	slug = strings.TrimPrefix(rest, "/")
	return l, snap.Page(slugNow(snap, slug)), slug
}

// reportPage is the middleware of the pages about reports. What is no such page is left to redirectCanonical; from another spelling of the tag, or to
// set the language cookie, it redirects.
func (s *Server) reportPage(c *fiber.Ctx) error {
	r := requestOf(c)
	l, page, slug := reportedPage(c)
	ok := page != nil
	if name := c.Params("part"); ok && name != "" {
		_, ok = page.Part(name, l)
	}
	if !ok {
		return s.redirectCanonical(c)
	}
	to := pagePath(l, page.Slug+strings.TrimPrefix(r.slug, slug))
	r.slug, r.group = page.Slug, reportGroup
	switch {
	case r.remember:
		return s.rememberLocale(c, to)
	case r.path != to:
		return s.redirect(c, fiber.StatusMovedPermanently, to, fixedLocale.CacheControl)
	}
	return c.Next()
}

// reportDocument returns the handler of a document about the report of a page.
func (s *Server) reportDocument(document func(*site.Snapshot, string, int) *document.Document) fiber.Handler {
	return func(c *fiber.Ctx) error {
		r := requestOf(c)
		return s.respond(r, document(r.snap, r.slug, r.locale.Index), fixedLocale, r.locale, reportGroup)
	}
}

// reportForm handles GET "/*/report/:part": the form for a part.
func (s *Server) reportForm(c *fiber.Ctx) error {
	r := requestOf(c)
	part, _ := r.snap.Page(r.slug).Part(c.Params("part"), r.locale)
	s.sendForm(c, fiber.StatusOK, render.ReportForm{Part: part})
	return nil
}

// sendForm answers with the form for a part.
func (s *Server) sendForm(c *fiber.Ctx, status int, f render.ReportForm) {
	f.Token = s.reports.key.token(subjectOf(f.Part.Report), s.reports.now())
	sendUncached(c, status, requestOf(c).snap.ReportForm(f))
}

// sendUncached answers with a page about a report, which no cache may keep.
func sendUncached(c *fiber.Ctx, status int, doc *document.Document) {
	sendDocument(c, status, doc, doc.Body(document.Identity), localeProblem)
}

// postReport handles POST "/*/report/:part", by which the form is sent, and "/*/report/thanks", which takes none.
func (s *Server) postReport(c *fiber.Ctx) error {
	r, head := requestOf(c), &c.Context().Request.Header
	l, page, _ := reportedPage(c)
	if page == nil {
		return notFound
	}
	r.locale = l
	name := c.Params("part")
	if name == "" {
		return methodError{allow: "GET, HEAD"}
	}
	part, exists := page.Part(name, l)
	rejected := utils.UnsafeString(head.Peek(fasthttp.HeaderExpect))
	switch {
	case !isSameOrigin(head):
		return foreignOrigin
	case rejected == bodyRejectedLarge && exists:
		r.group = reportGroup
		return formError{problem: bodyTooLarge, form: render.ReportForm{Part: part}}
	case rejected == bodyRejectedLarge:
		return notFound
	case rejected == bodyRejectedChunked:
		return lengthRequired
	case !isFormEncoded(head):
		return unsupportedMediaType
	}
	sent, ok := parseReportForm(c.Request().Body())
	if !ok || slugNow(r.snap, sent.Page) != page.Slug || sent.Locale != l.Tag || sent.Key != sent.Page+"."+name {
		return badRequest
	}
	r.group = reportGroup
	if !exists {
		if !s.reports.key.valid(sent.token, subjectOf(sent.Report), s.reports.now()) {
			return notFound
		}
		sendUncached(c, fiber.StatusConflict, r.snap.ReportGone(sent.Page, l))
		return nil
	}
	if err := s.keepReport(c, part, sent); err != nil {
		return err
	}
	return s.redirect(c, fiber.StatusSeeOther, pagePath(l, part.Page)+"/report/thanks", headers.NoStore)
}

// keepReport holds a report against the part as it is shown now, and keeps it. The error is a formError.
func (s *Server) keepReport(c *fiber.Ctx, part corpus.Part, sent sentReport) error {
	now := s.reports.now()
	failed := formError{form: render.ReportForm{Part: part, Message: sent.Message}}
	switch err := checkMessage(sent.Message); {
	case subjectOf(sent.Report) != subjectOf(part.Report):
		failed.problem = partChanged
	case !s.reports.key.valid(sent.token, subjectOf(sent.Report), now): // older than the process, or than its hours
		failed.problem = tokenExpired
	case err != nil:
		failed.problem = problemOf(err)
	default:
		if failed.retryAfter = s.reports.limit.take(s.clientAddr(c.Context()), now); failed.retryAfter > 0 {
			failed.problem = tooManyReports
		} else if s.appendReport(c, part.Report, sent.Message, now) {
			return nil
		} else {
			failed.problem, failed.retryAfter = reportNotKept, 5*time.Minute
		}
	}
	return failed
}

// appendReport writes a report down: the part as the server knows it, what the reader wrote, and the minute.
func (s *Server) appendReport(c *fiber.Ctx, report corpus.Report, message string, now time.Time) bool {
	if s.reports.log == nil {
		return false
	}
	report.At, report.Message = now.UTC().Truncate(time.Minute), message
	line, err := json.Marshal(report)
	if err == nil {
		err = s.reports.log.Append(line)
	}
	if err != nil && s.log != nil {
		s.log.LogAttrs(c.Context(), slog.LevelError, "a report was not kept", slog.Any("error", err))
	}
	return err == nil
}
