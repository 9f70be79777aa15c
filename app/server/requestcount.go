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
	assetGroup
	groups // how many there are
)

var groupNames = [groups]string{"other", "home", "guide", "beside", "feed", "report", "asset"}

// groupOf returns the group of a page.
func groupOf(slug string) group {
	if slug == render.Home {
		return homeGroup
	}
	return guideGroup
}

// maxCounted is for how many locales requests are counted: as many as a table has at most, some of which come and go while the server runs.
const maxCounted = 1024

// counts are how many requests were answered, by locale, group and status. Counting takes no lock and allocates nothing.
type counts struct {
	none  row // of answers that language plays no part in
	known atomic.Pointer[knownRows]

	mu    sync.Mutex
	byTag map[string]*row
}

// row holds the counts of one locale, by the first digit of the status; 304 is counted at 0.
type row [groups][6]atomic.Uint64

// knownRows are the rows of the locales of a table.
type knownRows struct {
	table *locale.Table
	rows  []*row
}

// add counts one answer. table returns the locales of the moment.
func (c *counts) add(status int, r *request, table func() *locale.Table) {
	class := min(status/100, 5)
	if status == fiber.StatusNotModified {
		class = 0
	}
	c.row(r.locale, table)[r.group][class].Add(1)
}

// row returns the row of a locale.
func (c *counts) row(l *locale.Locale, table func() *locale.Table) *row {
	if l == nil {
		return &c.none
	}
	if known := c.known.Load(); known != nil && l.Index < len(known.rows) && &known.table.Locales[l.Index] == l {
		return known.rows[l.Index]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if t := table(); t != nil {
		rows := make([]*row, len(t.Locales))
		for i := range t.Locales {
			rows[i] = c.rowOf(t.Locales[i].Tag)
		}
		c.known.Store(&knownRows{t, rows})
	}
	return c.rowOf(l.Tag)
}

// rowOf returns the row of a tag, and makes it where there is none.
func (c *counts) rowOf(tag string) *row {
	r := c.byTag[tag]
	if r == nil && len(c.byTag) >= maxCounted {
		return &c.none
	}
	if r == nil {
		if c.byTag == nil {
			c.byTag = map[string]*row{}
		}
		r = &row{}
		c.byTag[tag] = r
	}
	return r
}

// write writes the counts in Prometheus's text format.
func (c *counts) write(w io.Writer) {
	writeMetricHead(w, "parlance_requests_total", "counter", "Requests answered, by locale, group of pages and status.")
	c.mu.Lock()
	byTag := maps.Clone(c.byTag)
	c.mu.Unlock()
	c.none.write(w, "")
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		byTag[tag].write(w, tag)
	}
}

func (r *row) write(w io.Writer, tag string) {
	for g := range r {
		for class, label := range [...]string{"304", "1xx", "2xx", "3xx", "4xx", "5xx"} {
			if n := r[g][class].Load(); n > 0 {
				fmt.Fprintf(w, "parlance_requests_total{locale=%q,group=%q,status=%q} %d\n", tag, groupNames[g], label, n)
			}
		}
	}
}
