package server

import (
	"encoding/json"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// reportMark stands in a path between a page and the part of it that is reported.
const reportMark = "/report"

// thanksName stands in the place of a part once a report was kept. No part has that name, because those have a dot.
const thanksName = "thanks"

// ReportLog keeps reports. Append returns once the line, which holds no line end, is safe.
type ReportLog interface{ Append(line []byte) error }

// reporting is what the server knows of reports, all of it in memory and gone with the process.
type reporting struct {
	log    ReportLog // nil: nothing is kept
	seal   seal
	limits limits
	now    func() time.Time
}

func newReporting(log ReportLog) *reporting {
	return &reporting{log: log, seal: newSeal(), now: time.Now}
}

// cutReport takes a path apart: that of a page, and the name of a part, "" for the list of parts.
func cutReport(path string) (page, name string, ok bool) {
	if page, ok = strings.CutSuffix(path, reportMark); ok {
		return page, "", true
	}
	i := strings.LastIndex(path, reportMark+"/")
	if i < 0 {
		return "", "", false
	}
	page, name = path[:i], path[i+len(reportMark)+1:]
	return page, name, name != "" && !strings.Contains(name, "/")
}

// report answers GET for "/<tag>/<slug>/report", "…/report/<part>" and "…/report/thanks". ok is false where the path is no such thing.
func (s *Server) report(r request, l *locale.Locale, path string) (a answered, ok bool) {
	slug, name, ok := cutReport(path)
	if _, known := r.snap.Publishable(slug); !ok || !known || slug == "" {
		return answered{}, false
	}
	part, there := r.snap.Part(slug, name, l)
	if name != "" && name != thanksName && !there {
		return answered{}, false
	}
	to := pagePath(l, strings.Clone(path))
	switch {
	case r.remember:
		r.ctx.Response.Header.SetCanonical(headerSetCookie, raw(setCookie(l.Tag, s.secure)))
		redirect(r, fasthttp.StatusSeeOther, to, unstored.cache)
	case !strings.HasPrefix(r.path[1:], l.Tag+"/"):
		redirect(r, fasthttp.StatusMovedPermanently, to, fixedLocale.cache)
	case name == "":
		return s.document(r, r.snap.ReportParts(slug, l.Index), fixedLocale, l, reportGroup), true
	case name == thanksName:
		return s.document(r, r.snap.ReportThanks(slug, l.Index), fixedLocale, l, reportGroup), true
	default:
		s.showForm(r, fasthttp.StatusOK, site.ReportForm{Part: part})
	}
	return answered{locale: l, group: reportGroup}, true
}

// showForm answers with the form for a part.
func (s *Server) showForm(r request, status int, f site.ReportForm) {
	f.Token = s.reports.seal.token(sealed(f.Part.Report), s.reports.now())
	s.showReport(r, status, r.snap.ReportForm(f))
}

// showReport answers with a page about a report, which no cache may keep.
func (s *Server) showReport(r request, status int, doc *document.Document) {
	send(r, status, doc, doc.Body(document.Identity), troubledHere)
}

// postReport answers POST, which only the forms take.
func (s *Server) postReport(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	head := &r.ctx.Request.Header
	l, rest, ok := localeOf(r.snap, r.path[1:])
	slug, name, form := cutReport(strings.TrimPrefix(rest, "/"))
	if _, known := r.snap.Publishable(slug); !ok || !form || !known || slug == "" {
		return s.fail(r, notFound)
	}
	if name == thanksName {
		set(r.ctx, headerAllow, "GET, HEAD")
		return s.failIn(r, l, wrongMethod)
	}
	part, there := r.snap.Part(slug, name, l)
	struck := text(head.Peek(fasthttp.HeaderExpect))
	switch {
	case !sameOrigin(head):
		return s.failIn(r, l, foreign)
	case struck == bodyMarkLarge && there:
		s.showForm(r, fasthttp.StatusRequestEntityTooLarge, site.ReportForm{Part: part, Problem: site.MessageTooLong})
		return answered{locale: l, group: reportGroup}
	case struck == bodyMarkLarge:
		return s.failIn(r, l, notFound)
	case struck == bodyMarkChunked:
		return s.failIn(r, l, noLength)
	case !isForm(head):
		return s.failIn(r, l, wrongType)
	}
	sent, ok := parseReport(r.ctx.Request.Body())
	if !ok || sent.Page != slug || sent.Locale != l.Tag || sent.Key != slug+"."+name {
		return s.failIn(r, l, badRequest)
	}
	s.takeReport(r, l, part, there, sent)
	return answered{locale: l, group: reportGroup}
}

// takeReport holds a report against the part as it is shown now, and keeps it.
func (s *Server) takeReport(r request, l *locale.Locale, part site.Part, there bool, sent sentReport) {
	now := s.reports.now()
	known := s.reports.seal.knows(sent.token, sealed(sent.Report), now)
	if !there {
		if known {
			s.showReport(r, fasthttp.StatusConflict, r.snap.ReportGone(sent.Page, l))
		} else {
			s.failIn(r, l, notFound)
		}
		return
	}
	again := site.ReportForm{Part: part, Message: sent.Message}
	fail := func(status int, p site.ReportProblem, wait time.Duration) {
		if wait > 0 {
			set(r.ctx, headerRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
		}
		again.Problem = p
		s.showForm(r, status, again)
	}
	switch p := measure(sent.Message); {
	case sealed(sent.Report) != sealed(part.Report):
		fail(fasthttp.StatusConflict, site.PartChanged, 0)
		return
	case !known: // older than the process, or than its hours
		fail(fasthttp.StatusForbidden, site.NotKept, 0)
		return
	case p != site.NoProblem:
		fail(fasthttp.StatusUnprocessableEntity, p, 0)
		return
	}
	if wait := s.reports.limits.take(s.client(r.ctx), now); wait > 0 {
		fail(fasthttp.StatusTooManyRequests, site.TooManyReports, wait)
		return
	}
	if !s.keep(r, part.Report, sent.Message, now) {
		fail(fasthttp.StatusServiceUnavailable, site.NotKept, 5*time.Minute)
		return
	}
	redirect(r, fasthttp.StatusSeeOther, pagePath(l, part.Page)+reportMark+"/"+thanksName, unstored.cache)
}

// keep writes a report down: the part as the server knows it, what the reader wrote, and the minute.
func (s *Server) keep(r request, report site.Report, message string, now time.Time) bool {
	if s.reports.log == nil {
		return false
	}
	report.At, report.Message = now.UTC().Truncate(time.Minute), message
	line, err := json.Marshal(report)
	if err != nil {
		panic("a report of strings has no JSON: " + err.Error())
	}
	if err = s.reports.log.Append(line); err != nil && s.log != nil {
		s.log.LogAttrs(r.ctx, slog.LevelError, "a report was not kept", slog.Any("error", err))
	}
	return err == nil
}
