package quantity

import "github.com/parlance/parlance/app/check/lang"

// impliedNumbers are the numbers that an English text says in words.
type impliedNumbers map[float64]bool

// cover reports whether a number of the translation stands for words of the English: half is 50 percent and 30 minutes.
func (s impliedNumbers) cover(n *number) bool {
	for _, v := range n.values {
		if s[v] || n.unit == "%" && s[v/100] || n.unit == "min" && s[v/60] {
			return true
		}
	}
	return false
}

// numbersImplied returns the numbers that English says in words, generously: "a couple" is two or three, "an hour" is one, and months
// have numbers.
func numbersImplied(words []lang.Word) impliedNumbers {
	s, l := impliedNumbers{}, lang.English()
	for i, w := range words {
		if v, ok := l.NumberWord(w.Lower); ok {
			s[v] = true
		}
		for _, v := range lang.Implied(w.Lower) {
			s[v] = true
		}
		if lang.Articles.Has(w.Lower) && i+1 < len(words) {
			next := words[i+1].Lower
			s[1] = s[1] || l.UnitWord(next) != "" || lang.CountedOnce.Has(next)
		}
	}
	return s
}
