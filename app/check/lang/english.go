package lang

// MayNegate reports whether an English text has a word that makes a sentence negative.
func MayNegate(english string) bool { return known().English.Negates.MatchString(english) }

// NegationOf returns the word that makes an English text negative, "" for none. Turns that other languages say without one, such as
// "not only", are passed over.
func NegationOf(english string) string {
	return known().English.Negates.FindString(known().English.NotNegative.ReplaceAllString(english, " "))
}

// SpeaksOfCalling reports whether an English text speaks of calling for help.
func SpeaksOfCalling(english string) bool { return known().English.Calls.MatchString(english) }
