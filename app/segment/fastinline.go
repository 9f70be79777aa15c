package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxFastLength = 4 << 10 // bytes of a text that is judged without parsing it
	maxFastMarks  = 8       // marks that such a text may have: they cannot be nested too deep
)

// IsInline reports whether [Inline] accepts text. Most texts are judged without parsing them.
func IsInline(text string) bool {
	if isPlainlyInline(text) {
		return true
	}
	_, err := Inline(text)
	return err == nil
}

// isPlainlyInline reports whether text is one line that [Inline] certainly accepts: its first letter begins no other block, and it has
// too few marks to nest them too deep.
func isPlainlyInline(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) || len(text) > maxFastLength {
		return false
	}
	marks := 0
	for i := range len(text) {
		marks += int(markCount[text[i]])
	}
	return marks <= maxFastMarks
}

// markCount is what each byte counts as a mark. One that ends a line is too many by itself.
var markCount = [256]uint8{
	'*': 1, '_': 1, '~': 1, '[': 1, '!': 1, '<': 1, '`': 1, '^': maxFastMarks + 1, '\n': maxFastMarks + 1, '\r': maxFastMarks + 1, 0: maxFastMarks + 1,
}

// fastInline returns what [Inline] returns, in a hundredth of the time, for a text whose only marks are asterisks that nobody can
// misread, as nearly all are; nil means that the text must be parsed.
func fastInline(text string) *Run {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "*"))
	if !unicode.IsLetter(first) || len(text) > maxFastLength || text[len(text)-1] == ' ' || strings.ContainsAny(text, "\n\r\t\x00_[]<`&\\~@") ||
		strings.Contains(text, "://") || strings.Contains(text, "www.") {
		return nil
	}
	return fastEmphasis(text)
}

func textRun(text string, start, end int) Run {
	return Run{Kind: RunText, Text: text[start:end], Start: start, End: end}
}

// fastEmphasis splits text at its asterisks. It returns nil if one of them may mean something else than it seems to.
func fastEmphasis(text string) *Run {
	pairs := (strings.Count(text, "*") - strings.Count(text, "**")) / 2 // or fewer
	runs := make([]Run, 1, 2+2*pairs)                                   // the root, at most two runs for each pair and one after them
	for at := 0; at < len(text); {
		plain, _, found := strings.Cut(text[at:], "*")
		open := at + len(plain)
		if plain != "" {
			runs = append(runs, textRun(text, at, open))
		}
		if !found {
			break
		}
		from := open + asterisks(text[open:])
		n := strings.IndexByte(text[from:], '*')
		if n <= 0 || !opensEmphasis(text, open, from) {
			return nil
		}
		to := from + n
		at = to + asterisks(text[to:])
		if at-to != from-open || !closesEmphasis(text, to, at) {
			return nil
		}
		runs = append(runs, Run{Kind: emphasisKinds[from-open], Start: open, End: at, Children: []Run{textRun(text, from, to)}})
	}
	runs[0] = Run{Kind: RunRoot, End: len(text), Children: runs[1:]}
	return &runs[0]
}

func asterisks(text string) int { return len(text) - len(strings.TrimLeft(text, "*")) }

// opensEmphasis reports whether asterisks are one or two that can only begin emphasis: after a space and before a letter or a digit.
func opensEmphasis(text string, start, end int) bool {
	next, _ := utf8.DecodeRuneInString(text[end:])
	return end-start <= 2 && (start == 0 || text[start-1] == ' ') && (unicode.IsLetter(next) || isDigit(next))
}

// closesEmphasis reports whether the asterisks from start to end can only end emphasis: they follow a letter or a digit and
// precede the end, a space or punctuation; or they follow ASCII punctuation and precede the end or a space.
func closesEmphasis(text string, start, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:start])
	switch {
	case unicode.IsLetter(last) || isDigit(last):
		return end == len(text) || strings.IndexByte(" .,;:!?)", text[end]) >= 0
	case last < utf8.RuneSelf && last > ' ':
		return end == len(text) || text[end] == ' '
	}
	return false
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }
