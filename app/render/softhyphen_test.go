package render

import (
	"strings"
	"testing"
)

func TestR30LongWordsMayBreakBetweenSyllables(t *testing.T) {
	for _, want := range []string{
		"Stamm-zell-be-hand-lung", "Rücken-marks-ver-let-zung", "Kran-ken-ver-si-che-rung", "Krank-heits-ge-schichte",
		"квали-фи-ци-ро-ванный", "проти-во-по-ка-зания", "kanta-so-lu-hoi-to-toi-men-pide", "epäta-val-li-sem-mista",
		"Nebenwirkungen", "الخلاياالجذعيةالمستخرجةمنالعظم", "幹細胞治療のガイド幹細胞治療のガイド幹細胞治療のガイド",
	} {
		word := strings.ReplaceAll(want, "-", "")
		got := strings.ReplaceAll(Hyphenate(word), softHyphen, "-")
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Nothing but soft hyphens comes to a text.
func FuzzHyphenate(f *testing.F) {
	f.Add("Donaudampfschifffahrtsgesellschaft — höchstpersönlichkeitsrechtlich")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, softHyphen) {
			t.Skip()
		}
		if got := strings.ReplaceAll(Hyphenate(text), softHyphen, ""); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
