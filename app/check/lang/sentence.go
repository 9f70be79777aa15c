package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a part of a text, from its first byte to behind its last.
type Sentence struct{ Start, End int }

// Sentences splits a text where a sentence ends: at an end mark with its closing quotes, then a space or, in scripts
// without spaces, at once. A point inside a number or a name such as "z. B." ends none.
func Sentences(s string) []Sentence {
	var out []Sentence
	from := 0
	add := func(to int) {
		if strings.TrimSpace(s[from:to]) != "" {
			out = append(out, Sentence{from, to})
		}
		from = to
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		next := i + n
		switch r {
		case '。', '！', '？', '।', '॥', '۔':
			for ClosesQuote(RuneAt(s, next)) {
				next += utf8.RuneLen(RuneAt(s, next))
			}
			add(next)
		case '.', '!', '?', '؟', '…':
			for ClosesQuote(RuneAt(s, next)) || strings.ContainsRune(".!?…", RuneAt(s, next)) {
				next += utf8.RuneLen(RuneAt(s, next))
			}
			if next >= len(s) || unicode.IsSpace(RuneAt(s, next)) && !endsAbbreviation(s, i) {
				add(next)
			}
		}
		i = next
	}
	add(len(s))
	return out
}

// endsAbbreviation reports whether the point at a byte ends a short word rather than a sentence: a letter alone, or a word
// after which the text goes on in lower case.
func endsAbbreviation(s string, dot int) bool {
	if s[dot] != '.' {
		return false
	}
	before := RuneBefore(s, dot)
	if unicode.IsLetter(before) {
		b2 := RuneBefore(s, dot-utf8.RuneLen(before))
		if b2 == 0 || !unicode.IsLetter(b2) && !unicode.IsMark(b2) && b2 != '\'' && b2 != '’' {
			return unicode.Is(unicode.Latin, before) || unicode.Is(unicode.Cyrillic, before)
		}
	}
	rest := strings.TrimLeft(s[dot+1:], " \u00a0\u202f")
	return unicode.IsLower(RuneAt(rest, 0))
}
