package lang

import (
	"sync"
	"unicode"
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

// firstPlane is how many characters the table of classes has: those of Unicode's Basic Multilingual Plane.
const firstPlane = 0x10000

type category struct {
	class RuneClass
	table *unicode.RangeTable
}

// categories returns the classes that are general categories of Unicode.
func categories() [5]category {
	return [...]category{{letter, unicode.L}, {combining, unicode.M}, {Digit, unicode.Nd}, {invisible, unicode.Cf}, {PrivateUse, unicode.Co}}
}

// runeClasses returns the classes of the first plane: looking them up in Unicode's tables would be most of the time of a check.
var runeClasses = sync.OnceValue(func() *[firstPlane]RuneClass {
	var all [firstPlane]RuneClass
	f := known()
	for i, s := range f.Scripts {
		eachRune(s.table, func(r rune) { all[r] |= RuneClass(i + 1) })
	}
	for _, c := range categories() {
		eachRune(c.table, func(r rune) { all[r] |= c.class })
	}
	for r, class := range all {
		if !hasScript(rune(r), class) {
			all[r] &^= scriptBits
		}
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
	return &all
})

// hasScript reports whether a character is one by which a script is told.
func hasScript(r rune, class RuneClass) bool {
	return class&(letter|Digit) != 0 && r != 'µ' && r != 'ª' && r != 'º'
}

// eachRune calls f with every character of a table that is in the first plane.
func eachRune(table *unicode.RangeTable, f func(rune)) {
	for _, x := range table.R16 {
		for r := rune(x.Lo); r <= rune(x.Hi); r += rune(x.Stride) {
			f(r)
		}
	}
}

// ClassOf returns the class of any character.
func ClassOf(r rune) (class RuneClass) {
	if 0 <= r && r < firstPlane {
		return runeClasses()[r]
	}
	for _, c := range categories() {
		if unicode.Is(c.table, r) {
			class |= c.class
		}
	}
	if !hasScript(r, class) {
		return class
	}
	for i, s := range known().Scripts {
		if unicode.Is(s.table, r) {
			return class | RuneClass(i+1)
		}
	}
	return class
}
