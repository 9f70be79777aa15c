package tomltext

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// value is what stands behind an equals sign and is no TOML.
type value struct {
	*explainer
	raw    string // without white space around it
	trail  string // a comment behind it, with the space before it
	name   string
	offset int // in the line
	mended string
	has    bool // mended is certain
}

var trailingComment = regexp.MustCompile(`^(.*["'])([ \t]+#[^"']*)$`)

func valueOf(raw string, x *explainer) *value {
	v := &value{explainer: x, raw: raw}
	if m := trailingComment.FindStringSubmatch(raw); m != nil {
		v.raw, v.trail = m[1], m[2]
	}
	return v
}

// mend sets the text that was meant.
func (v *value) mend(text string) { v.mended, v.has = Quote(strings.TrimSpace(text)), true }

func (v *value) point(in int) { v.at = v.offset + in }

func (v *value) explain() string {
	first, _ := utf8.DecodeRuneInString(v.raw)
	v.point(0)
	switch date, isDate := Date(v.raw); {
	case v.raw == "":
		v.mend("")
		return "behind the equals sign stands nothing"
	case isDate && first != '"' && first != '\'':
		v.mended, v.has = date, date != ""
		return "a date is written year-month-day, as 2026-01-31"
	case strings.HasPrefix(v.raw, `"""`) || strings.HasPrefix(v.raw, `'''`):
		return v.several()
	case first == '"' || first == '\'':
		return v.quoted(string(first))
	case strings.ContainsRune(quotes, first):
		return v.typographic(first)
	}
	return v.bare()
}

// several explains a text between three quotation marks.
func (v *value) several() string {
	mark := v.raw[:3]
	if inner, ok := strings.CutSuffix(v.raw[3:], mark); ok {
		return v.flawed(inner, mark[:1], "the text")
	}
	if n := strings.Index(v.raw[3:], mark); n >= 0 {
		v.point(n + 6)
		return fmt.Sprintf("text stands behind the %s that ends the text: put it before them", mark)
	}
	if n := strings.Index(string(v.text[v.start+v.offset+3:]), mark); n >= 0 && !strings.Contains(string(v.text[v.start:][:v.offset+3+n]), "\n[") {
		return v.flawed(string(v.text[v.start+v.offset+3:][:n]), mark[:1], "the text")
	}
	return fmt.Sprintf("the text begins with three quotation marks and has none at its end: put %s there", mark)
}

// quoted explains a text that begins with a straight quotation mark.
func (v *value) quoted(mark string) string {
	body := v.raw[1:]
	marks := marksIn(body, mark)
	last := len(body) - 1
	switch {
	case len(marks) == 0:
		return v.unclosed(body, mark)
	case len(marks) == 1 && marks[0] == last:
		return v.flawed(body[:last], mark, "the text")
	case len(marks) == 1:
		return v.outside(body, marks[0])
	case marks[len(marks)-1] == last:
		return v.inner(body[:last], marks[:len(marks)-1], mark)
	}
	v.point(marks[0] + 1)
	return v.inner(body, marks, mark)
}

// marksIn returns where the mark stands in a body without a backslash before it, which only matters for ".
func marksIn(body, mark string) (found []int) {
	for i := 0; i < len(body); i++ {
		switch {
		case body[i] == '\\' && mark == `"`:
			i++
		case body[i] == mark[0]:
			found = append(found, i)
		}
	}
	return found
}

const apostrophe = "an apostrophe ' inside the text ends it: put the text between two \" marks"

func letterBefore(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// inner explains quotation marks inside a text.
func (v *value) inner(body string, marks []int, mark string) string {
	v.point(marks[0] + 1)
	if len(marks) == 2 && marks[0] == 0 && marks[1] == len(body)-1 {
		v.mend(decode(body[1:marks[1]], mark))
		return "the quotation marks stand twice"
	}
	pieces := len(marks) == 2 && strings.Trim(body[marks[0]+1:marks[1]], " \t,;+") == ""
	if !pieces {
		v.mend(decode(body, mark))
	}
	if mark == "'" {
		return apostrophe
	}
	return `a quotation mark " inside the text ends it: put the text between two ' marks, or a backslash before each " inside it`
}

// outside explains text behind the mark that ends the text.
func (v *value) outside(body string, end int) string {
	after := body[end+1:]
	v.point(end + 2 + len(after) - len(strings.TrimLeft(after, " \t")))
	after = strings.TrimSpace(after)
	switch {
	case v.raw[0] == '\'' && end > 0 && unicode.IsLetter(letterBefore(body[:end])) && len(after) > 0 && strings.HasPrefix(body[end+1:], after):
		v.point(end + 1)
		v.mend(body)
		return apostrophe
	case strings.Trim(after, ",;") == "":
		v.mended, v.has = v.raw[:end+2], true
		return fmt.Sprintf("a %s stands behind the text: take it away", after[:1])
	case strings.Trim(after, ".!?…。！？؟।:") == "":
		v.mend(decode(body[:end], v.raw[:1]) + after)
		return "text stands outside the quotation marks: put it between them"
	}
	return fmt.Sprintf("text stands outside the quotation marks: put it between them; a %s that belongs to the text itself needs the other kind of marks around the whole, \" or '", v.raw[:1])
}

// unclosed explains a text without a mark at its end.
func (v *value) unclosed(body, mark string) string {
	v.point(len(v.raw))
	closing, size := utf8.DecodeLastRuneInString(body)
	switch {
	case strings.HasSuffix(body, `\`+mark):
		v.point(len(v.raw) - 2)
		v.mend(decode(body[:len(body)-2], mark))
		return "a backslash stands before the quotation mark at the end, so that it ends nothing: take the backslash away"
	case size == 1 && strings.ContainsRune(`"'`, closing) && strings.Count(body, string(closing)) == 1:
		v.point(len(v.raw) - 1)
		v.mend(decode(body[:len(body)-1], mark))
		return fmt.Sprintf("the text begins with %s and ends with %c: the two marks must be the same", mark, closing)
	case size > 1 && strings.ContainsRune(quotes, closing) && !balanced(body, closing):
		v.point(len(v.raw) - size)
		v.mend(decode(body[:len(body)-size], mark))
		return fmt.Sprintf("the text ends with %c, a typographic quotation mark (U+%04X): write %s there", closing, closing, mark)
	}
	if lines, ok := v.continuation(mark); ok {
		v.mend(decode(strings.Join(append([]string{body}, lines...), " "), mark))
		return "the text goes on over several lines: write it on one line"
	}
	if !strings.Contains(body, " #") {
		v.mend(decode(body, mark))
	}
	return fmt.Sprintf("the quotation mark %s at the end of the text is missing", mark)
}

var notText = regexp.MustCompile(`^[ \t]*($|#|\[[A-Za-z0-9_."/-]+\]|[A-Za-z0-9_-]+[ \t]*=)`)

// continuation returns the lines below that belong to the text, without the mark that ends them. ok is false where none does.
func (v *value) continuation(mark string) (lines []string, ok bool) {
	const most = 50
	for at := v.start + lineLength(v.text[v.start:]) + 1; at < len(v.text) && len(lines) < most; {
		line := string(v.text[at : at+lineLength(v.text[at:])])
		if notText.MatchString(line) {
			return nil, false
		}
		at += len(line) + 1
		text := strings.TrimSpace(line)
		if inner, last := strings.CutSuffix(text, mark); last && len(marksIn(text, mark)) == 1 {
			v.end = at - 1
			return append(lines, inner), true
		}
		lines = append(lines, text)
	}
	return nil, false
}

// bare explains a value without a quotation mark before it.
func (v *value) bare() string {
	switch word := strings.ToLower(v.raw); {
	case slices.Contains([]string{"critical", "keep"}, v.name) && slices.Contains([]string{"true", "yes", "on"}, word):
		v.mended, v.has = "true", true
		return v.name + " is true or false"
	case slices.Contains([]string{"critical", "keep"}, v.name) && slices.Contains([]string{"false", "no", "off"}, word):
		v.mended, v.has = "false", true
		return v.name + " is true or false"
	case v.raw[0] == '[' || v.raw[0] == '{':
		return "the list is not whole: it stands between [ and ], its texts between quotation marks, with commas between them"
	case strings.Trim(v.raw, "0123456789_") == "":
		v.mended, v.has = strings.TrimLeft(v.raw[:len(v.raw)-1], "0_")+v.raw[len(v.raw)-1:], true
		return "a number has no zeros before it"
	}
	last := v.raw[len(v.raw)-1:]
	text, closed := strings.CutSuffix(v.raw, `"`)
	switch {
	case closed && !strings.Contains(text, `"`):
		v.mend(decode(text, `"`))
		return "the quotation mark \" before the text is missing"
	case !strings.ContainsAny(v.raw, `"`) && last != "'":
		v.mend(v.raw)
		return "the text stands between no quotation marks: put \" before it and behind it"
	}
	return "text stands outside the quotation marks: put it between them"
}
