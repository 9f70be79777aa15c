package workbench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/workbench/team"
)

const (
	streamTime = 25 * time.Second // that one stream lasts; the browser then asks again. It is shorter than the time that an answer has
	beatPause  = 3 * time.Second  // between two signs of life, by which it is seen that a browser has gone
	maxSpots   = 20               // pages that one browser is told for
	maxPlace   = 400              // bytes of the name of a place
)

// events handles "/events?at=es+KEY&at=…": a stream of server-sent events (HTML, section 9.2) of what others do in the locales of the pages that a browser
// shows. browser is a name that it has given itself; after is the last event that it has heard of: what came since is told first.
func (w *Workbench) events(c *fiber.Ctx) error {
	var at []spot
	var refused error
	m := w.moment()
	for _, value := range c.Context().QueryArgs().PeekMulti("at") {
		tag, place, _ := strings.Cut(string(value), " ")
		if err := mayAny(c, tag, team.Translator, team.Reviewer, team.Author); err != nil && !m.isLooked(tag) {
			refused = err
		} else if _, ok := m.find(tag, ""); (ok || m.isLooked(tag)) && len(place) <= maxPlace && len(at) < maxSpots {
			at = append(at, spot{tag, here{personOf(c).Name, place}})
		}
	}
	switch {
	case len(at) == 0 && refused != nil:
		return refused
	case len(at) == 0:
		return notFound()
	}
	browser := c.Query("browser")
	watcher := w.watchers.add(browser[:min(len(browser), maxPlace)], at, c.Query("after"))
	if watcher == nil {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(streamTime.Seconds())))
		return &problem{status: fiber.StatusServiceUnavailable, Title: "Too many pages are open", Text: "What others do is not shown here; everything else works."}
	}
	may := w.mayStillHear(personOf(c), m, at)
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no") // nginx would keep events back until it has some kilobytes of them (ngx_http_proxy_module)
	c.Context().SetBodyStreamWriter(func(out *bufio.Writer) {
		defer w.watchers.remove(watcher)
		w.watchers.write(out, watcher, may)
	})
	return nil
}

// mayStillHear returns what reports whether somebody has a role in the locales of some pages as the team is now: a stream outlives its request.
func (w *Workbench) mayStillHear(p team.Person, m *moment, at []spot) func() bool {
	if w.SignIn == nil {
		return func() bool { return true }
	}
	return func() bool {
		now, err := w.SignIn.Team().Find(accountOf(p))
		return err == nil && !slices.ContainsFunc(at, func(s spot) bool {
			return !m.isLooked(s.tag) && !now.May(team.Translator, s.tag) && !now.May(team.Reviewer, s.tag) && !now.May(team.Author, s.tag)
		})
	}
}

// write writes events until the browser goes, the workbench stops, the person may hear of them no longer, or the stream was open long enough.
func (s *watchers) write(out *bufio.Writer, w *watcher, may func() bool) {
	beat := time.NewTicker(beatPause)
	defer beat.Stop()
	end := time.After(streamTime)
	out.WriteString(":\n\n") // an error comes out of Flush
	for out.Flush() == nil {
		select {
		case e := <-w.events:
			if !may() {
				return
			}
			data, err := json.Marshal(e)
			if err != nil {
				return
			}
			fmt.Fprintf(out, "id: %s\ndata: %s\n\n", e.id, data)
		case <-beat.C:
			if !may() {
				return
			}
			out.WriteString(":\n\n")
		case <-s.stopped:
			return
		case <-end:
			return
		}
	}
}
