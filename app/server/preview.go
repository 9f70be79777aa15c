package server

import (
	"bufio"
	"net"
	"net/netip"
	"strings"
	"time"
)

const (
	// look is how often a page that is open in a preview learns whether there is a newer snapshot.
	look = 50 * time.Millisecond
	// streamTime is how long one stream of events lasts; the browser then asks again. It is shorter than the time a connection has at least.
	streamTime = 20 * time.Second
)

// previewRoutes are those that only a preview has.
func previewRoutes() []route {
	return []route{{"/preview/events", (*Server).events}}
}

// previewPolicy lets the preview's own script run, and ask this server alone.
const previewPolicy = "script-src 'self'; connect-src 'self'; "

// isLocal tells whether a Host header names this machine to itself. A preview answers no other, or any page in the browser of who uses
// it could give its own name the address of this machine, and read the preview.
func isLocal(host string) bool {
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

// events answers "/preview/events": a stream of server-sent events (HTML, 9.2) that names the version of what is served, at
// once and after every change, so that an open page can tell that it is old, whatever it missed.
func (s *Server) events(r request) answered {
	if r.snap == nil {
		return s.fail(r, notReady)
	}
	set(r.ctx, headerCacheControl, unstored.cache)
	set(r.ctx, headerContentType, "text/event-stream")
	if r.ctx.IsHead() {
		return answered{}
	}
	stopping := r.ctx.Done()
	r.ctx.SetBodyStreamWriter(func(w *bufio.Writer) { s.tell(w, stopping) })
	return answered{}
}

// tell writes events until the reader goes, the server stops, or the stream was open long enough.
func (s *Server) tell(w *bufio.Writer, stopping <-chan struct{}) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	end := time.After(streamTime)
	told := ""
	for {
		if now := s.site.Snapshot().Version(); now != told {
			told = now
			w.WriteString("retry: 300\nevent: version\ndata: " + now + "\n\n") // an error comes out of Flush
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
