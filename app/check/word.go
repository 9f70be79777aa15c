package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters, marks, digits and what joins them, such as an apostrophe or a hyphen's neighbour.
type word struct {
	at, end int
	lower   string // lower case, typographic apostrophes as "'", without invisible characters
}

// wordsOf gives the words of a text. A script without spaces gives one long word between two marks.
func wordsOf(s string) []word {
	ws := make([]word, 0, strings.Count(s, " ")+1)
	from := -1
	flush := func(to int) {
		if from >= 0 {
			ws = append(ws, word{from, to, foldWord(s[from:to])})
			from = -1
		}
	}
	for i, r := range s {
		if wordRune(r) || (from >= 0 && joiner(r) && wordRune(runeAt(s, i+utf8.RuneLen(r)))) {
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

func wordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return traitOf(r)&inWord != 0 || r == '\u200c' || r == '\u200d'
}

// joiner says whether a character between two letters belongs to the word.
func joiner(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '\u00ad' || r == '״' || r == '׳'
}

func foldWord(s string) string {
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
type sentence struct{ at, end int }

// sentencesOf splits a text where a sentence ends: at an end mark with its closing quotes, then a space or, in scripts
// without spaces, at once. A point inside a number or a name such as "z. B." ends nothing.
func sentencesOf(s string) []sentence {
	var out []sentence
	from := 0
	add := func(to int) {
		if strings.TrimSpace(s[from:to]) != "" {
			out = append(out, sentence{from, to})
		}
		from = to
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		next := i + n
		switch r {
		case '。', '！', '？', '।', '॥', '۔':
			for next < len(s) && closing(runeAt(s, next)) {
				next += utf8.RuneLen(runeAt(s, next))
			}
			add(next)
		case '.', '!', '?', '؟', '…':
			for next < len(s) && (closing(runeAt(s, next)) || strings.ContainsRune(".!?…", runeAt(s, next))) {
				next += utf8.RuneLen(runeAt(s, next))
			}
			if next >= len(s) || unicode.IsSpace(runeAt(s, next)) && !abbreviation(s, i) {
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
	before := runeBefore(s, dot)
	if unicode.IsLetter(before) {
		b2 := runeBefore(s, dot-utf8.RuneLen(before))
		if b2 == 0 || !unicode.IsLetter(b2) && !unicode.IsMark(b2) && b2 != '\'' && b2 != '’' {
			return unicode.Is(unicode.Latin, before) || unicode.Is(unicode.Cyrillic, before)
		}
	}
	rest := strings.TrimLeft(s[dot+1:], " \u00a0\u202f")
	return unicode.IsLower(runeAt(rest, 0))
}

func closing(r rune) bool { return strings.ContainsRune("\"'”’»)]」』）》", r) && r != 0 }

func firstRune(s string) rune { return runeAt(s, 0) }

// runeAt gives the character that starts at a byte, and 0 at the end.
func runeAt(s string, i int) rune {
	if i < 0 || i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// runeBefore gives the character that ends at a byte, and 0 at the start.
func runeBefore(s string, i int) rune {
	if i <= 0 || i > len(s) {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}
