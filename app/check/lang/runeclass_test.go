package lang

import (
	"strings"
	"testing"
	"unicode"
)

// TestClassesAreUnicodes holds the table, for every character there is, to what package unicode says of it.
func TestClassesAreUnicodes(t *testing.T) {
	script := func(r rune) int {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == 'µ' || r == 'ª' || r == 'º' {
			return 0
		}
		for i, s := range known().Scripts {
			if unicode.Is(s.table, r) {
				return i + 1
			}
		}
		return 0
	}
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if got, want := scriptOf(r), script(r); r >= 0x80 && got != want {
			t.Fatalf("%U: script %d, want %d", r, got, want)
		}
		word := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\u200c' || r == '\u200d'
		if got := InWord(r); got != word {
			t.Fatalf("%U: in a word: %v, want %v", r, got, word)
		}
		hidden := r >= 0x80 && (unicode.Is(unicode.Cf, r) || strings.ContainsRune("\u2028\u2029\u034f\u115f\u1160\u3164\uffa0", r))
		if got := IsInvisible(r); got != hidden {
			t.Fatalf("%U: invisible: %v, want %v", r, got, hidden)
		}
		if got, want := ClassOf(r)&PrivateUse != 0, unicode.Is(unicode.Co, r); got != want {
			t.Fatalf("%U: private: %v, want %v", r, got, want)
		}
		if _, got := DigitValue(r); got != unicode.IsDigit(r) {
			t.Fatalf("%U: digit: %v", r, got)
		}
	}
}
