package site

import (
	"testing"

	"github.com/molecule-man/go-brrr"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
)

// large makes a site that parses catalogs on demand: 20 pages in 16 languages.
func large(b *testing.B) *Site {
	b.Helper()
	made := synthetic.New(20, 16)
	s, err := New(store.Tree{FS: made.Content, Name: "content"}, store.Tree{FS: made.Locales, Name: "locales"}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkDocument renders documents, catalogs included. Its baseline is what compressing one takes, quickly.
func BenchmarkDocument(b *testing.B) {
	s := large(b).Snapshot()
	b.Run("render", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			slug, index := s.Pages[i/16%20].Slug, i%16
			s.renderer(slug, index)()
		}
	})
	content := s.Document(s.Pages[0].Slug, 1).Body(document.Identity).Bytes
	b.Run("brotli", func(b *testing.B) {
		for b.Loop() {
			if _, err := brrr.Compress(content, 5); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReload takes in one saved catalog. Its baseline is a start.
func BenchmarkReload(b *testing.B) {
	s := large(b)
	name := corpus.CatalogPath("ar", s.Snapshot().Pages[0].Slug)
	b.Run("one catalog", func(b *testing.B) {
		for b.Loop() {
			s.Reload(corpus.Changes{Content: []string{}, Locales: []string{name}})
		}
	})
	b.Run("start", func(b *testing.B) {
		made := synthetic.New(20, 16)
		for b.Loop() {
			New(store.Tree{FS: made.Content, Name: "content"}, store.Tree{FS: made.Locales, Name: "locales"}, Options{})
		}
	})
}
