package segment

import (
	"strings"

	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// Parse splits a page. Its line ends may be LF or CRLF; texts have line feeds only. The error is store.Faults, with every
// fault that was found: in the front matter, in the Markdown, or in a directive.
func Parse(slug, file string, src []byte) (*Page, error) {
	r := &report{file: file, text: src}
	if len(src) > maxPage {
		checkBytes(r)
		return nil, r.err()
	}
	lf := newSource(src)
	r.text = lf.text
	if !checkBytes(r) {
		return nil, r.err()
	}
	toml, body, ok := splitFront(r)
	if !ok {
		return nil, r.err()
	}
	front := parseFront(r, toml)
	page := &Page{Slug: slug, File: file, Front: front.front, source: src}
	page.add(Segment{Kind: KindTitle, Text: front.front.Title}, placeFront, front.at["title"])
	page.add(Segment{Kind: KindDescription, Text: front.front.Description}, placeFront, front.at["description"])
	if checkDepth(r, body) {
		reader := text.NewReader(lf.text)
		reader.Advance(body)
		w := &walk{page: page, report: r, text: lf.text}
		page.Blocks = w.blocks(grammars.page.Parse(reader), scope{kind: KindParagraph})
	}
	page.finish(r, lf)
	if err := r.err(); err != nil {
		return nil, err
	}
	return page, nil
}

func (p *Page) add(s Segment, where place, at span) int {
	s.Start, s.End = at.start, at.end
	p.Segments = append(p.Segments, s)
	p.places = append(p.places, where)
	return len(p.Segments) - 1
}

// finish checks every text and turns offsets into those of the real bytes.
func (p *Page) finish(r *report, lf source) {
	c := newCursor(lf.text)
	for i := range p.Segments {
		s := &p.Segments[i]
		if !norm.NFC.IsNormalString(s.Text) {
			r.add(s.Start, "the text is not in Unicode's form NFC: retype its accented letters, or save the page normalised")
		}
		if !isolatesBalanced(s.Text) {
			r.add(s.Start, "the text opens a direction isolate (U+2066 to U+2068) without closing it, or the other way round")
		}
		if p.places[i] == placeFront && strings.Contains(s.Text, "{{") && !strings.Contains(string(lf.text[s.Start:s.End]), "{{") {
			r.add(s.Start, "two braces \"{{\" would begin a template action: write it another way")
		}
		s.Line, s.Col = c.position(s.Start)
		s.Start, s.End = lf.offset(s.Start), lf.offset(s.End)
	}
}

func isolatesBalanced(text string) bool {
	open := 0
	for _, c := range text {
		switch {
		case c >= 0x2066 && c <= 0x2068:
			open++
		case c == 0x2069:
			if open--; open < 0 {
				return false
			}
		}
	}
	return open == 0
}
