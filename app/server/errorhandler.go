package server

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// errorHandler is Fiber's ErrorHandler: it answers with the page about a problem, in the language of the URL or else the reader's. Whatever the
// answer said before is taken back. Should the page itself panic, plain words must do.
func (s *Server) errorHandler(c *fiber.Ctx, err error) error {
	p, response := problemOf(err), &c.Context().Response
	var method methodError
	allow := string(response.Header.Peek(fiber.HeaderAllow)) // by Fiber's router
	if errors.As(err, &method) {
		allow = method.allow
	}
	defer func() {
		if cause := recover(); cause != nil {
			s.logPanic(c, cause)
			response.Reset()
			sendPlain(c, internalError.status(), "text/plain; charset=utf-8", []byte("Internal Server Error\n"))
		}
	}()
	response.Reset()
	setHeader(&response.Header, fiber.HeaderAllow, allow)
	var outside rangeError
	if errors.As(err, &outside) {
		setHeader(&response.Header, fiber.HeaderContentRange, fmt.Sprintf("bytes */%d", outside.size))
	}
	var again formError
	if !errors.As(err, &again) {
		s.sendProblem(c, p)
		return nil
	}
	if again.retryAfter > 0 {
		setHeader(&response.Header, fiber.HeaderRetryAfter, strconv.Itoa(int(again.retryAfter/time.Second)+1))
	}
	again.form.Problem = problems[p].form
	s.sendForm(c, p.status(), again.form)
	return nil
}

// sendProblem answers with the page about a problem.
func (s *Server) sendProblem(c *fiber.Ctx, p problem) {
	r := requestOf(c)
	if r.snap == nil {
		sendPlain(c, p.status(), "text/plain; charset=utf-8", []byte(fasthttp.StatusMessage(p.status())+"\n"))
		return
	}
	policy := localeProblem
	if r.locale == nil {
		r.locale, _, _ = localeOf(r.snap, strings.TrimPrefix(r.path, "/"))
	}
	if r.locale == nil {
		r.locale, policy = &r.snap.Locales.Locales[s.negotiateLocale(r, r.snap.Listed())], negotiatedProblem
	}
	doc := r.snap.Problem(problems[p].page, r.locale.Index)
	sendDocument(c, p.status(), doc, doc.Body(r.coding()), policy)
}

// logPanic writes a panic to the log, with its stack. It is the stack trace handler of Fiber's middleware that recovers.
func (s *Server) logPanic(c *fiber.Ctx, cause any) {
	if s.log != nil {
		s.log.LogAttrs(c.Context(), slog.LevelError, "panic while answering", slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
	}
}
