package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is a run of letters, marks, digits and what joins them, such as an apostrophe.
type Word struct {
	Start, End int    // bytes of the text
	Lower      string // folded: lower case, typographic apostrophes as "'", without invisible characters
}

// Words returns the words of a text. In a script without spaces, everything between two marks is one word.
func Words(s string) []Word {
	ws := make([]Word, 0, strings.Count(s, " ")+1)
	from := -1
	for i, r := range s {
		switch inside := InWord(r) || from >= 0 && strings.ContainsRune("'’ʼ\u00ad״׳", r) && InWord(RuneAt(s, i+utf8.RuneLen(r))); {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			ws = append(ws, Word{from, i, Fold(s[from:i])})
			from = -1
		}
	}
	if from >= 0 {
		ws = append(ws, Word{from, len(s), Fold(s[from:])})
	}
	return ws
}

// InWord reports whether a character is a letter, a combining mark, a digit, or a joiner of width zero.
func InWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return ClassOf(r)&WordClass != 0 || r == '\u200c' || r == '\u200d'
}

// Fold returns a text in lower case, with plain apostrophes, and without soft hyphens, marks of stress, Arabic vowel signs and tatweel.
func Fold(s string) string {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if FoldRune(r) != r || r == utf8.RuneError {
			return string(appendFolded(append(make([]byte, 0, len(s)), s[:i]...), s[i:], false))
		}
		i += n
	}
	return s
}

// FoldSentence returns a text as [Fold] does, with a space for each mark and one more before and behind it, so that words at its ends are found
// as pieces.
func FoldSentence(s string) string {
	b := append(make([]byte, 0, len(s)+2), ' ')
	return string(append(appendFolded(b, s, true), ' '))
}

func appendFolded(b []byte, s string, spaced bool) []byte {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch f := FoldRune(r); {
		case spaced && isMarkBetweenWords(r):
			b = append(b, ' ')
		case f == r && r != utf8.RuneError:
			b = append(b, s[i-n:i]...)
		case f >= 0:
			b = utf8.AppendRune(b, f)
		}
	}
	return b
}

func isMarkBetweenWords(r rune) bool {
	switch r {
	case '.', ',', '،', ';', '؛', '!', '؟', '?', '۔', '।', ':', '(', ')', '"', '“', '”', '«', '»', '\u00a0', '\u202f':
		return true
	}
	return false
}

// FoldRune returns what [Fold] makes of a character, -1 where it is left out.
func FoldRune(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z' || r == ' ':
		return r
	case r == '’', r == 'ʼ':
		return '\''
	case r == '\u00ad', r == '\u0301', r == '\u0640', 0x064b <= r && r <= 0x0652:
		return -1
	case 0x0590 <= r && r < 0x10a0, 0x2e80 <= r && r < 0xa640, 0xac00 <= r && r < 0xd800: // Hebrew to Myanmar, CJK, Hangul: no case, and looking for it takes long
		return r
	}
	return unicode.ToLower(r)
}

// FirstRune returns the first character of a text, 0 if there is none.
func FirstRune(s string) rune { return RuneAt(s, 0) }

// RuneAt returns the character that starts at a byte, 0 outside the text.
func RuneAt(s string, i int) rune {
	if i < 0 || i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// RuneBefore returns the character that ends at a byte, 0 outside the text.
func RuneBefore(s string, i int) rune {
	if i <= 0 || i > len(s) {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// Masked stands in a text for a byte that is no part of a language's words: of a placeholder, of code, of an address.
const Masked = '\x01'

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

// endsAbbreviation reports whether a point ends a letter alone or a word before lower case, rather than a sentence.
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
