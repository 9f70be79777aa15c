package site

import (
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/document"
)

// firstFlight is what a server may send before the reader's phone has answered once: ten packets (RFC 6928), less what their heads take.
const firstFlight = 14 << 10

// viewed matches what a phone asks for to show a guide. The styles of paper and of wide screens (media="…") are not: it asks for them last.
var viewed = regexp.MustCompile(`<(?:link rel="stylesheet" href|link rel="icon" type="image/svg\+xml" href|script defer src)="/assets/([^"]+)"`)

// viewSize returns what the first view of a guide takes on the wire, in bytes of brotli: of the page as the first reader gets it and as others do, with its style
// and icon, and of the script that reads aloud and keeps.
func (s *Snapshot) viewSize(t *testing.T, html *document.Document) (first, later, script int) {
	t.Helper()
	best, ok := html.Best(document.Brotli)
	if !ok {
		t.Fatal("a page is not compressed")
	}
	first, later = len(html.Body(document.Brotli).Bytes), len(best)
	kinds := map[string]bool{}
	for _, m := range viewed.FindAllStringSubmatch(string(html.Body(document.Identity).Bytes), -1) {
		asset, ok := s.Asset(m[1])
		if !ok {
			t.Fatalf("there is no %s", m[1])
		}
		size := len(asset.Body(document.Brotli).Bytes)
		kind := m[1][strings.LastIndex(m[1], "."):]
		kinds[kind] = true
		if kind == ".js" {
			script += size
			continue
		}
		first, later = first+size, later+size
	}
	if len(kinds) != 3 {
		t.Fatalf("the view needs %v", kinds)
	}
	return first, later, script
}

// The first view of a guide, with its style sheet and its icon, fits the first flight of a connection, for the very first reader after a start too. The script, which
// browsers ask for last (defer), fits too in nine of ten; where a long guide stands in letters of two or three bytes each it takes one packet more at most.
func TestTheFirstViewOfEveryGuideFitsTheFirstFlight(t *testing.T) {
	const packet = 1460
	s := repository(t)
	views, over := 0, 0
	for _, p := range s.Pages {
		for i := range s.Locales.Locales {
			name := s.Locales.Locales[i].Tag + "/" + p.Slug
			first, later, script := s.viewSize(t, s.Document(p.Slug, i))
			if views++; first > firstFlight {
				t.Errorf("%s takes %d bytes without its script", name, first)
			}
			if later+script > firstFlight {
				over++
				t.Logf("%s takes %d bytes with its script", name, later+script)
			}
			if later+script > firstFlight+packet {
				t.Errorf("%s takes %d bytes with its script", name, later+script)
			}
		}
	}
	if over*10 > views {
		t.Errorf("with the script %d of %d take more than %d bytes", over, views, firstFlight)
	}
}
