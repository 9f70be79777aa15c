package tomltext

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
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

// apart is how a line begins that belongs to no text above it.
var apart = regexp.MustCompile(`^[ \t]*(\r?\n[ \t]*)*($|#|\[[A-Za-z0-9_."/-]+\]|[A-Za-z0-9_-]+[ \t]*=)`)

// several explains a text between three quotation marks.
func (v *value) several() string {
	mark := v.raw[:3]
	if inner, ok := strings.CutSuffix(v.raw[3:], mark); ok {
		return v.flawed(inner, mark[:1], "the text")
	}
	if n := strings.Index(v.raw[3:], mark); n >= 0 {
		v.point(n + 6)
		if after := v.raw[n+6:]; strings.Trim(after, mark[:1]) != "" {
			v.mend(v.raw[3:n+3] + after)
		}
		return fmt.Sprintf("text stands behind the %s that ends the text: put it before them", mark)
	}
	if n := strings.Index(string(v.text[v.start+v.offset+3:]), mark); n >= 0 && !strings.Contains(string(v.text[v.start:][:v.offset+3+n]), "\n[") {
		return v.flawed(string(v.text[v.start+v.offset+3:][:n]), mark[:1], "the text")
	}
	if next := v.start + lineLength(v.text[v.start:]) + 1; next >= len(v.text) || apart.Match(v.text[next:]) {
		if text := strings.TrimRight(v.raw[3:], mark[:1]); text != "" {
			v.mend(decode(text, mark[:1]))
		}
	}
	return fmt.Sprintf("the text begins with three quotation marks and has none at its end: put %s there", mark)
}

var decimalComma = regexp.MustCompile(`^[0-9]+,[0-9]+$`)

// bare explains a value without a quotation mark before it.
func (v *value) bare() string {
	switch word := strings.ToLower(v.raw); {
	case slices.Contains([]string{"critical", "keep"}, v.name) && slices.Contains([]string{"true", "yes", "on"}, word):
		v.mended, v.has = "true", true
		return v.name + " is true or false"
	case slices.Contains([]string{"critical", "keep"}, v.name) && slices.Contains([]string{"false", "no", "off"}, word):
		v.mended, v.has = "false", true
		return v.name + " is true or false"
	case slices.Contains([]string{"null", "nil", "none", "undefined", "~", "-"}, word):
		v.mend("")
		return "a text that is not there yet is written as two quotation marks"
	case strings.HasPrefix(v.raw, "&quot;") || strings.HasPrefix(v.raw, "&#34;"):
		v.mend(strings.Trim(html.UnescapeString(v.raw), `"`))
		return "the quotation marks are written as in a web page: put \" in their place"
	case decimalComma.MatchString(v.raw):
		v.mended, v.has = strings.Replace(v.raw, ",", ".", 1), true
		return "a number has a point before its fraction, not a comma"
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
