package quantity

import "github.com/parlance/parlance/app/check/lang"

// foldNumeral returns the ASCII digit for a digit of any script, such as the Arabic-Indic ones, and the ASCII mark for a mark in or
// at numbers. Other characters stay as they are.
func foldNumeral(r rune) rune {
	switch class := lang.ClassOf(r); {
	case class&lang.Digit != 0:
		v, _ := lang.DigitValue(r)
		return '0' + rune(v)
	case class&lang.NumberMark != 0:
		return lang.NumberMarkOf(r)
	}
	return r
}

// isNumeral reports whether a character is a digit or a fraction of any script.
func isNumeral(r rune) bool { return lang.ClassOf(r)&(lang.Digit|lang.Fraction) != 0 }
