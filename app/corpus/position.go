package corpus

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// positionInCatalog returns the position in the file of a byte of a message's text, as exactly as the spelling of the value allows.
func positionInCatalog(f *catalog.File, m catalog.Message, form string, offset int) Position {
	line, col := m.Position(form)
	data := f.Bytes()
	if start := offsetOf(data, line, col); start < len(data) && m.Forms.Get(form) != "" { // the line of an empty form, or of none, is exact enough
		line, col = store.Position(data, start+rawOffset(string(data[start:]), offset))
	}
	return Position{line, col}
}

// offsetOf returns the byte at a line and a column, and len(data) if there is none.
func offsetOf(data []byte, line, col int) int {
	rest := data
	for range line - 1 {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	for range col - 1 {
		_, n := utf8.DecodeRune(rest)
		rest = rest[n:]
	}
	return len(data) - len(rest)
}

// rawOffset returns the offset in a TOML string, as it is spelled, of the byte at an offset of its value (TOML 1.0, "String").
func rawOffset(raw string, offset int) int {
	at, basic := 1, strings.HasPrefix(raw, `"`)
	if strings.HasPrefix(raw, `"""`) || strings.HasPrefix(raw, "'''") {
		at = 3
		at += len(raw[at:]) - len(strings.TrimPrefix(strings.TrimPrefix(raw[at:], "\r"), "\n"))
	}
	for value := 0; value < offset && at < len(raw); {
		size, width := 1, 1
		if basic && raw[at] == '\\' {
			size, width = escape(raw[at:])
		}
		if value+width > offset {
			break
		}
		at, value = at+size, value+width
	}
	return min(at, len(raw))
}

// escape returns how many bytes an escape sequence of a basic string has, and how many its value has.
func escape(raw string) (size, width int) {
	// Where a line ends in a backslash, white space up to the next word is no part of the value.
	if rest := strings.TrimLeft(raw[1:], " \t\r\n"); len(rest) < len(raw)-1 {
		return len(raw) - len(rest), 0
	}
	r, _, rest, err := strconv.UnquoteChar(raw, '"')
	if err != nil { // Go does not have \e
		return min(2, len(raw)), 1
	}
	return len(raw) - len(rest), utf8.RuneLen(r)
}

// positionInPage returns the position in the page of a byte of a segment's text. The two are read in parallel, because the text has its white
// space normalised and the marks at the start of lines removed.
func positionInPage(p *segment.Page, i, offset int) Position {
	seg := p.Segments[i]
	raw, at := p.Raw(i), 0
	for _, r := range seg.Text[:min(offset, len(seg.Text))] {
		if unicode.IsSpace(r) {
			continue
		}
		j := strings.IndexRune(raw[at:], r)
		if j < 0 {
			return Position{seg.Line, seg.Col}
		}
		at += j + utf8.RuneLen(r)
	}
	at += len(raw[at:]) - len(strings.TrimLeft(raw[at:], " \t\r\n"))
	line, col := store.Position(p.Source(), seg.Start+at)
	return Position{line, col}
}
