package server

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
)

// group is a kind of page, as requests are counted by.
type group uint8

const (
	otherGroup group = iota // health, files for search engines, and what is not there
	homeGroup
	guideGroup
	sideBySideGroup
	feedGroup
	reportGroup
	searchGroup
	assetGroup
	groups // how many there are
)

var groupNames = [groups]string{"other", "home", "guide", "beside", "feed", "report", "search", "asset"}

// groupOf returns the group of a page.
func groupOf(slug string) group {
	if slug == render.Home || slug == render.Languages {
		return homeGroup
	}
	return guideGroup
}

// maxCounted is for how many locales requests are counted: as many as a table has at most, some of which come and go while the server runs.
const maxCounted = 1024

// requestCounts are how many requests were answered, by locale, group and status. Counting takes no lock and allocates nothing.
type requestCounts struct {
	none   groupCounts                       // of answers that language plays no part in
	latest [256]atomic.Pointer[localeCounts] // by [locale.Locale.Index]: of the locale that had it last
	mu     sync.Mutex                        // held for byTag
	byTag  map[string]*localeCounts
}

// localeCounts are the counts of one locale.
type localeCounts struct {
	tag string
	groupCounts
}

// groupCounts are counts by group and the first digit of the status; 304 is counted at 0.
type groupCounts [groups][6]atomic.Uint64

// add counts one answer. l is nil where language plays no part.
func (c *requestCounts) add(status int, l *locale.Locale, g group) {
	class := min(status/100, 5)
	if status == fiber.StatusNotModified {
		class = 0
	}
	c.of(l)[g][class].Add(1)
}

// of returns the counts of a locale, and makes them where there are none.
func (c *requestCounts) of(l *locale.Locale) *groupCounts {
	if l == nil {
		return &c.none
	}
	latest := &c.latest[uint8(l.Index)]
	if counts := latest.Load(); counts != nil && counts.tag == l.Tag {
		return &counts.groupCounts
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	counts := c.byTag[l.Tag]
	switch {
	case counts == nil && len(c.byTag) >= maxCounted:
		return &c.none
	case counts == nil:
		counts = &localeCounts{tag: l.Tag}
		c.byTag[l.Tag] = counts
	}
	latest.Store(counts)
	return &counts.groupCounts
}

// Served returns how many requests were answered, and how many of them with an error that was ours (5xx).
func (s *Server) Served() (requests, failed uint64) {
	c := &s.counts
	c.mu.Lock()
	defer c.mu.Unlock()
	all := []*groupCounts{&c.none}
	for _, counts := range c.byTag {
		all = append(all, &counts.groupCounts)
	}
	for _, counts := range all {
		for g := range counts {
			for class := range counts[g] {
				requests += counts[g][class].Load()
			}
			failed += counts[g][5].Load()
		}
	}
	return requests, failed
}

// write writes the counts in Prometheus's text format.
func (c *requestCounts) write(w io.Writer) {
	writeMetricHead(w, "parlance_requests_total", "counter", "Requests answered, by locale, group of pages and status.")
	c.none.write(w, "")
	c.mu.Lock()
	byTag := maps.Clone(c.byTag)
	c.mu.Unlock()
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		byTag[tag].write(w, tag)
	}
}

func (c *groupCounts) write(w io.Writer, tag string) {
	for g := range c {
		for class, label := range [...]string{"304", "1xx", "2xx", "3xx", "4xx", "5xx"} {
			if n := c[g][class].Load(); n > 0 {
				fmt.Fprintf(w, "parlance_requests_total{locale=%q,group=%q,status=%q} %d\n", tag, groupNames[g], label, n)
			}
		}
	}
}
