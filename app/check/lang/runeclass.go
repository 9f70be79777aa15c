package lang

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/rangetable"
)

// RuneClass is what the rules ask of a character again and again: its script and its kinds.
type RuneClass uint16

// The kinds of characters. The lowest five bits are the script and one, 0 for what belongs to none or to all.
const (
	scriptBits RuneClass = 1<<5 - 1
	letter     RuneClass = 1 << 5
	combining  RuneClass = 1 << 6  // of category M
	Digit      RuneClass = 1 << 7  // decimal, of any script
	invisible  RuneClass = 1 << 8  // without a width
	PrivateUse RuneClass = 1 << 9  //
	Fraction   RuneClass = 1 << 10 // such as ½
	NumberMark RuneClass = 1 << 11 // stands for an ASCII mark in numbers

	WordClass = letter | combining | Digit
)

// runeClasses returns the class of every character: looking them up in Unicode's tables would be most of the time of a check.
var runeClasses = sync.OnceValue(func() []RuneClass {
	all, f := make([]RuneClass, unicode.MaxRune+1), known()
	add := func(table *unicode.RangeTable, class, among RuneClass) {
		rangetable.Visit(table, func(r rune) {
			if among == 0 || all[r]&among != 0 {
				all[r] |= class
			}
		})
	}
	add(unicode.L, letter, 0)
	add(unicode.M, combining, 0)
	add(unicode.Nd, Digit, 0)
	add(unicode.Cf, invisible, 0)
	add(unicode.Co, PrivateUse, 0)
	for i, s := range f.Scripts {
		add(s.table, RuneClass(i+1), letter|Digit)
	}
	for _, r := range "µªº" { // Latin and Greek by name, signs by use
		all[r] &^= scriptBits
	}
	for _, s := range f.Widthless {
		all[FirstRune(s)] |= invisible
	}
	for s := range f.Fractions {
		all[FirstRune(s)] |= Fraction
	}
	for s := range f.Folds {
		all[FirstRune(s)] |= NumberMark
	}
	return all
})

// ClassOf returns the class of any character.
func ClassOf(r rune) RuneClass {
	if r < 0 || r > unicode.MaxRune {
		return 0
	}
	return runeClasses()[r]
}

// IsInvisible reports whether a character has no width.
func IsInvisible(r rune) bool { return r >= 0x80 && ClassOf(r)&invisible != 0 }
