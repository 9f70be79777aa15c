package server

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"
)

// metrics handles "/metrics" in Prometheus's text format, version 0.0.4.
func (s *Server) metrics(c *fiber.Ctx) error {
	var out bytes.Buffer
	s.writeMetrics(&out)
	c.Set(fiber.HeaderContentType, "text/plain; version=0.0.4; charset=utf-8")
	return c.Send(out.Bytes())
}

// writeMetrics writes the value of every metric.
func (s *Server) writeMetrics(w io.Writer) {
	s.counts.write(w)
	m := s.site.Stats()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	for _, one := range []struct {
		name, kind, help string
		value            any
	}{
		{"parlance_cache_bytes", "gauge", "Bytes that finished documents take.", m.Bytes},
		{"parlance_cache_limit_bytes", "gauge", "Bytes that finished documents may take.", m.Limit},
		{"parlance_documents_rendered_total", "counter", "Documents made.", m.Made},
		{"parlance_documents_let_go_total", "counter", "Documents let go of because of the bound.", m.Evicted},
		{"parlance_reloads_total", "counter", "Snapshots made.", m.Reloads},
		{"parlance_reloads_failed_total", "counter", "Readings that gave no snapshot.", m.Failed},
		{"parlance_faults", "gauge", "Faults in the files as they stand.", m.Faults},
		{"parlance_pages", "gauge", "Pages served.", m.Pages},
		{"parlance_locales", "gauge", "Locales served.", m.Locales},
		{"go_goroutines", "gauge", "Goroutines.", runtime.NumGoroutine()},
		{"go_memstats_heap_inuse_bytes", "gauge", "Bytes of the heap in use.", memory.HeapInuse},
	} {
		writeMetricHead(w, one.name, one.kind, one.help)
		fmt.Fprintf(w, "%s %d\n", one.name, one.value)
	}
	s.writeFallbacks(w)
	if s.cluster != nil {
		s.cluster().writeMetrics(w)
	}
	writeMetricHead(w, "parlance_build_info", "gauge", "The program that answers.")
	fmt.Fprintf(w, "parlance_build_info{version=%q,commit=%q,go=%q} 1\n", s.build.version, s.build.commit, runtime.Version())
}

// writeMetricHead writes what stands before the values of a metric.
func writeMetricHead(w io.Writer, name, kind, help string) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// writeFallbacks writes how many segments readers were shown in English in place of their language, for each page and locale where they were.
func (s *Server) writeFallbacks(w io.Writer) {
	fallbacks := s.site.FallbackCounts()
	if len(fallbacks) == 0 {
		return
	}
	writeMetricHead(w, "parlance_fallback_segments_met_total", "counter", "Segments that readers were shown in English, over all views.")
	for _, f := range fallbacks {
		fmt.Fprintf(w, "parlance_fallback_segments_met_total{page=%q,locale=%q} %d\n", f.Slug, f.Tag, f.Fallbacks.Load())
	}
	writeMetricHead(w, "parlance_outdated_segments_met_total", "counter", "Those of them whose translation is for another English than today's.")
	for _, f := range fallbacks {
		if n := f.Outdated.Load(); n > 0 {
			fmt.Fprintf(w, "parlance_outdated_segments_met_total{page=%q,locale=%q} %d\n", f.Slug, f.Tag, n)
		}
	}
}

// build names the program: the version that the options say or the Go tool recorded, and the commit.
type build struct{ version, commit string }

func newBuild(version string) build {
	b := build{version: version}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.version = cmp.Or(version, info.Main.Version)
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				b.commit = setting.Value
			}
		}
	}
	return b
}
