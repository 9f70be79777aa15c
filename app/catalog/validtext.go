package catalog

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"sync"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
)

// flaw is one thing wrong with a text. at is what to point at, where that can be found in the text as it is spelled.
type flaw struct {
	at, msg     string
	placeholder bool // it is in a placeholder
}

// validateText returns the flaws of a decoded text, one of each kind. The texts of a page have no placeholders.
func validateText(text string, page bool) (flaws []flaw) {
	if fastValid(text) {
		return nil
	}
	flaws = allFlaws(text)
	if page && placeholder.MatchString(text) && (len(flaws) == 0 || !flaws[len(flaws)-1].placeholder) {
		flaws = append(flaws, flaw{at: "{{.", msg: "a placeholder, and the texts of pages have none: only the interface (ui) has them"})
	}
	return flaws
}

// firstFlaw returns what is wrong with the forms, or "".
func (f Forms) firstFlaw(page bool) string {
	for _, c := range f.Filled() {
		if flaws := validateText(f.Get(c), page); len(flaws) > 0 {
			return flaws[0].msg
		}
	}
	return ""
}

func allFlaws(text string) (flaws []flaw) {
	if !utf8.ValidString(text) {
		return []flaw{{msg: "this is not UTF-8"}}
	}
	for _, r := range text {
		if msg := validateRune(r); msg != "" {
			flaws = append(flaws, flaw{at: string(r), msg: msg})
			break
		}
	}
	if at := unbalanced(text); at != "" {
		flaws = append(flaws, flaw{at: at, msg: fmt.Sprintf(
			"isolates are not balanced at U+%04X, an invisible mark of direction: delete it, or close each U+2066, U+2067 and U+2068 with one U+2069 on the same line", []rune(at)[0])})
	}
	rest := placeholder.ReplaceAllLiteralString(text, "\x00")
	if strings.Contains(rest, "{{") || strings.Contains(rest, "{\x00") {
		flaws = append(flaws, flaw{at: "{{", msg: notPlaceholder, placeholder: true})
	}
	return flaws
}

// visibleLine returns how a member is written without the characters that nobody sees and that may not stand in it, "" where that is not all that is
// wrong with it.
func visibleLine(m member, page bool) string {
	const longest = 2000
	text := strings.Map(func(r rune) rune {
		switch {
		case '\n' < r && r <= '\r':
			return ' '
		case validateRune(r) != "" || '\u2066' <= r && r <= '\u2069' && unbalanced(m.value) != "":
			return -1
		}
		return r
	}, m.value)
	if len(text) > longest || strings.Contains(text, "\n") || len(validateText(text, page)) > 0 {
		return ""
	}
	return ": write it as " + m.name + " = " + tomltext.Quote(text)
}

// EscapedLine returns how a text is written with a backslash before its first mark, ": write it as other = …", "" where that does not help: a backslash
// needs other quotation marks around the text, which nobody can know.
func EscapedLine(form, source, text string) string {
	escaped := `\` + text
	if _, err := segment.InlineLike(source, escaped); err != nil || strings.Contains(text, "\n") {
		return ""
	}
	return ": write it as " + form + " = " + tomltext.Quote(escaped)
}

const notPlaceholder = "two braces {{ that begin no placeholder: only those of the English may stand in a text, such as {{.Name}}"

func validateRune(r rune) string {
	switch {
	case r == 0:
		return "a NUL character: delete it"
	case r == '\uFEFF':
		return "a byte order mark (U+FEFF): delete it"
	case forbiddenBidi(r):
		return fmt.Sprintf("the direction control U+%04X, an invisible mark that Word and web pages leave behind: delete it", r)
	case unicode.IsControl(r) && r != '\n' && r != '\t':
		return fmt.Sprintf("the control character U+%04X: delete it", r)
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return fmt.Sprintf("U+%04X, which is no character: delete it", r)
	}
	return ""
}

func forbiddenBidi(r rune) bool { return '\u202A' <= r && r <= '\u202E' }

// unbalanced returns the first isolate that is not closed, or closes nothing, on its line (UAX 9, 2.4).
func unbalanced(text string) string {
	var open []string
	for _, r := range text {
		switch {
		case '\u2066' <= r && r <= '\u2068':
			open = append(open, string(r))
		case r == '\u2069' && len(open) == 0:
			return string(r)
		case r == '\u2069':
			open = open[:len(open)-1]
		case r == '\n' && len(open) > 0:
			return open[0]
		}
	}
	if len(open) > 0 {
		return open[0]
	}
	return ""
}

// combiningClassTable returns, for every character below U+10000, its canonical combining class (UAX 44, 5.7.4) or [needsFullCheck].
var combiningClassTable = sync.OnceValue(func() *[0x10000]uint8 {
	var table [0x10000]uint8
	for r := range rune(len(table)) {
		s := string(r)
		table[r] = norm.NFC.PropertiesString(s).CCC()
		if r == '{' || r == '\t' || validateRune(r) != "" || unbalanced(s) != "" || norm.NFC.QuickSpanString(s) != len(s) {
			table[r] = needsFullCheck
		}
	}
	table[utf8.RuneError] = needsFullCheck // stands for what is not UTF-8, too
	return &table
})

// fastValid reports whether a text is UTF-8 and certainly has no flaw that [allFlaws] would find, in a tenth of the time.
func fastValid(text string) bool {
	table := combiningClassTable()
	last, row := uint8(0), 0
	for _, r := range text {
		if r >= rune(len(table)) {
			return false
		}
		class := table[r]
		if class == 0 {
			last = 0
			continue
		}
		if last == 0 {
			row = 0
		}
		if row++; class == needsFullCheck || class < last || row > maxMarksInRow {
			return false
		}
		last = class
	}
	return true
}

// validComment reports whether TOML certainly allows what a comment holds: U+FFFD stands for what is not UTF-8, too.
func validComment(text string) bool {
	for _, r := range text {
		if r < ' ' && r != '\t' || r == 0x7F || r == utf8.RuneError {
			return false
		}
	}
	return true
}

var (
	tabs              = regexp.MustCompile(`[ \t]*\t[ \t]*`)
	spacedPlaceholder = regexp.MustCompile(`\{\{[\s\x{A0}]*\.[\s\x{A0}]*([A-Za-z][A-Za-z0-9_]*)[\s\x{A0}]*\}\}`)
)

// NormalizeText returns a text as it is meant: composed (NFC), without white space around it, with a space for a tab, and with placeholders as
// {{.Name}} where they are written as in other programs, {{ .Name }} (R40).
func NormalizeText(text string) string {
	if text = strings.TrimSpace(text); fastValid(text) {
		return text
	}
	if strings.IndexByte(text, '\t') >= 0 {
		text = tabs.ReplaceAllLiteralString(text, " ")
	}
	if strings.Contains(text, "{{") {
		text = spacedPlaceholder.ReplaceAllString(text, "{{.$1}}")
	}
	return norm.NFC.String(text)
}

// isSound reports whether a text is normal and has no flaw.
func isSound(text string, page bool) bool {
	return strings.TrimSpace(text) == text && fastValid(text) || NormalizeText(text) == text && len(validateText(text, page)) == 0
}

// Normalize returns the forms with [NormalizeText] of each.
func (f Forms) Normalize() Forms {
	for _, c := range categories {
		if p := f.at(c); *p != "" {
			*p = NormalizeText(*p)
		}
	}
	return f
}
