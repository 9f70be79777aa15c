package quantity

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// wordNumbers is what the English says in words.
type wordNumbers map[float64]bool

// covers says whether a number of the translation stands for words of the English.
func (s wordNumbers) covers(n *number) bool {
	for _, v := range n.values {
		if s[v] || n.unit == "%" && s[v/100] || n.unit == "min" && s[v/60] {
			return true
		}
	}
	return false
}

// spelledEnglish gives the numbers that English says in words, generously: "a couple" is two or three, "an
// hour" is one, "half" is 50 percent and 30 minutes, and months have numbers.
func spelledEnglish(ws []lang.Word) wordNumbers {
	s := wordNumbers{}
	l := lang.English()
	for i, w := range ws {
		if v, ok := l.NumberWord(w.Lower); ok {
			s[v] = true
		}
		next := ""
		if i+1 < len(ws) {
			next = ws[i+1].Lower
		}
		switch w.Lower {
		case "a", "an", "per", "each", "every", "another":
			s[1] = s[1] || l.WordUnit(next) != "" || next == "single" || next == "time" || next == "dose"
		case "once", "single", "daily", "hourly", "weekly", "monthly", "yearly", "same":
			s[1] = true
		case "couple":
			s[2], s[3] = true, true
		case "both", "twice", "double", "pair":
			s[2] = true
		case "half":
			s[0.5] = true
		case "quarter":
			s[0.25] = true
		case "hundred", "hundreds":
			s[100] = true
		case "thousand", "thousands":
			s[1000] = true
		case "million", "millions":
			s[1e6] = true
		case "overnight", "day-night":
			s[24] = true
		}
		for m, name := range months {
			if w.Lower == name || len(w.Lower) == 3 && strings.HasPrefix(name, w.Lower) {
				s[float64(m+1)] = true
			}
		}
	}
	return s
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
