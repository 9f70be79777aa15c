package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters, marks, digits and what joins them, such as an apostrophe or a hyphen's neighbour.
type Word struct {
	Start, End int
	Lower      string // lower case, typographic apostrophes as "'", without invisible characters
}

// wordsOf gives the words of a text. A script without spaces gives one long word between two marks.
func Words(s string) []Word {
	ws := make([]Word, 0, strings.Count(s, " ")+1)
	from := -1
	flush := func(to int) {
		if from >= 0 {
			ws = append(ws, Word{from, to, Fold(s[from:to])})
			from = -1
		}
	}
	for i, r := range s {
		if InWord(r) || (from >= 0 && joiner(r) && InWord(RuneAt(s, i+utf8.RuneLen(r)))) {
			if from < 0 {
				from = i
			}
			continue
		}
		flush(i)
	}
	flush(len(s))
	return ws
}

func InWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return ClassOf(r)&WordClass != 0 || r == '\u200c' || r == '\u200d'
}

// joiner says whether a character between two letters belongs to the word.
func joiner(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '\u00ad' || r == '״' || r == '׳'
}

func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ':
			return '\''
		case '\u00ad', '\u0640': // soft hyphen; Arabic letters drawn out
			return -1
		}
		if 0x064b <= r && r <= 0x0652 { // Arabic vowel signs
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// sentence is a part of a text, from its first byte to behind its last.
type Sentence struct{ Start, End int }

// sentencesOf splits a text where a sentence ends: at an end mark with its closing quotes, then a space or, in scripts
// without spaces, at once. A point inside a number or a name such as "z. B." ends nothing.
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
			for next < len(s) && ClosesQuote(RuneAt(s, next)) {
				next += utf8.RuneLen(RuneAt(s, next))
			}
			add(next)
		case '.', '!', '?', '؟', '…':
			for next < len(s) && (ClosesQuote(RuneAt(s, next)) || strings.ContainsRune(".!?…", RuneAt(s, next))) {
				next += utf8.RuneLen(RuneAt(s, next))
			}
			if next >= len(s) || unicode.IsSpace(RuneAt(s, next)) && !abbreviation(s, i) {
				add(next)
			}
		}
		i = next
	}
	add(len(s))
	return out
}

// abbreviation says whether the point at a byte ends a short word rather than a sentence: a letter alone, or a word
// after which the text goes on in lower case.
func abbreviation(s string, dot int) bool {
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

func ClosesQuote(r rune) bool { return strings.ContainsRune("\"'”’»)]」』）》", r) && r != 0 }

func FirstRune(s string) rune { return RuneAt(s, 0) }

// runeAt gives the character that starts at a byte, and 0 at the end.
func RuneAt(s string, i int) rune {
	if i < 0 || i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// runeBefore gives the character that ends at a byte, and 0 at the start.
func RuneBefore(s string, i int) rune {
	if i <= 0 || i > len(s) {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// Masked stands in a text for a byte that is no part of a language's words: of a placeholder, of code, of an address.
const Masked = '\x01'
