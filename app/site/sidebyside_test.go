package site

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/segment"
	"golang.org/x/net/html"
)

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// besides calls f for one guide in every pair of locales of this repository.
func besides(t *testing.T, f func(t *testing.T, s *Snapshot, first, second string, root *html.Node)) {
	s := repository(t)
	for i, a := range s.Locales.Locales {
		for j, b := range s.Locales.Locales {
			if i == j {
				continue
			}
			root, err := html.Parse(bytes.NewReader(s.SideBySide("side-effects", i, j).Body(document.Identity).Bytes))
			if err != nil {
				t.Fatal(err)
			}
			f(t, s, a.Tag, b.Tag, root)
		}
	}
}

func TestBesideEverySideStandsUnderItsLanguage(t *testing.T) {
	besides(t, func(t *testing.T, s *Snapshot, first, second string, root *html.Node) {
		pairs := 0
		seen := map[string]bool{}
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				if seen[id] {
					t.Errorf("%s beside %s: the id %q stands twice", first, second, id)
				}
				seen[id] = true
			}
			if attr(n, "class") != "pair" {
				continue
			}
			pairs++
			var sides []string
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode {
					sides = append(sides, attr(c, "lang"))
				}
			}
			if strings.Join(sides, " ") != first+" "+second {
				t.Errorf("%s beside %s: a pair in %v", first, second, sides)
			}
		}
		want := 1 // the title
		for _, b := range s.Page("side-effects").Blocks {
			want += max(1, len(b.Children)*b2i(b.Kind == segment.BlockList))
		}
		if pairs != want {
			t.Errorf("%s beside %s: %d pairs, want %d", first, second, pairs, want)
		}
	})
}

func TestBesideRefusesOneLocaleTwiceAndUnknownPages(t *testing.T) {
	s := repository(t)
	if s.SideBySide("safety", 1, 1) != nil || s.SideBySide("nowhere", 0, 1) != nil || s.SideBySide(render.Home, 0, 1) != nil || s.SideBySide("safety", 0, 99) != nil {
		t.Error("a document that does not exist was given")
	}
}

func TestFeedsAreAtomInTheirLanguage(t *testing.T) {
	s := repository(t)
	for i, l := range s.Locales.Locales {
		source := s.Feed(i).Body(document.Identity).Bytes
		if !bytes.Contains(source, []byte(`xml:lang="`+l.Tag+`"`)) {
			t.Errorf("%s: no xml:lang", l.Tag)
		}
		entries := 0
		for d := xml.NewDecoder(bytes.NewReader(source)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "entry" {
				entries++
			}
		}
		if entries != len(s.Pages) {
			t.Errorf("%s: %d entries, want %d", l.Tag, entries, len(s.Pages))
		}
	}
}

func TestVersionsChangeWithAnyText(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	version := func() string {
		s := f.load()
		l, _ := s.Locales.Find("ar")
		return s.Page("page").Publication(l).Version()
	}
	before := version()
	f.Edit(f.Locales, "ar/page.ar.toml", "بند أول", "بند أول آخر")
	if version() == before {
		t.Error("a text changed, and the version did not")
	}
}
