package lang

// DigitValue returns the value of a decimal digit of any script. Unicode has the digits of each script in a row, from that of zero.
func DigitValue(r rune) (value int, ok bool) {
	if ClassOf(r)&Digit == 0 {
		return 0, false
	}
	zero := r
	for ClassOf(zero-1)&Digit != 0 {
		zero--
	}
	return int(r-zero) % 10, true
}

// FractionValue returns the value of a character that is a fraction, such as ½, and 0 for all others.
func FractionValue(r rune) float64 { return known().Fractions[string(r)] }

// NumberMarkOf returns the ASCII mark for which a mark in or at a number stands, U+00A0 for any no-break space.
func NumberMarkOf(r rune) rune { return FirstRune(known().Folds[string(r)]) }

// CJKNumeral returns what a Chinese numeral means: a digit, or a power of ten that multiplies the digit before it. Two digits in a row
// are a range (二三, two or three) unless the second one makes none.
func CJKNumeral(r rune) (value float64, noRange, ok bool) {
	value, ok = known().CJK[string(r)]
	return value, known().NoRange[r], ok
}

// Implied returns the numbers that an English word implies though it is no number word: couple is two or three.
func Implied(lower string) []float64 { return known().Implied[lower] }

// Unit is the size of a unit in its measure: that of mg is 0.001 of g.
type Unit struct {
	Of   string  `toml:"of"` // the unit of the measure
	Size float64 `toml:"size"`
}

// UnitOf returns the size of a unit, the zero size for an unknown one.
func UnitOf(name string) Unit { return known().Units[name] }

// UnitSymbol returns the unit of a symbol, in lower case, "" for none.
func UnitSymbol(lower string) string { return known().Symbols.Word(lower).Unit }
