package lang

import (
	"sync"
	"unicode"
)

// trait is what the rules ask of a character again and again: its script, as a number above that in scriptNames, and its kinds.
type RuneClass uint16

const (
	scriptBits RuneClass = 1<<5 - 1 // index in scriptNames and one; 0 for what belongs to none or to all
	Letter     RuneClass = 1 << 5
	Mark       RuneClass = 1 << 6
	Digit      RuneClass = 1 << 7 // decimal, of any script
	Invisible  RuneClass = 1 << 8 // without a width
	PrivateUse RuneClass = 1 << 9

	WordClass = Letter | Mark | Digit
)

// plane is how many characters the table of traits has: those of Unicode's first plane.
const plane = 0x10000

// traits gives the traits of the first plane, since looking them up in Unicode's tables would be most of the time of a check.
var traits = sync.OnceValue(func() *[plane]RuneClass {
	var all [plane]RuneClass
	for i, s := range scripts {
		eachOf(s.table, func(r rune) { all[r] |= RuneClass(i + 1) })
	}
	for t, table := range map[RuneClass]*unicode.RangeTable{
		Letter: unicode.L, Mark: unicode.M, Digit: unicode.Nd, Invisible: unicode.Cf, PrivateUse: unicode.Co,
	} {
		eachOf(table, func(r rune) { all[r] |= t })
	}
	for r := range all {
		if !scripted(rune(r), all[r]) {
			all[r] &^= scriptBits
		}
	}
	for _, r := range wideless {
		all[r] |= Invisible
	}
	for r := range 0x80 {
		all[r] &^= Invisible
	}
	return &all
})

// wideless are characters without a width that Unicode counts among others.
const wideless = "\u2028\u2029\u034f\u115f\u1160\u3164\uffa0"

// scripted says whether a character is one by which a script is told.
func scripted(r rune, t RuneClass) bool {
	return t&(Letter|Digit) != 0 && r != 'µ' && r != 'ª' && r != 'º'
}

// eachOf calls f with every character of a table that is in the first plane.
func eachOf(table *unicode.RangeTable, f func(rune)) {
	for _, x := range table.R16 {
		for r := rune(x.Lo); r <= rune(x.Hi); r += rune(x.Stride) {
			f(r)
		}
	}
	for _, x := range table.R32 {
		for r := rune(x.Lo); r <= rune(x.Hi) && r < plane; r += rune(x.Stride) {
			f(r)
		}
	}
}

// traitOf gives the traits of any character.
func ClassOf(r rune) (t RuneClass) {
	if 0 <= r && r < plane {
		return traits()[r]
	}
	for bit, table := range map[RuneClass]*unicode.RangeTable{
		Letter: unicode.L, Mark: unicode.M, Digit: unicode.Nd, Invisible: unicode.Cf, PrivateUse: unicode.Co,
	} {
		if unicode.Is(table, r) {
			t |= bit
		}
	}
	if !scripted(r, t) {
		return t
	}
	for i, s := range scripts {
		if unicode.Is(s.table, r) {
			return t | RuneClass(i+1)
		}
	}
	return t
}

// digitValue gives the value of a decimal digit of any script (Unicode category Nd).
func DigitValue(r rune) (int, bool) {
	if r < 0x80 {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	if ClassOf(r)&Digit == 0 {
		return 0, false
	}
	for _, x := range unicode.Nd.R16 {
		if r <= rune(x.Hi) && r >= rune(x.Lo) {
			return int(r-rune(x.Lo)) % 10, true
		}
	}
	for _, x := range unicode.Nd.R32 {
		if r <= rune(x.Hi) && r >= rune(x.Lo) {
			return int(r-rune(x.Lo)) % 10, true
		}
	}
	return 0, false
}

// invisible says whether a character has no width.
func IsInvisible(r rune) bool {
	return r >= 0x80 && ClassOf(r)&Invisible != 0
}
