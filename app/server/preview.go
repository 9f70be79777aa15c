package server

import (
	"bufio"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

const (
	// eventPause is how often a page that is open in a preview learns whether there is a newer snapshot.
	eventPause = 50 * time.Millisecond
	// streamTime is how long one stream of events lasts; the browser then asks again. It is shorter than the time a connection has at least.
	streamTime = 20 * time.Second
)

// previewScripts lets the preview's own script run, and ask this server alone.
const previewScripts = "script-src 'self'; connect-src 'self'; "

// localHostOnly is the middleware that refuses a Host header that does not name this machine to itself. Otherwise any page in the browser of who
// uses a preview could give its own name the address of this machine, and read the preview.
func localHostOnly(c *fiber.Ctx) error {
	if !isLocalHost(string(c.Request().Header.Host())) {
		return foreignOrigin
	}
	return c.Next()
}

// isLocalHost reports whether a Host header is a name of the loopback interface.
func isLocalHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}

// previewEvents handles "/preview/events": a stream of server-sent events (HTML, section 9.2) that names the version of what is served, at once
// and after every change, so that an open page can tell that it is old, whatever it missed.
func (s *Server) previewEvents(c *fiber.Ctx) error {
	ctx := c.Context()
	setHeader(&ctx.Response.Header, fiber.HeaderCacheControl, noStore)
	setHeader(&ctx.Response.Header, fiber.HeaderContentType, "text/event-stream")
	if ctx.IsHead() {
		return nil
	}
	stopping := ctx.Done()
	ctx.SetBodyStreamWriter(func(w *bufio.Writer) { s.writeEvents(w, stopping) })
	return nil
}

// writeEvents writes events until the reader goes, the server stops, or the stream was open long enough.
func (s *Server) writeEvents(w *bufio.Writer, stopping <-chan struct{}) {
	tick := time.NewTicker(eventPause)
	defer tick.Stop()
	end := time.After(streamTime)
	written := ""
	for {
		if version := s.site.Snapshot().Version(); version != written {
			written = version
			w.WriteString("retry: 300\nevent: version\ndata: " + version + "\n\n") // an error comes out of Flush
			if w.Flush() != nil {
				return
			}
		}
		select {
		case <-tick.C:
		case <-stopping:
			return
		case <-end:
			return
		}
	}
}
