package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// visibleWriter writes for people what may come from anybody's files: characters that command a terminal or turn text round stand as \u and their
// number, which is how JSON spells them too. Only the tool's own colours go through ([color.paint]).
type visibleWriter struct {
	out  io.Writer
	rest []byte // the beginning of a character whose end is not written yet
}

// Write implements [io.Writer].
func (w *visibleWriter) Write(data []byte) (int, error) {
	if len(w.rest) == 0 && isVisible(data) {
		return w.out.Write(data)
	}
	text := append(w.rest, data...)
	end := len(text) - unfinished(text)
	w.rest = append([]byte(nil), text[end:]...)
	if _, err := io.WriteString(w.out, visible(string(text[:end]))); err != nil {
		return 0, err
	}
	return len(data), nil
}

// isVisible reports whether data is whole characters that stand as they are. Nearly all of a log is, which a server writes as fast as it answers.
func isVisible(data []byte) bool {
	for i := 0; i < len(data); {
		c, size := rune(data[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(data[i:])
		}
		if c == utf8.RuneError && size == 1 || (c < ' ' || c > '~') && !isShown(c) {
			return false
		}
		i += size
	}
	return true
}

// isShown reports whether a character stands as it is.
func isShown(r rune) bool {
	return unicode.IsPrint(r) || unicode.Is(unicode.Zs, r) || strings.ContainsRune(harmless, r)
}

// unfinished returns how many bytes at the end of text begin a character that is not whole.
func unfinished(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if c := text[len(text)-n]; utf8.RuneStart(c) {
			if utf8.FullRune(text[len(text)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// The bytes that stand for the beginning and the end of a colour until it is written. They are never part of UTF-8.
const colorStart, colorEnd = "\xFE", "\xFF"

// harmless are characters that no one sees and that change nothing of what stands around a text. So are all spaces: a line that is shown to be copied
// must hold the narrow space of French, not its number.
const harmless = "\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060"

// visible returns a text without what a terminal would obey, other than line ends, tabs and the tool's own colours.
func visible(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		code, colored := colorOf(text)
		switch {
		case colored:
			b.WriteString("\x1b[" + code + "m")
			size = len(colorStart + code + colorEnd)
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02X`, text[0])
		case isShown(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04X\u%04X`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
		text = text[size:]
	}
	return b.String()
}

// colorOf returns the code of the colour that a text begins with.
func colorOf(text string) (code string, ok bool) {
	const longest = len(colorStart + "00;00" + colorEnd) // not all that follows is searched: texts are long
	code, ok = strings.CutPrefix(text[:min(len(text), longest)], colorStart)
	if ok {
		code, _, ok = strings.Cut(code, colorEnd)
	}
	return code, ok && isColor(code)
}

func isColor(code string) bool {
	switch code {
	case bold, dim, red, green, yellow, "0":
		return true
	}
	return false
}
