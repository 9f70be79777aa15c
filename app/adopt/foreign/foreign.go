// Package foreign reads Markdown that was written for other programs (Hugo, Docusaurus, mdBook, Starlight) as Markdown that a page of ours may hold.
//
// It promises:
//
//   - What comes out is a page that [segment.Parse] reads without a fault ([Page.Settle]), or an error says why there is none. Nothing in it is HTML.
//   - No text is left out in silence: what could not be brought along as it was is a [Note] with its line.
//   - The same bytes give the same page, so that two versions of a page can be compared, and a translation with its English.
//   - Time and memory grow in proportion to the page (law 8).
package foreign

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Options are how a page is to be read.
type Options struct {
	MDX bool // statements, components and expressions of JavaScript may stand in the page

	// Resolve returns where a link or an image of the page leads in our site, "" where it leads nowhere: the words stay, and the link goes. note says
	// what a person has to know of that, "" where there is nothing.
	Resolve func(dest string, image bool) (to, note string)
}

// Kind is what a note is about.
type Kind string

// The kinds of notes.
const (
	KindFront      Kind = "front matter"
	KindCharacter  Kind = "character"
	KindStatement  Kind = "statement" // import and export of MDX
	KindExpression Kind = "expression"
	KindTag        Kind = "tag" // of HTML, or a component
	KindShortcode  Kind = "shortcode"
	KindComment    Kind = "comment"
	KindBox        Kind = "box"
	KindLink       Kind = "link"
	KindMarks      Kind = "marks" // Markdown that is not served
)

// Note is something that a page could not be brought along with as it was.
type Note struct {
	Line    int // of the source, from 1
	Kind    Kind
	Message string
}

// Page is a page that was read.
type Page struct {
	Front Front
	Body  []byte // Markdown, with line feeds
	Lines []int  // for each line of the body, that of the source, from 1
	Notes []Note
}

// Read reads a page. Whatever its bytes are, there is a page.
func Read(src []byte, o Options) *Page {
	p := &Page{}
	text := p.clean(src)
	body, first := p.splitFront(text)
	lines := p.prepare(body, first, o)
	p.scan(lines, o)
	return p
}

func (p *Page) note(line int, kind Kind, format string, args ...any) {
	p.Notes = append(p.Notes, Note{line, kind, fmt.Sprintf(format, args...)})
}

// clean returns the bytes as text with line feeds, without the characters that no page may hold.
func (p *Page) clean(src []byte) string {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	text := strings.ReplaceAll(string(src), "\r\n", "\n")
	line, reported := 1, 0
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			line++
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t', r >= 0x20 && r < 0x7f, r >= 0xa0 && r != utf8.RuneError && r != 0xFEFF && !(r >= 0x202A && r <= 0x202E) && !(r >= 0x2066 && r <= 0x2069):
			return r
		}
		if reported != line {
			p.note(line, KindCharacter, "the character %U was taken out: no page may hold it", r)
			reported = line
		}
		return -1
	}, text)
}

// excerpt returns the beginning of a text on one line, for a message.
func excerpt(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return text
}
