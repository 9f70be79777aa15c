package po

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/internal/tomltext"
)

var (
	conflictLine = regexp.MustCompile(`^[ \t]*(<{7}|={7}|>{7}|\|{7})( |$)`)
	conflictEnd  = regexp.MustCompile(`(?m)^[ \t]*>{7}.*$`)
	wordLine     = regexp.MustCompile(`^[ \t]*([A-Za-z_]+(?:\[[0-9]*\]?)?)[ \t]*(.*)$`)
	stringStart  = regexp.MustCompile(`^[ \t]*("|msg[a-z_]+|#|$)`)
)

// keywords are those of PO, by what people make of them.
var keywords = []string{"msgctxt", "msgid", "msgid_plural", "msgstr"}

// quotes are the marks that people and editors put around a text in the place of ".
const quotes = "\"'“”„‟«»‹›‘’‚‛″＂＇`"

// explain returns what a person did in the line of an offset that cannot be read (R46), with the line as it should be where that is certain, and the
// offset behind the last line that is spoilt. msg is what the parser says.
func (p *parser) explain(offset int, msg string) (explained string, end int) {
	start := bytes.LastIndexByte(p.Data[:offset], '\n') + 1
	line := p.line(start)
	end = start + len(line)
	if conflictLine.MatchString(line) {
		const longest = 1 << 20
		rest := string(p.Data[start:min(len(p.Data), start+longest)])
		if m := conflictEnd.FindStringIndex(rest); m != nil {
			end, rest = start+m[1], rest[:m[1]]
		}
		return tomltext.ConflictAdvice(rest), end
	}
	keyword, value := "", strings.TrimSpace(line)
	m := wordLine.FindStringSubmatch(line)
	if m != nil {
		keyword = meantKeyword(m[1])
	}
	if value == "" && keyword == "" {
		return msg, end
	}
	if keyword == "" && (!strings.Contains(quotes, string([]rune(value)[:1]))) {
		return "this line belongs to no entry: put # before it, or put it between the quotation marks that it belongs to: write it as # " + value, end
	}
	if keyword != "" {
		value = strings.TrimSpace(m[2])
		if m[1] != keyword && utf8.ValidString(line) && strings.HasPrefix(value, `"`) {
			return fmt.Sprintf("%s is none of the words of a PO file: write it as %s %s", m[1], keyword, value), end
		}
	}
	if value == "" || strings.Contains(msg, "cannot stand here") && wellQuoted(value) {
		return msg, end
	}
	text := strings.Trim(value, quotes)
	reason := reasonOf(value)
	if next := p.line(end + 1); end < len(p.Data) && !strings.HasSuffix(value, `"`) && !stringStart.MatchString(next) && strings.HasSuffix(strings.TrimSpace(next), `"`) {
		text, end = text+" "+strings.TrimRight(strings.TrimSpace(next), quotes), end+1+len(next)
		reason = "the text goes on over several lines: put each of them between quotation marks of its own"
	}
	last := len(bytes.TrimSpace(p.Data[min(end, len(p.Data)):])) == 0
	if reason == "" || last && !strings.HasSuffix(value, `"`) { // a file that was cut short ends so, too
		return msg, end
	}
	if reason == outside { // nobody knows where in the text it belongs
		return reason, end
	}
	return reason + ": write it as " + strings.TrimSpace(keyword+` "`+escape(meant(text))+`"`), end
}

// line returns the line that begins at an offset.
func (p *parser) line(start int) string {
	line, _, _ := bytes.Cut(p.Data[min(start, len(p.Data)):], []byte("\n"))
	return strings.TrimRight(string(line), "\r")
}

// meantKeyword returns the keyword that a word is but for its case or two letters changed round, "" where it is none.
func meantKeyword(word string) string {
	name, index, _ := strings.Cut(strings.ToLower(word), "[")
	for _, k := range keywords {
		if sameLetters(name, k) {
			if index = strings.TrimRight(index, "]"); index != "" {
				k += "[" + index + "]"
			}
			return k
		}
	}
	return ""
}

// sameLetters reports whether two words begin alike and have the same letters.
func sameLetters(a, b string) bool {
	if len(a) != len(b) || a[0] != b[0] {
		return false
	}
	for _, r := range b {
		if strings.Count(a, string(r)) != strings.Count(b, string(r)) {
			return false
		}
	}
	return true
}

const outside = "text stands behind the quotation marks: put it between them"

func wellQuoted(value string) bool {
	return len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' && len(marksIn(value[1:len(value)-1])) == 0 && badEscape(value) == ""
}

// reasonOf returns what is wrong with the text of a line, "" where nothing is.
func reasonOf(value string) string {
	first, _ := utf8.DecodeRuneInString(value)
	last, _ := utf8.DecodeLastRuneInString(value)
	marks := 0
	if first == '"' && len(value) > 1 {
		marks = len(marksIn(value[1 : len(value)-1]))
	}
	switch code := badEscape(value); {
	case first > utf8.RuneSelf && strings.ContainsRune(quotes, first):
		return fmt.Sprintf("%c (U+%04X) is a typographic quotation mark: around the text write \"", first, first)
	case first != '"':
		return `the quotation mark " before the text is missing`
	case last == '"' && marks > 0:
		return `a quotation mark " inside the text ends it: put a backslash before it`
	case marks == 1:
		return outside
	case last > utf8.RuneSelf && strings.ContainsRune(quotes, last):
		return fmt.Sprintf("the text ends with %c, a typographic quotation mark (U+%04X): write \" there", last, last)
	case last != '"' || strings.HasSuffix(value, `\"`) || value == `"`:
		return `the quotation mark " at the end of the text is missing`
	case code != "":
		return fmt.Sprintf(`a backslash begins a code, and %s is none: write \\ for a backslash`, code)
	}
	return ""
}

// marksIn returns where a mark stands in a text without a backslash before it.
func marksIn(text string) (found []int) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			found = append(found, i)
		}
	}
	return found
}

var knownEscape = regexp.MustCompile(`^\\(?:[abtnvfr"\\]|[0-7]{1,3}|x[0-9a-fA-F]{1,2})`)

// badEscape returns the first backslash that begins no code, with the character behind it.
func badEscape(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			m := knownEscape.FindString(text[i:])
			if m == "" {
				_, size := utf8.DecodeRuneInString(text[i+1:])
				return text[i : i+1+size]
			}
			i += len(m) - 1
		}
	}
	return ""
}

// meant returns the text that stands between marks, with the codes that everybody writes.
func meant(text string) string {
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\t`, "\t").Replace(text)
}
