package catalog

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// classes says of every character below U+10000 what it does to a text: its combining class where nothing else is to be said of it, or
// [stirring].
type classes [0x10000]uint8

// stirring is a character that only [vetText] can judge. No combining class has that number (UAX 44, 5.7.4).
const stirring = 255

// maxRow is how many combining characters may stand in a row before [vetText] must judge them.
const maxRow = 16

// classesOf makes the table, once.
var classesOf = sync.OnceValue(func() *classes {
	var table classes
	for r := range rune(len(table)) {
		s := string(r)
		table[r] = norm.NFC.PropertiesString(s).CCC()
		if vetRune(r) != "" || unbalanced(s) != "" || norm.NFC.QuickSpanString(s) != len(s) {
			table[r] = stirring
		}
	}
	return &table
})

// flawless says of nearly every text that has no flaw that it has none, and of no text that has one. Braces are not looked at.
func flawless(text string) bool {
	table := classesOf()
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
		if row++; class == stirring || class < last || row > maxRow {
			return false
		}
		last = class
	}
	return true
}

// harmless says that a comment holds nothing that TOML does not allow in one.
func harmless(comment string) bool {
	i := 0
	for ; i+8 <= len(comment); i += 8 {
		const every = 0x0101010101010101
		x := binary.LittleEndian.Uint64([]byte(comment[i : i+8]))
		if (x|(x-0x20*every)|((x^0x7F*every)-every))&(0x80*every) != 0 {
			break
		}
	}
	for ; i < len(comment); i++ {
		if c := comment[i]; c >= utf8.RuneSelf {
			return utf8.ValidString(comment[i:]) && !hasControl(comment[i:])
		} else if c < ' ' && c != '\t' || c == 0x7F {
			return false
		}
	}
	return true
}

func hasControl(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' || c == 0x7F {
			return true
		}
	}
	return false
}
