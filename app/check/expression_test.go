package check

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An expression that is not tried on a text does not match it, and double and uncommon spaces are found where an expression finds them.
func TestExpressionsMissNothing(t *testing.T) {
	pieces := []string{"a", "A", "é", "क", "ا", "。", " ", "\u00a0", "\u2003", "\u202f", "\u1680", "\u3000", "\t", "\n", ".", ",", ";", ":", "?", "!", "،", "।", "*", "**", "_", "`", "](",
		"[", "{{", "}}", "@", "www", "www.", "http", "//", "mailto", "org", "html", "1", ")", "»", "\u0301", "-", "\x01", "\xe2", "\xff", "ab.Cd", "x@y.z", "..", "tel:"}
	doubled := regexp.MustCompile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}")
	uncommon := regexp.MustCompile(`[\t\x{1680}\x{2000}-\x{2008}\x{200a}\x{205f}]`)
	beforeMark := regexp.MustCompile(`[\pL\pM\p{Nd})»”][ \x{a0}\x{202f}]([?!;:])(?:[\s)»”]|$)`)
	random := rand.New(rand.NewPCG(9, 10))
	matched := 0
	first := func(x *regexp.Regexp, s string) int {
		if m := x.FindStringIndex(s); m != nil {
			matched++
			return m[0]
		}
		return -1
	}
	for range 100_000 {
		var b strings.Builder
		for range 1 + random.IntN(7) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		s := b.String()
		marks := marksOf(s)
		for _, x := range []struct {
			expression *regexp.Regexp
			mayMatch   bool
		}{
			{unparsedMark, mayHoldMark(s)}, {noSpaceBehindMark, slices.ContainsFunc(marks, mayLackSpace)}, {address, mayHoldAddress(s)},
		} {
			if x.expression.MatchString(s) {
				matched++
				if !x.mayMatch {
					t.Fatalf("%q matches %v, and is not tried", s, x.expression)
				}
			}
		}
		if got, want := slices.ContainsFunc(marks, func(m mark) bool { return spaceBefore(s, m) }), first(beforeMark, s) >= 0; got != want {
			t.Fatalf("%q: space before mark: %v, want %v", s, got, want)
		}
		if got, want := doubleSpace(s), first(doubled, s); got != want {
			t.Fatalf("%q: double space at %d, want %d", s, got, want)
		}
		if got, want := strings.IndexFunc(s, isUncommonSpace), first(uncommon, s); got != want {
			t.Fatalf("%q: uncommon space at %d, want %d", s, got, want)
		}
	}
	if matched == 0 {
		t.Error("nothing ever matches")
	}
}
