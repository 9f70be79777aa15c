package server

import (
	"runtime"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
)

// Searching takes longer than sending a document, so there is a bound to how many searches take processors away from the readers of pages, and to
// how long one waits for its turn.
const searchWait = 5 * time.Second

// searchTurns is how many searches are done at a time: one less than there are processors, and one at least.
func searchTurns() int { return max(1, runtime.GOMAXPROCS(0)-1) }

// noIndex keeps the answers to searches out of search engines, whatever made them.
const noIndex = "X-Robots-Tag"

// search handles "/:tag/search". Where the tag is in another spelling, it redirects if nothing was asked, and answers in place otherwise: an address
// that we lead to never holds what a request said.
func (s *Server) search(c *fiber.Ctx) error {
	r := requestOf(c)
	if r.locale == nil {
		return c.Next()
	}
	r.group = searchGroup
	to := pagePath(r.locale, render.SearchName)
	sent := parseSearch(r.query)
	switch {
	case r.remember:
		return s.rememberLocale(c, to)
	case r.path != to && sent.query == "":
		return s.redirect(c, fiber.StatusMovedPermanently, to, fixedLocale.CacheControl)
	}
	return s.answerSearch(c, r.locale, sent, localeProblem)
}

// neutralSearch handles "/search" in the reader's language, as the list of guides is.
func (s *Server) neutralSearch(c *fiber.Ctx) error {
	r := requestOf(c)
	r.group = searchGroup
	to, sent := pagePath(nil, render.SearchName), parseSearch(r.query)
	if r.path != to && sent.query == "" {
		return s.redirect(c, fiber.StatusMovedPermanently, to, fixedLocale.CacheControl)
	}
	r.locale = &r.snap.Locales.Locales[s.negotiateLocale(r, r.snap.Listed())]
	return s.answerSearch(c, r.locale, sent, negotiatedProblem)
}

// answerSearch answers with what was found. No cache may keep it, because others use the same phone; 503 says that too many search at the moment.
func (s *Server) answerSearch(c *fiber.Ctx, l *locale.Locale, sent sentSearch, p cachePolicy) error {
	r := requestOf(c)
	header := &c.Context().Response.Header
	setHeader(header, noIndex, "noindex")
	if sent.query != "" {
		if !s.searching.take(searchWait) {
			setHeader(header, fiber.HeaderRetryAfter, "5")
			doc := r.snap.SearchFailed(l, sent.query)
			sendDocument(c, fiber.StatusServiceUnavailable, doc, doc.Body(r.coding()), p)
			return nil
		}
		defer s.searching.release()
	}
	doc := r.snap.SearchPage(l, r.snap.Search(l.Index, sent.query, sent.page))
	sendDocument(c, fiber.StatusOK, doc, doc.Body(r.coding()), p)
	return nil
}

// turns bounds how many do something at a time.
type turns chan struct{}

func newTurns(n int) turns { return make(turns, n) }

// take waits for a turn, and reports whether it came in time.
func (t turns) take(wait time.Duration) bool {
	select {
	case t <- struct{}{}:
		return true
	default:
	}
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case t <- struct{}{}:
		return true
	case <-late.C:
		return false
	}
}

func (t turns) release() { <-t }
