package site

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/document"
)

// extendedPage is a page of everything that is served beside CommonMark and tables (R47).
const extendedPage = `+++
title = "Extended title"
description = "Extended summary."
order = 3
published = 2026-01-02
updated = 2026-03-04
+++

## How it works {#how}

Cells are small.[^size] They move.[^move] Very small.[^size]

[^move]: Slowly, as [the leaflet](../img/leaflet.pdf#page=2) says.
[^size]: As seen in a microscope.

    - and elsewhere

See [above](#how), [the page][p] and www.example.org, ~~not this~~.

![A drawing of a knee](../img/knee.png)

A knee ![in words](../img/knee.png "a title") here.

[p]: ../page.md#a-heading "The page"
[unused]: /second
`

func extended(t *testing.T) *fixture {
	f := newFixture(t)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 300, 20))); err != nil {
		t.Fatal(err)
	}
	f.Put(f.Content, "img/knee.png", picture.String())
	f.Put(f.Content, "img/leaflet.pdf", "%PDF-1.7")
	f.Put(f.Content, "guides/more.md", extendedPage)
	f.Sync()
	f.Translate("ar", "guides/more", "Cells are small.[^size] They move.[^move] Very small.[^size]", "خلايا.[^move] صغيرة.[^size] نعم.[^size]")
	f.Translate("ar", "guides/more", "As seen in a microscope.", "كما في المجهر.")
	f.Translate("ar", "guides/more", "How it works", "كيف تعمل")
	return f
}

func TestR47FootnotesAndTheOtherExtensionsAreServedInAllLocales(t *testing.T) {
	s := extended(t).load()
	for tag, marks := range map[string]string{"en": "1 2 1", "ar": "٢ ١ ١", "es": "1 2 1"} {
		root, source := read(t, s, "guides/more", tag)
		ids, hrefs := map[string]*html.Node{}, map[string]bool{}
		var shown []string
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				if ids[id] != nil {
					t.Errorf("%s: two elements have the id %s", tag, id)
				}
				ids[id] = n
			}
			hrefs[attr(n, "href")] = true
			if n.Data == "sup" {
				shown = append(shown, n.FirstChild.FirstChild.Data)
			}
		}
		if got := strings.Join(shown, " "); got != marks {
			t.Errorf("%s: got marks %s, want %s", tag, got, marks)
		}
		for href := range hrefs {
			if id, ok := strings.CutPrefix(href, "#"); ok && ids[id] == nil {
				t.Errorf("%s: there is no %s", tag, href)
			}
		}
		if how := ids["how"]; how == nil || how.Data != "h2" || attr(ids["note.1"], "id") == "" {
			t.Errorf("%s: got ids %v", tag, ids)
		}
		for _, want := range []string{
			`<a href="/` + tag + `/page#a-heading" title="The page">`, `<a href="http://www.example.org"><bdi`, "<del>not this</del>", `role="doc-backlink"`,
			` width="300" height="20"`, ` title="a title"`,
		} {
			if !strings.Contains(source, want) {
				t.Errorf("%s: there is no %s in\n%s", tag, want, source)
			}
		}
		for _, raw := range []string{"[^", "{#", "~~", "[p]", "unused", "]:"} {
			if strings.Contains(source, raw) {
				t.Errorf("%s: readers see %s in\n%s", tag, raw, source)
			}
		}
	}
}

// R51: a PDF in the content tree is served under a name that its content decides.
func TestR51AttachmentsAreServed(t *testing.T) {
	f := extended(t)
	s := f.load()
	root, _ := read(t, s, "guides/more", "ar")
	for n := range root.Descendants() {
		name, ok := strings.CutPrefix(attr(n, "href"), "/assets/leaflet.")
		if !ok {
			continue
		}
		name, page := strings.CutSuffix(name, "#page=2")
		if !page {
			t.Errorf("the link leads to no page: %s", name)
		}
		doc, ok := s.Asset("leaflet." + name)
		if !ok || doc.ContentType != "application/pdf" || string(doc.Body(document.Identity).Bytes) != "%PDF-1.7" {
			t.Errorf("got %v %v", doc, ok)
		}
		f.Put(f.Content, "img/leaflet.pdf", "%PDF-1.7 new")
		if _, source := read(t, f.load(), "guides/more", "ar"); strings.Contains(source, attr(n, "href")) {
			t.Error("the link leads to the old file")
		}
		return
	}
	t.Error("there is no link to the leaflet")
}

// Law 2 and R47: a translation whose marks of footnotes are not those of the English is not shown.
func TestR47ATranslationKeepsTheMarksOfFootnotes(t *testing.T) {
	f := extended(t)
	f.Edit(f.Locales, "ar/guides/more.ar.toml", "نعم.[^size]", "نعم.[^other]")
	s := f.load()
	if _, source := read(t, s, "guides/more", "ar"); strings.Contains(source, "خلايا") || strings.Contains(source, "[^") || !strings.Contains(source, "Cells are small.") {
		t.Errorf("got\n%s", source)
	}
	if len(s.Faults) != 1 || !strings.Contains(s.Faults[0].Error(), "the marks of footnotes are not those of the English: it has [^move], [^size], [^size]") {
		t.Errorf("got faults %v", s.Faults)
	}
}

func TestFootnotesStandSideBySideWithoutLinks(t *testing.T) {
	s := extended(t).load()
	ar, _ := s.Locales.Find("ar")
	en, _ := s.Locales.Find("en")
	source := string(s.SideBySidePage(s.Page("guides/more"), ar, en).Body(document.Identity).Bytes)
	if strings.Count(source, "As seen in a microscope.") != 1 || !strings.Contains(source, "كما في المجهر.") || !strings.Contains(source, "<sup>٢</sup>") ||
		strings.Contains(source, "doc-noteref") || strings.Contains(source, "note.1") {
		t.Errorf("got\n%s", source)
	}
}
