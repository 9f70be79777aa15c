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
)

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
	ops := &http.Server{Handler: mux, ReadHeaderTimeout: firstTime, IdleTimeout: nextTime, MaxHeaderBytes: maxHeaders}
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
	m := s.site.Stats()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	for _, one := range []struct {
		name, kind, help string
		value            any
	}{
		{"parlance_cache_bytes", "gauge", "Bytes that finished documents take.", m.CacheBytes},
		{"parlance_cache_limit_bytes", "gauge", "Bytes that finished documents may take.", m.CacheLimit},
		{"parlance_documents_rendered_total", "counter", "Documents made.", m.Rendered},
		{"parlance_documents_let_go_total", "counter", "Documents let go of because of the bound.", m.Evicted},
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
	s.writeMet(w)
	if b, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintf(w, "# HELP parlance_build_info The program that answers.\n# TYPE parlance_build_info gauge\nparlance_build_info{version=%q,go=%q} 1\n", b.Main.Version, b.GoVersion)
	}
}

// writeMet gives what readers met in English in place of their language, for each page and locale where they did.
func (s *Server) writeMet(w io.Writer) {
	met := s.site.FallbackCounts()
	if len(met) == 0 {
		return
	}
	fmt.Fprint(w, "# HELP parlance_fallback_segments_met_total Segments that readers were shown in English, over all views.\n"+
		"# TYPE parlance_fallback_segments_met_total counter\n")
	for _, m := range met {
		fmt.Fprintf(w, "parlance_fallback_segments_met_total{page=%q,locale=%q} %d\n", m.Slug, m.Tag, m.Fallbacks())
	}
	fmt.Fprint(w, "# HELP parlance_outdated_segments_met_total Those of them whose translation is for another English than today's.\n"+
		"# TYPE parlance_outdated_segments_met_total counter\n")
	for _, m := range met {
		if m.Outdated() > 0 {
			fmt.Fprintf(w, "parlance_outdated_segments_met_total{page=%q,locale=%q} %d\n", m.Slug, m.Tag, m.Outdated())
		}
	}
}
