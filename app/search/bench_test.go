package search_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/search"
	"github.com/parlance/parlance/app/store"
)

// benchTexts returns the texts of a synthetic site's pages in a locale.
func benchTexts(b *testing.B, pages int, tag string) (all [][]search.Text) {
	b.Helper()
	made := synthetic.New(pages, 17)
	src, err := corpus.NewReader(store.Tree{FS: made.Content, Name: "content"}, store.Tree{FS: made.Locales, Name: "locales"}).Read(corpus.Changes{})
	if err != nil {
		b.Fatal(err)
	}
	l, _ := src.Locales.Find(tag)
	for _, p := range src.Pages {
		var texts []search.Text
		for _, t := range p.Publication(l).Texts {
			text := t.Text
			if t.Run != nil {
				text = t.Run.PlainText()
			}
			texts = append(texts, search.Text{Text: text})
		}
		all = append(all, texts)
	}
	return all
}

// BenchmarkSearch makes the index of 100 pages, and asks one of 1,000. Its baseline is reading the texts letter by letter.
func BenchmarkSearch(b *testing.B) {
	for _, tag := range []string{"en", "de", "ar", "th", "zh-Hans"} {
		texts := benchTexts(b, 100, tag)
		b.Run(tag+"/letters", func(b *testing.B) {
			for b.Loop() {
				n := 0
				for _, p := range texts {
					for _, t := range p {
						for range t.Text {
							n++
						}
					}
				}
			}
		})
		build := func(texts [][]search.Text) (*search.Dictionary, *search.Index) {
			d, pages := search.NewDictionary(tag), []*search.Page{}
			for _, t := range texts {
				pages = append(pages, search.NewPage(d, t))
			}
			return d, search.NewIndex(d, pages)
		}
		b.Run(tag+"/make", func(b *testing.B) {
			for b.Loop() {
				build(texts)
			}
		})
		d, x := build(slices.Repeat(texts, 10))
		queries := make([]search.Query, 200)
		for i := range queries {
			words := strings.Fields(texts[i%100][2+i%30].Text)
			queries[i] = d.ParseQuery(strings.Join(words[:min(len(words), 1+i%4)], " "))
		}
		b.Run(tag+"/ask", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				x.Find(queries[i%200], 0, 10)
			}
		})
		b.Run(tag+"/excerpt", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				d.Excerpt(queries[i%200], texts[i%100][2+i%30].Text)
			}
		})
	}
}
