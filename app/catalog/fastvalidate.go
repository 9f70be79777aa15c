package catalog

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// combiningClasses says of every character below U+10000 what it does to a text: its combining class where nothing else is to be said of it, or
// [needsFullCheck].
type combiningClasses [0x10000]uint8

// needsFullCheck is a character that only [vetText] can judge. No combining class has that number (UAX 44, 5.7.4).
const needsFullCheck = 255

// maxMarksInRow is how many combining characters may stand in a row before [vetText] must judge them.
const maxMarksInRow = 16

// combiningClassTable makes the table, once.
var combiningClassTable = sync.OnceValue(func() *combiningClasses {
	var table combiningClasses
	for r := range rune(len(table)) {
		s := string(r)
		table[r] = norm.NFC.PropertiesString(s).CCC()
		if validateRune(r) != "" || unbalanced(s) != "" || norm.NFC.QuickSpanString(s) != len(s) {
			table[r] = needsFullCheck
		}
	}
	return &table
})

// fastValid reports whether a text certainly has no flaw that [vetText] would find, braces excepted; false means that it is not known.
func fastValid(text string) bool {
	table := combiningClassTable()
	last, row := uint8(0), 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if table[c] != 0 {
				return false
			}
			last = 0
			i++
			continue
		}
		r, n := rune(0), 0
		switch {
		case c&0xE0 == 0xC0 && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			r, n = rune(c&0x1F)<<6|rune(text[i+1]&0x3F), 2
		case c&0xF0 == 0xE0 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			r, n = rune(c&0x0F)<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F), 3
		}
		if n == 0 || r < 0x80 || n == 3 && r < 0x800 || 0xD800 <= r && r < 0xE000 {
			return false
		}
		i += n
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

// validComment reports whether TOML allows what a comment holds.
func validComment(text string) bool {
	ascii := true
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' || c == 0x7F {
			return false
		} else if c >= utf8.RuneSelf {
			ascii = false
		}
	}
	return ascii || utf8.ValidString(text)
}
