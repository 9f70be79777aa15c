package search

import "unicode/utf8"

// halves returns a beginning and an end of a word of which any word that differs in one letter has one.
func halves(word string) (start, end string) {
	letters := []rune(word)
	middle := (len(letters) + 1) / 2
	return string(letters[:middle-1]), string(letters[middle:])
}

// differInOneLetter reports whether two words differ in one letter: one that is another, is missing, or has changed places with its neighbour.
func differInOneLetter(a, b string) bool {
	for a != "" && b != "" {
		r, n := utf8.DecodeRuneInString(a)
		s, m := utf8.DecodeRuneInString(b)
		if r != s {
			break
		}
		a, b = a[n:], b[m:]
	}
	for a != "" && b != "" {
		r, n := utf8.DecodeLastRuneInString(a)
		s, m := utf8.DecodeLastRuneInString(b)
		if r != s {
			break
		}
		a, b = a[:len(a)-n], b[:len(b)-m]
	}
	x, y := []rune(a), []rune(b)
	switch {
	case len(x) <= 1 && len(y) <= 1:
		return len(x)+len(y) > 0
	case len(x) == 2 && len(y) == 2:
		return x[0] == y[1] && x[1] == y[0]
	}
	return false
}
