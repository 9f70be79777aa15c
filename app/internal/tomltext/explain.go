package tomltext

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Explanation says what is wrong at a place that TOML cannot read.
type Explanation struct {
	Offset int    // what to point at
	End    int    // after the last line that is spoilt: reading can go on here
	Msg    string // what was done, what to do, and the mended line where it is certain
	Header string // the line as it should be, where it was meant as the key of an entry and that is certain
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
	msg, header := x.explain(), ""
	if strings.HasPrefix(x.mended, "[") && readable(x.mended) {
		header = x.mended
	}
	isolated := strings.ContainsAny(x.mended, "\u2066\u2067\u2068\u2069") // a terminal is given their numbers, which are no codes between ' marks
	if x.mended != "" && len(x.mended) <= maxShown && !isolated && readable(x.mended) {
		msg += ": write it as " + x.mended
	}
	return Explanation{Offset: start + max(0, min(x.at, end-start)), End: min(x.end+1, len(text)), Msg: msg, Header: header}
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
	conflictMark = regexp.MustCompile(`^[ \t]*(<{7}|={7}|>{7}|\|{7})( |$)`)
	statement    = regexp.MustCompile(`^([^="'“”„«]*?)[\s\p{Z}\x{200B}\x{FEFF}]*(:=|=>|==|=|＝)[\s\p{Z}\x{200B}\x{FEFF}]*(.*)$`)
	colon        = regexp.MustCompile(`^[ \t]*"?([A-Za-z0-9_-]+)"?[ \t]*[:：—–][ \t]*(.+)$`)
	noEquals     = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_-]+)[ \t]+(["'“„«‘].*)$|^[ \t]*(order|published|updated|review_by)[ \t]+([0-9-]+)[ \t]*$`)
	bareName     = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)
	otherComment = regexp.MustCompile(`^(?://+|;+|--|/\*|<!--)[ \t]*(.*?)[ \t]*(?:\*/|-->)?$`)
	leftBefore   = regexp.MustCompile(`^[ \t]*[>+*•-][>+*•\t -]*`)
)

func (x *explainer) explain() string {
	if m := conflictMark.FindString(x.line); m != "" {
		return x.conflict(strings.TrimSpace(m))
	}
	trimmed := strings.TrimSpace(x.line)
	if strings.HasPrefix(trimmed, "#") {
		return x.control("this comment")
	}
	if msg := x.formatCharacter(); msg != "" {
		return msg
	}
	if looksLikeHeader(trimmed) {
		return x.header(trimmed)
	}
	if m := otherComment.FindStringSubmatch(trimmed); m != nil {
		x.at, x.mended = strings.Index(x.line, trimmed), strings.TrimSpace("# "+m[1])
		return "a comment begins with #"
	}
	if m := statement.FindStringSubmatchIndex(x.line); m != nil {
		return x.member(strings.TrimSpace(x.line[m[2]:m[3]]), m[6])
	}
	for _, form := range []*regexp.Regexp{colon, noEquals} {
		if m := form.FindStringSubmatch(x.line); m != nil {
			m = slices.DeleteFunc(m, func(s string) bool { return s == "" })
			x.at = len(x.line) - len(m[2])
			texts := []string{m[2], strings.TrimRight(m[2], ", \t")}
			if slices.Contains(members, m[1]) && !strings.ContainsAny(m[2], `"'|>`) {
				texts = append(texts, Quote(m[2]))
			}
			for _, text := range texts {
				if line := m[1] + " = " + text; x.mended == "" && readable(line) {
					x.mended = line
				}
			}
			return fmt.Sprintf("between %s and its text stands no equals sign", m[1])
		}
	}
	return x.stray(trimmed)
}

// conflict explains a line that git left, and takes all lines to the last of its kind as spoilt.
func (x *explainer) conflict(mark string) string {
	x.at = len(x.line) - len(strings.TrimLeft(x.line, " \t"))
	if !strings.HasPrefix(mark, "<") {
		return ConflictAdvice(x.line)
	}
	const longest = 1 << 20 // bytes of what was not merged
	rest := x.text[x.start:min(len(x.text), x.start+longest)]
	if m := conflictEnd.FindIndex(rest); m != nil {
		x.end = x.start + m[0] + lineLength(rest[m[0]:])
		rest = rest[:m[0]]
	}
	return ConflictAdvice(string(rest))
}

var (
	conflictEnd  = regexp.MustCompile(`(?m)^[ \t]*>{7}`)
	conflictBase = regexp.MustCompile(`(?m)^[ \t]*\|{7}`)
)

// ConflictAdvice says what to do about the lines that git leaves where it cannot merge. lines are some of them.
func ConflictAdvice(lines string) string {
	if conflictBase.MatchString(lines) { // merge.conflictStyle diff3 or zdiff3
		return "two versions of a text were not merged here: keep what is right of the lines between <<<<<<< and >>>>>>>, and delete the lines that begin with <<<<<<<, " +
			"|||||||, ======= and >>>>>>>; those between ||||||| and ======= are what it was before"
	}
	return "two versions of a text were not merged here: keep what is right of the lines between <<<<<<< and >>>>>>>, " +
		"and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
}

// members are the names that stand before texts in catalogs and pages.
var members = strings.Fields("hash zero one two few many other title description published updated review_by")

// stray explains a line that is nothing that TOML has.
func (x *explainer) stray(trimmed string) string {
	x.at = strings.Index(x.line, trimmed)
	name := strings.TrimRight(trimmed, " \t:")
	switch {
	case slices.Contains(members, name):
		x.at, x.mended = x.at+len(name), name+` = ""`
		return "behind " + name + " stands no equals sign and no text"
	case strings.IndexFunc(trimmed, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0:
		if i := strings.IndexFunc(x.line, invisible); i >= 0 {
			x.at = i
			return x.control("this line")
		}
		return "this line is no text of an entry and no comment: delete it"
	}
	x.mended = "# " + trimmed
	return `this line is no text of an entry and no comment: put it between the quotation marks that it belongs to, or make it a comment with # before it`
}

// invisible reports whether a character cannot be seen, and TOML has no place for it.
func invisible(r rune) bool { return r < ' ' && r != '\t' || r == 0x7F }

// control explains a character that cannot be seen and may not stand there. The mended line has none of them: a space for those that part words,
// such as the line break of Word, U+000B.
func (x *explainer) control(where string) string {
	r, size := utf8.DecodeRuneInString(x.line[min(x.at, len(x.line)):])
	if size == 0 || !invisible(r) {
		return where + " cannot be read: write it anew"
	}
	x.mended = strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case '\n' < r && r <= '\r':
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, x.line), " ")
	return fmt.Sprintf("%s holds a character that cannot be seen (U+%04X): delete it", where, r)
}
