package quantity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// numberWord is a number that a translation writes in words.
type numberWord struct {
	value      float64
	unit       string // of the word behind it, or of the word itself: Arabic writes two hours as one word
	start, end int    // bytes of the text
	unitAlone  bool   // a unit, which can mean one: "до часа"
	used       bool
}

func numberWordsIn(text string, words []lang.Word, l *lang.Language) (list []*numberWord) {
	if l.Unspaced {
		return unspacedNumberWords(text, l)
	}
	for i, w := range words {
		v, ok := l.NumberWord(w.Lower)
		last := i
		if len(l.NumberWords.Index[lang.FirstRune(w.Lower)]) > 0 && i+1 < len(words) && words[i+1].Start-w.End == 1 {
			if both, two := l.NumberWord(w.Lower + " " + words[i+1].Lower); two {
				v, ok, last = both, true, i+1
			}
		}
		if ok {
			n := &numberWord{value: v, start: w.Start, end: words[last].End}
			for _, next := range words[last+1 : min(last+3, len(words))] {
				n.unit = cmp.Or(n.unit, l.UnitWord(next.Lower))
			}
			list = append(list, n)
		}
		if d := l.Duals.Word(w.Lower); d.Text != "" {
			list = append(list, &numberWord{value: d.Value, unit: d.Unit, start: w.Start, end: w.End})
		}
		if u := l.UnitWord(w.Lower); u != "" {
			list = append(list, &numberWord{value: 1, unit: u, start: w.Start, end: w.End, unitAlone: true})
		}
	}
	return append(list, halfHoursIn(lang.Fold(text), l)...)
}

// unspacedNumberWords finds numbers in words in a script without spaces.
func unspacedNumberWords(s string, l *lang.Language) (list []*numberWord) {
	for i := 0; i < len(s); {
		value, length := 0.0, 0
		if l.CJKNumerals {
			value, length = cjkNumeral(s[i:])
		}
		if length == 0 {
			e := l.NumberWords.Longest(s[i:], true)
			value, length = e.Value, len(e.Text)
		}
		if end := i + length; length > 0 {
			behind := newNumText(s[end:min(len(s), end+utf8.UTFMax*maxUnit)])
			list = append(list, &numberWord{value: value, unit: unitAt(behind, 0, l), start: i, end: end})
		} else {
			_, length = utf8.DecodeRuneInString(s[i:])
		}
		i += length
	}
	return append(list, halfHoursIn(s, l)...)
}

func halfHoursIn(s string, l *lang.Language) (list []*numberWord) {
	for _, h := range l.HalfHours {
		if i := strings.Index(s, h); i >= 0 {
			list = append(list, &numberWord{value: 30, unit: "min", start: i, end: i + len(h)}, &numberWord{value: 0.5, start: i, end: i + len(h)})
		}
	}
	return list
}

// useNumberWord reports whether a number of the English is written in words in the translation, and uses those up: a word of the same
// value before the same unit, or where one of them has no unit. A bare one stands for no number with a unit.
func useNumberWord(n *number, list []*numberWord) bool {
	for _, w := range list {
		agree := n.unit == "" || w.unit == n.unit || w.unit == "" && w.value != 1
		if w.unitAlone {
			agree = n.unit != "" && w.unit == n.unit
		}
		if agree && !w.used && slices.ContainsFunc(n.values, func(v float64) bool { return equal(v, w.value) }) {
			w.used = true
			return true
		}
	}
	return false
}

// impliedNumbers returns the numbers that English says in words, generously: "a couple" is two or three, "an hour" is one.
func impliedNumbers(words []lang.Word) map[float64]bool {
	s, l := map[float64]bool{}, lang.English()
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

// cjkNumeral reads a number in Chinese numerals at the start of a text, and its length in bytes, 0 for none. The first digit of a
// range such as 二三, two or three, is a number.
func cjkNumeral(s string) (value float64, length int) {
	digit := -1.0 // before a power of ten, -1 for none
	for i, r := range s {
		v, noRange, ok := lang.CJKNumeral(r)
		if !ok || v < 10 && !noRange && digit > 0 {
			break
		}
		switch {
		case v < 10:
			digit = v
		case digit < 0:
			value += v
		default:
			value, digit = value+digit*v, -1
		}
		length = i + utf8.RuneLen(r)
	}
	return value + max(digit, 0), length
}
