package server

import (
	"bytes"
	stdgzip "compress/gzip"
	"io"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/molecule-man/go-brrr"
	"github.com/valyala/fasthttp"
	"github.com/yuin/goldmark"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// BenchmarkBare is the baseline of BenchmarkHandler: bare Fiber that writes what our handler answers, for a 200 and a 304.
func BenchmarkBare(b *testing.B) {
	handler := New(testSite(b), Options{}).Handler()
	answer := func(headers [][2]string) fixed {
		ctx := hotRequest(b, hot[0].path, headers)
		handler(ctx)
		return fix(&ctx.Response)
	}
	full := answer(hot[0].headers)
	known := append(hot[0].headers[:len(hot[0].headers):len(hot[0].headers)], [2]string{fasthttp.HeaderIfNoneMatch, string(full.etag)})
	unchanged := answer(known)
	handler = bare(full, unchanged).Handler()
	for _, c := range []struct {
		name    string
		headers [][2]string
		status  int
	}{{"negotiated", hot[0].headers, fasthttp.StatusOK}, {"unchanged", known, fasthttp.StatusNotModified}} {
		b.Run(c.name, func(b *testing.B) {
			ctx := hotRequest(b, hot[0].path, c.headers)
			b.ReportAllocs()
			for b.Loop() {
				ctx.Response.Reset()
				handler(ctx)
			}
			if ctx.Response.StatusCode() != c.status {
				b.Errorf("got status %d, want %d", ctx.Response.StatusCode(), c.status)
			}
		})
	}
}

// The size of the sites that are made here.
const benchPages, benchLocales = 100, 16

// benchSite is a synthetic site in memory. A bound of one byte keeps no document.
func benchSite(b *testing.B, files synthetic.Site, cache int64) *site.Site {
	b.Helper()
	s, err := site.New(store.Tree{FS: files.Content, Name: "content"}, store.Tree{FS: files.Locales, Name: "locales"}, site.Options{CacheSize: cache})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkRender makes one document of 18 KB, frame and all, from parsed catalogs. Its baseline is goldmark, which makes HTML of the page's
// English Markdown and nothing else.
func BenchmarkRender(b *testing.B) {
	files := synthetic.New(2, benchLocales)
	b.Run("ours", func(b *testing.B) {
		now := benchSite(b, files, 1).Snapshot()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if now.Document(synthetic.Slug(i%2), 1+i%(benchLocales-1)) == nil {
				b.Fatal("no document")
			}
		}
	})
	b.Run("goldmark", func(b *testing.B) {
		source, out := files.Content[synthetic.Slug(0)+".md"].Data, bytes.Buffer{}
		b.ReportAllocs()
		for b.Loop() {
			out.Reset()
			if err := goldmark.Convert(source, &out); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkEncode compresses one document with each encoder and level that there is to choose from. Its baseline is the standard library's
// gzip.
func BenchmarkEncode(b *testing.B) {
	page := benchSite(b, synthetic.New(2, benchLocales), 0).Snapshot().Document(synthetic.Slug(0), 1).Body(document.Identity).Bytes
	for _, c := range []struct {
		name   string
		encode func(w *bytes.Buffer)
	}{
		{"std-gzip-6", func(w *bytes.Buffer) { pour(page, must(stdgzip.NewWriterLevel(w, 6))) }},
		{"gzip-1", func(w *bytes.Buffer) { pour(page, must(gzip.NewWriterLevel(w, 1))) }},
		{"gzip-6", func(w *bytes.Buffer) { pour(page, must(gzip.NewWriterLevel(w, 6))) }},
		{"gzip-9", func(w *bytes.Buffer) { pour(page, must(gzip.NewWriterLevel(w, 9))) }},
		{"zstd-default", func(w *bytes.Buffer) { pour(page, zstandard(w, zstd.SpeedDefault)) }},
		{"zstd-best", func(w *bytes.Buffer) { pour(page, zstandard(w, zstd.SpeedBestCompression)) }},
		{"brotli-1", func(w *bytes.Buffer) { w.Write(must(brrr.Compress(page, 1))) }},
		{"brotli-5", func(w *bytes.Buffer) { w.Write(must(brrr.Compress(page, 5))) }},
		{"brotli-11", func(w *bytes.Buffer) { w.Write(must(brrr.Compress(page, 11))) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var out bytes.Buffer
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				out.Reset()
				c.encode(&out)
			}
			b.ReportMetric(float64(out.Len())/float64(len(page)), "of-identity")
		})
	}
}

func zstandard(w io.Writer, level zstd.EncoderLevel) *zstd.Encoder {
	return must(zstd.NewWriter(w, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)))
}

// pour writes a page through an encoder.
func pour(page []byte, w io.WriteCloser) {
	must(w.Write(page))
	if err := w.Close(); err != nil {
		panic(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// BenchmarkSaved takes in one saved translation and makes the document that it changes. Its baseline reads the same site and makes every
// document.
func BenchmarkSaved(b *testing.B) {
	files := synthetic.New(benchPages, benchLocales)
	every := func(now *site.Snapshot) {
		for i := range benchPages {
			for l := range benchLocales {
				now.Document(synthetic.Slug(i), l)
			}
		}
	}
	b.Run("reload", func(b *testing.B) {
		s := benchSite(b, files, 0)
		every(s.Snapshot())
		slug := synthetic.Slug(7)
		path := "ar/" + slug + ".ar.toml"
		saved := files.Locales[path]
		was, words := saved.Data, []byte(`other = "`)
		defer func() { saved.Data = was }()
		for i := 0; b.Loop(); i++ {
			saved.Data = bytes.ReplaceAll(was, words, append(words[:len(words):len(words)], 'a'+byte(i%26)))
			if err := s.Reload(corpus.Changes{Content: []string{}, Locales: []string{path}}); err != nil {
				b.Fatal(err)
			}
			index, _ := s.Snapshot().Locales.Find("ar")
			s.Snapshot().Document(slug, index.Index)
		}
	})
	b.Run("anew", func(b *testing.B) {
		for b.Loop() {
			every(benchSite(b, files, 0).Snapshot())
		}
	})
}
