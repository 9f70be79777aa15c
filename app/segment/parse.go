package segment

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Parse splits a page into segments. file is its name in faults. Line ends may be LF or CRLF, and a byte order mark may stand first; the texts of
// segments have LF only, and are composed (NFC), whatever the file holds (R40).
// The error is [store.Faults] with every fault in the front matter, the Markdown and the directives, with line and column, up to 100.
func Parse(slug, file string, src []byte) (*Page, error) {
	faults := &faultCollector{file: file, text: src}
	if len(src) > maxPage {
		faults.add(0, "the page is larger than %d MB: split it", maxPage>>20)
		return nil, faults.err()
	}
	lf := store.NewLFText(src)
	faults.text = lf.Text
	if !checkBytes(faults) {
		return nil, faults.err()
	}
	toml, body, ok := splitFrontMatter(faults)
	if !ok {
		return nil, faults.err()
	}
	front, at := parseFrontMatter(faults, toml)
	page := &Page{Slug: slug, File: file, Front: front, source: src}
	b := &blockBuilder{page: page, faults: faults, text: lf.Text}
	b.addSegment(KindTitle, front.Title, at["title"], scope{})
	b.addSegment(KindDescription, front.Description, at["description"], scope{})
	if front.Summary != "" {
		b.addSegment(KindSummary, front.Summary, at["summary"], scope{})
	}
	if checkNesting(faults, body) {
		reader := text.NewReader(lf.Text)
		reader.Advance(body)
		pc := parser.NewContext()
		doc := pageParser.Parse(reader, parser.WithContext(pc))
		b.definitions = pc.References()
		page.Blocks = b.blocks(doc, scope{kind: KindParagraph})
		b.addFootnotes()
	}
	page.checkTexts(faults, lf.Text)
	if err := faults.err(); err != nil {
		return nil, err
	}
	page.locate(lf)
	return page, nil
}

// checkTexts adds the faults of what only the whole text of a segment shows.
func (p *Page) checkTexts(faults *faultCollector, text []byte) {
	for _, s := range p.Segments {
		if !isolatesBalanced(s.Text) {
			faults.add(s.Start, "the text opens a direction isolate (U+2066 to U+2068) without closing it, or the other way round")
		}
		if !s.Kind.IsMarkdown() && strings.Contains(s.Text, "{{") && !strings.Contains(string(text[s.Start:s.End]), "{{") {
			faults.add(s.Start, "%s", templateAdvice)
		}
	}
}

// isolatesBalanced reports whether every direction isolate in text is closed (UAX #9).
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

// locate sets the lines and columns of the segments, and turns their offsets into those of the source.
func (p *Page) locate(lf store.LFText) {
	at, line, col := 0, 1, 1
	for i := range p.Segments {
		s := &p.Segments[i]
		if s.Start < at { // the description is above the title
			at, line, col = 0, 1, 1
		}
		between := lf.Text[at:s.Start]
		if n := bytes.Count(between, []byte{'\n'}); n > 0 {
			line, col = line+n, 1
			between = between[bytes.LastIndexByte(between, '\n')+1:]
		}
		at, col = s.Start, col+utf8.RuneCount(between)
		s.Line, s.Col = line, col
		s.Start, s.End = lf.SourceOffset(s.Start), lf.SourceOffset(s.End)
	}
}

// maxFaults is how many faults of one page are collected: enough to correct a page in one go, and a limit for a hostile one.
const maxFaults = 100

type faultCollector struct {
	file   string
	text   []byte
	faults store.Faults
}

func (f *faultCollector) add(offset int, format string, args ...any) {
	if len(f.faults) < maxFaults {
		f.faults = append(f.faults, store.At(f.file, f.text, offset, format, args...))
	}
}

// err returns the faults in the order of the page, nil if there are none.
func (f *faultCollector) err() error {
	slices.SortStableFunc(f.faults, func(a, b *store.Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return f.faults.Err()
}
