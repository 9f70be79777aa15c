package segment

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

const (
	maxPage    = 8 << 20  // bytes of a page
	maxLines   = 200_000  // lines of a page
	maxText    = 16 << 10 // bytes of one text: what a pathological one costs grows with its square
	maxMarkers = 16       // list and quote marks at the start of one line
	maxIndent  = 120      // columns before the last of them
)

// source is a page with line feeds only, and the way back to the offsets of its real bytes.
type source struct {
	text    []byte
	removed []int // offsets in text of the line feeds that had a carriage return before them
}

func newSource(src []byte) source {
	if bytes.IndexByte(src, '\r') < 0 {
		return source{text: src}
	}
	s := source{text: make([]byte, 0, len(src))}
	for i, b := range src {
		if b == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			s.removed = append(s.removed, len(s.text))
			continue
		}
		s.text = append(s.text, b)
	}
	return s
}

// offset gives the place in the real bytes of an offset in text.
func (s source) offset(i int) int { return i + sort.SearchInts(s.removed, i) }

// checkBytes reports what no page may hold anywhere. It is false where reading on makes no sense.
func checkBytes(r *report) bool {
	if len(r.text) > maxPage {
		r.add(0, "the page is larger than %d MB: split it", maxPage>>20)
		return false
	}
	if bytes.Count(r.text, []byte{'\n'}) > maxLines {
		r.add(0, "the page has more than %d lines: split it", maxLines)
		return false
	}
	if !utf8.Valid(r.text) {
		at := invalidByte(r.text)
		r.add(at, "the byte 0x%02X is not UTF-8: save the page as UTF-8", r.text[at])
		return false
	}
	for i, c := range string(r.text) {
		if why := forbidden(c); why != "" {
			r.add(i, "%U: %s", c, why)
		}
	}
	for from := 0; ; {
		i := bytes.Index(r.text[from:], []byte("{{"))
		if i < 0 {
			break
		}
		r.add(from+i, "two braces \"{{\" would begin a template action: write it another way")
		from += i + 2
	}
	return true
}

func invalidByte(text []byte) int {
	at := 0
	for at < len(text) {
		c, n := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// forbidden says why a character may stand in no page, or "".
func forbidden(c rune) string {
	switch {
	case c == '\n' || c == '\t':
		return ""
	case c == '\r':
		return "a carriage return without a line feed: save the page with one kind of line ends"
	case c == 0xFEFF:
		return "a byte order mark: save the page as UTF-8 without it"
	case c >= 0x202A && c <= 0x202E:
		return "this character turns the direction of text: take it out"
	case c < 0x20, c >= 0x7F && c < 0xA0, c == 0x2028, c == 0x2029:
		return "a control character: take it out"
	}
	return ""
}

// checkDepth reports lines whose lists and quotes are nested deeper than a reader can follow and a parser should.
func checkDepth(r *report, from int) bool {
	found := len(r.faults)
	for start := from; start < len(r.text); {
		end := len(r.text)
		if i := bytes.IndexByte(r.text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if markers, col := containerMarks(r.text[start:end]); markers > maxMarkers || col > maxIndent {
			r.add(start, "lists and quotes are nested too deep here: use fewer levels")
		}
		start = end + 1
	}
	return len(r.faults) == found
}

// containerMarks counts the marks of lists and quotes that a line begins with, and gives the column of the last.
func containerMarks(line []byte) (markers, last int) {
	for i, col := 0, 0; i < len(line); {
		n := 0
		switch c := line[i]; {
		case c == ' ':
			i, col = i+1, col+1
			continue
		case c == '\t':
			i, col = i+1, col+4-col%4
			continue
		case c == '>':
			n = 1
		default:
			n = listMark(line[i:])
		}
		if n == 0 {
			break
		}
		markers, last = markers+1, col
		i, col = i+n, col+n
	}
	return markers, last
}

// listMark gives the length of the list mark that a line begins with, or 0.
func listMark(line []byte) int {
	n := 0
	if len(line) > 0 && bytes.IndexByte([]byte("-+*"), line[0]) >= 0 {
		n = 1
	} else {
		for n < len(line) && n < 9 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == 0 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}
