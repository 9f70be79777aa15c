package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
)

// counted is how many different locales are counted; what comes later counts as "other".
const counted = 256

// counts tells how many requests were answered, by locale and status. Counting takes no lock and allocates nothing.
type counts struct {
	names [counted]atomic.Pointer[string] // the locale of each row; row 0 is for answers that language plays no part in
	rows  [counted][6]atomic.Uint64       // by the first digit of the status; 304 is counted at 0
}

// add counts one answer.
func (c *counts) add(status int, locale string) {
	class := min(status/100, 5)
	if status == http.StatusNotModified {
		class = 0
	}
	c.rows[c.row(locale)][class].Add(1)
}

// row finds the row of a locale, or takes a free one. The locale's name is that of the table, so it may be kept.
func (c *counts) row(locale string) int {
	if locale == "" {
		return 0
	}
	for i := 1; i < counted-1; i++ {
		name := c.names[i].Load()
		if name == nil {
			own := strings.Clone(locale)
			if c.names[i].CompareAndSwap(nil, &own) {
				return i
			}
			name = c.names[i].Load()
		}
		if *name == locale {
			return i
		}
	}
	return counted - 1
}

// write gives the counts in Prometheus's text format (version 0.0.4).
func (c *counts) write(w io.Writer) {
	fmt.Fprint(w, "# HELP parlance_requests_total Requests answered, by locale and status.\n# TYPE parlance_requests_total counter\n")
	for i := range c.rows {
		locale := ""
		if name := c.names[i].Load(); name != nil {
			locale = *name
		} else if i == counted-1 {
			locale = "other"
		}
		for class, label := range [...]string{"304", "1xx", "2xx", "3xx", "4xx", "5xx"} {
			if n := c.rows[i][class].Load(); n > 0 {
				fmt.Fprintf(w, "parlance_requests_total{locale=%q,status=%q} %d\n", locale, label, n)
			}
		}
	}
}

// ServeOps answers the operator at addr until ctx ends: /metrics and /debug/pprof/. The address must be of this machine, because
// profiles tell more than strangers may know; it shares nothing with the listener for readers.
func (s *Server) ServeOps(ctx context.Context, addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s for the operator: %w", addr, err)
	}
	if tcp, ok := ln.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		ln.Close()
		return fmt.Errorf("listening on %s for the operator: others can reach it; use an address of this machine alone, like localhost:6060", addr)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", s.metrics)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	ops := &http.Server{Handler: mux, ReadHeaderTimeout: readTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaders}
	context.AfterFunc(ctx, func() { ops.Close() })
	go func() {
		if err := ops.Serve(ln); !errors.Is(err, http.ErrServerClosed) && s.log != nil {
			s.log.Error("the operator's listener ended", "error", err)
		}
	}()
	return nil
}

// metrics answers "/metrics".
func (s *Server) metrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	s.counts.write(w)
	m := s.site.Measures()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	for _, one := range []struct {
		name, kind, help string
		value            any
	}{
		{"parlance_cache_bytes", "gauge", "Bytes that finished documents take.", m.CacheBytes},
		{"parlance_cache_limit_bytes", "gauge", "Bytes that finished documents may take.", m.CacheLimit},
		{"parlance_documents_rendered_total", "counter", "Documents made.", m.Rendered},
		{"parlance_documents_let_go_total", "counter", "Documents let go of because of the bound.", m.LetGo},
		{"parlance_reloads_total", "counter", "Snapshots made.", m.Reloads},
		{"parlance_reloads_failed_total", "counter", "Readings that gave no snapshot.", m.Failed},
		{"parlance_faults", "gauge", "Faults in the files as they stand.", m.Faults},
		{"parlance_pages", "gauge", "Pages served.", m.Pages},
		{"parlance_locales", "gauge", "Locales served.", m.Locales},
		{"go_goroutines", "gauge", "Goroutines.", runtime.NumGoroutine()},
		{"go_memstats_heap_inuse_bytes", "gauge", "Bytes of the heap in use.", memory.HeapInuse},
	} {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %d\n", one.name, one.help, one.name, one.kind, one.name, one.value)
	}
	if b, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintf(w, "# HELP parlance_build_info The program that answers.\n# TYPE parlance_build_info gauge\nparlance_build_info{version=%q,go=%q} 1\n", b.Main.Version, b.GoVersion)
	}
}
