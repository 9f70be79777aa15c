package tomltext

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Explanation says what is wrong at a place that TOML cannot read.
type Explanation struct {
	Offset int    // what to point at
	End    int    // after the last line that is spoilt: reading can go on here
	Msg    string // what was done, what to do, and the mended line where it is certain
}

// Explain explains a syntax error of a TOML file at an offset, which is the one that the parser of go-toml gave. What stands before the offset from
// was read.
func Explain(text []byte, from, offset int) Explanation {
	offset = max(from, min(offset, len(text)))
	if offset == len(text) || text[offset] == '\n' { // the end of a line belongs to it
		offset = max(0, offset-1)
		if offset > 0 && text[offset] == '\n' {
			offset--
		}
	}
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	if at := openString(text[:start], min(from, start)); at >= 0 {
		start = at
	}
	end := start + lineLength(text[start:])
	x := explainer{text: text, start: start, line: strings.TrimRight(string(text[start:end]), "\r"), at: offset - start, end: end}
	msg := x.explain()
	if x.mended != "" && len(x.mended) <= maxShown && readable(x.mended) {
		msg += ": write it as " + x.mended
	}
	return Explanation{Offset: start + max(0, min(x.at, end-start)), End: min(x.end+1, len(text)), Msg: msg}
}

const maxShown = 2000 // bytes of the longest line that is shown mended

func lineLength(text []byte) int {
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		return n
	}
	return len(text)
}

var opensLines = regexp.MustCompile(`(?m)^[ \t]*[A-Za-z0-9_.-]+[ \t]*=[ \t]*("""|''')`)

// openString returns where the line begins, from an offset on, whose text of several lines is still open at the end of text, -1 where none is.
func openString(text []byte, from int) int {
	for at := from; ; {
		m := opensLines.FindSubmatchIndex(text[at:])
		if m == nil {
			return -1
		}
		begin, body := at+m[0], at+m[1]
		n := bytes.Index(text[body:], text[at+m[2]:at+m[3]])
		if n < 0 {
			return begin
		}
		at = body + n + 3
	}
}

// readable reports whether TOML reads a line as one member or one header, or as a comment.
func readable(line string) bool {
	var p unstable.Parser
	p.Reset([]byte(line))
	n := 0
	for p.NextExpression() {
		n++
	}
	return p.Error() == nil && (n == 1 || n == 0 && strings.HasPrefix(line, "#"))
}

// explainer explains one line.
type explainer struct {
	text   []byte
	start  int // of the line
	line   string
	at     int    // in the line, what to point at
	end    int    // of the last spoilt line
	mended string // the line as it should be; "" where that is not certain
}

var (
	conflictMark = regexp.MustCompile(`^(<{7}|={7}|>{7}|\|{7})( |$)`)
	statement    = regexp.MustCompile(`^([^="'“”„«]*?)[\s\p{Z}\x{200B}\x{FEFF}]*([=＝])[\s\p{Z}\x{200B}\x{FEFF}]*(.*)$`)
	colon        = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_-]+)[ \t]*[:：][ \t]*(.*)$`)
	noEquals     = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_-]+)[ \t]+(["'“„«‘].*)$|^[ \t]*(order|published|updated|review_by)[ \t]+([0-9-]+)[ \t]*$`)
	bareName     = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)
	headerStart  = regexp.MustCompile(`^(\[+)[ \t]*([A-Za-z0-9_./"-]*[A-Za-z0-9_"-])[ \t]*\]*[ \t]*$`)
)

func (x *explainer) explain() string {
	if m := conflictMark.FindString(x.line); m != "" {
		x.at = 0
		if n := bytes.Index(x.text[x.start:], []byte("\n>>>>>>>")); n >= 0 && strings.HasPrefix(m, "<") {
			n += x.start + 1
			x.end = n + lineLength(x.text[n:])
		}
		return ConflictAdvice
	}
	trimmed := strings.TrimSpace(x.line)
	switch {
	case strings.HasPrefix(trimmed, "#"):
		return x.control("this comment")
	case strings.HasPrefix(trimmed, "["):
		return x.header(trimmed)
	}
	if m := statement.FindStringSubmatchIndex(x.line); m != nil {
		return x.member(strings.TrimSpace(x.line[m[2]:m[3]]), m[6])
	}
	for _, form := range []*regexp.Regexp{colon, noEquals} {
		if m := form.FindStringSubmatch(x.line); m != nil {
			m = slices.DeleteFunc(m, func(s string) bool { return s == "" })
			x.at = len(x.line) - len(m[2])
			x.mended = m[1] + " = " + m[2]
			if !readable(x.mended) {
				x.mended = ""
			}
			return fmt.Sprintf("between %s and its text stands no equals sign", m[1])
		}
	}
	x.at = strings.Index(x.line, trimmed)
	if slices.Contains(members, trimmed) {
		x.at, x.mended = x.at+len(trimmed), trimmed+` = ""`
		return "behind " + trimmed + " stands no equals sign and no text"
	}
	x.mended = "# " + trimmed
	return `this line is no text of an entry and no comment: put it between the quotation marks that it belongs to, or make it a comment with # before it`
}

// members are the names that stand before texts in catalogs and pages.
var members = strings.Fields("hash zero one two few many other title description published updated review_by")

// ConflictAdvice says what to do about the lines that git leaves where it cannot merge.
const ConflictAdvice = "two versions of a text were not merged here: keep what is right of the lines between <<<<<<< and >>>>>>>, " +
	"and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"

// header explains a line that begins with a bracket.
func (x *explainer) header(trimmed string) string {
	if m := headerStart.FindStringSubmatch(trimmed); m != nil {
		x.at, x.mended = len(strings.TrimRight(x.line, " \t")), m[1]+m[2]+strings.Repeat("]", len(m[1]))
		return "the bracket ] at the end of the key is missing"
	}
	x.at = strings.IndexByte(x.line, '[')
	return "a key stands between brackets, [page.section.p1], on a line of its own, and is made of letters a to z, digits, - and _"
}

// control explains a character that cannot be seen and may not stand there.
func (x *explainer) control(where string) string {
	r, size := utf8.DecodeRuneInString(x.line[min(x.at, len(x.line)):])
	if size == 0 || !MustEscape(r) || r == '\t' {
		return where + " cannot be read: write it anew"
	}
	x.mended = x.line[:x.at] + x.line[x.at+size:]
	return fmt.Sprintf("%s holds a character that cannot be seen (U+%04X): delete it", where, r)
}

// member explains a line "name = value". value is the offset of the value in the line.
func (x *explainer) member(name string, value int) string {
	clean := strings.Map(func(r rune) rune {
		if r > 0x7F || r < ' ' {
			return -1
		}
		return r
	}, name)
	v := strings.TrimRight(x.line[value:], " \t\u00A0\u3000\u200B")
	if !bareName.MatchString(clean) {
		x.at = strings.Index(x.line, name)
		return fmt.Sprintf("%q is no name: before the equals sign stands one word, such as other", name)
	}
	if plain := clean + " = " + v; clean != name && readable(plain) {
		x.at, x.mended = strings.IndexFunc(x.line, func(r rune) bool { return r > 0x7F || r < ' ' && r != '\t' }), plain
		return "the name before the equals sign holds a character that does not belong there"
	} else if readable(plain) { // what stands around the equals sign is wrong
		x.at, x.mended = strings.Index(x.line, name)+len(name), plain
		x.at += strings.IndexFunc(x.line[x.at:], func(r rune) bool { return !strings.ContainsRune(" \t=", r) })
		return "around the equals sign stands a character that is neither = nor a plain space"
	}
	own := valueOf(v, x)
	own.name, own.offset = clean, value
	msg := own.explain()
	if own.has {
		x.mended = clean + " = " + own.mended + own.trail
	}
	return msg
}
