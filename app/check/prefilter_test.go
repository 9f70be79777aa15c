package check

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A pattern that is not tried on a text does not match it.
func TestPatternsMissNothing(t *testing.T) {
	pieces := []string{"a", "A", "é", "क", "ا", "。", " ", "\u00a0", "\u2003", "\u202f", "\u1680", "\u3000", "\t", "\n", ".", ",", ";", ":", "?", "!", "،", "।", "*", "**", "_", "`", "](",
		"[", "{{", "}}", "@", "www", "www.", "http", "//", "mailto", "org", "html", "1", ")", "»", "\u0301", "-", "\x01", "\xe2", "\xff", "ab.Cd", "x@y.z", "..", "tel:"}
	random := rand.New(rand.NewPCG(9, 10))
	matched := 0
	for range 100_000 {
		var b strings.Builder
		for range 1 + random.IntN(7) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		s := b.String()
		for name, p := range map[string]pattern{"leftover": leftover, "spaced": spaced, "glued": glued, "doubled": doubled, "unfamily": unfamily, "address": address} {
			if p.expression.MatchString(s) {
				matched++
				if !p.may(s) {
					t.Fatalf("%s: %q matches, and is not tried", name, s)
				}
			}
		}
	}
	if matched == 0 {
		t.Error("nothing ever matches")
	}
}
