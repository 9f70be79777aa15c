package tomltext

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// doubled reports whether the marks in a text all stand in pairs.
func doubled(body string, marks []int) bool {
	for i := 0; i < len(marks); i += 2 {
		if i+1 == len(marks) || marks[i+1] != marks[i]+1 {
			return false
		}
	}
	return len(marks) > 2 && marks[0] > 0 && marks[len(marks)-1] < len(body)-1
}

// secondMember is what follows a text where the end of its line is lost.
var secondMember = regexp.MustCompile(`^[ \t]+(hash|description|zero|one|two|few|many|other)[ \t]*=`)

// meant is [decode] for a text that ends too early: between two ' marks a backslash before a ' was to keep it.
func meant(body, mark string) string {
	if mark == "'" {
		return strings.ReplaceAll(body, `\'`, "'")
	}
	return decode(body, mark)
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
		if doubled(body, marks) { // as spreadsheets write them
			body = strings.ReplaceAll(body, mark+mark, mark)
		}
		v.mend(meant(body, mark))
	}
	if mark == "'" {
		return apostrophe
	}
	if m := secondMember.FindStringSubmatchIndex(body[marks[0]+1:]); m != nil {
		v.has = false
		v.point(marks[0] + 2 + m[2])
		return "two lines run together: write what follows on a line of its own"
	}
	return `a quotation mark " inside the text ends it: put the text between two ' marks, or a backslash before each " inside it`
}

// outside explains text behind the mark that ends the text.
func (v *value) outside(body string, end int) string {
	after := body[end+1:]
	v.point(end + 2 + len(after) - len(strings.TrimLeft(after, " \t")))
	after = strings.TrimSpace(after)
	switch {
	case after == "":
		return v.control("the line")
	case v.raw[0] == '\'' && end > 0 && unicode.IsLetter(letterBefore(body[:end])) && len(after) > 0 && strings.HasPrefix(body[end+1:], after):
		v.point(end + 1)
		v.mend(meant(body, "'"))
		return apostrophe
	case secondMember.MatchString(" " + after):
		return "two lines run together: write what follows on a line of its own"
	case otherComment.MatchString(after) && strings.ContainsFunc(after, unicode.IsLetter):
		v.mended, v.has = v.raw[:end+2]+strings.TrimRight(" # "+otherComment.FindStringSubmatch(after)[1], " "), true
		return "a comment begins with #"
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
		lines = append([]string{body}, lines...)
		for i, l := range lines { // as in several languages a backslash at the end of a line goes on in the next
			lines[i] = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(l), `\`))
		}
		v.mend(decode(strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), " "), mark))
		return "the text goes on over several lines: write it on one line"
	}
	if !strings.Contains(body, " #") {
		v.mend(decode(body, mark))
	}
	return fmt.Sprintf("the quotation mark %s at the end of the text is missing", mark)
}

var notText = regexp.MustCompile(`^[ \t]*(#|\[[A-Za-z0-9_."/-]+\]|[A-Za-z0-9_-]+[ \t]*=)`)

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
