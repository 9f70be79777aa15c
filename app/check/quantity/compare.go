package quantity

import (
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Source is the quantities of one English text, read once for all its translations. It never changes.
type Source struct {
	phones  []phone
	numbers []number         // copied before they are paired
	implied map[float64]bool // what the text says in words, generously
	counted map[float64]bool // from two to twelve, written as words
}

// ReadSource returns the telephone numbers, the other numbers and the number words of an English text.
func ReadSource(text string, words []lang.Word) *Source {
	t, l := newNumText(text), lang.English()
	s := &Source{phones: phonesIn(t), implied: impliedNumbers(words), counted: map[float64]bool{}}
	for _, p := range s.phones {
		t.mask(p.start, p.end)
	}
	for _, n := range numbersIn(t, l) {
		s.numbers = append(s.numbers, *n)
	}
	for _, w := range words {
		if v, ok := l.NumberWord(w.Lower); ok && v >= 2 && v <= 12 {
			s.counted[v] = true
		}
	}
	return s
}

// Kind is the way in which a quantity differs.
type Kind uint8

// The kinds of differences.
const (
	PhoneMissing  Kind = iota // a telephone number of the English is missing
	PhoneAdded                // a telephone number is not in the English
	NumberChanged             // a number has another value or unit
	NumberMissing             // a number of the English is missing
	NumberAdded               // a number is not in the English
	WordChanged               // a number word says another number
)

// Difference is one quantity that two texts do not share.
type Difference struct {
	Kind                 Kind
	English, Translation string // as each text writes it, with its unit; "" where it is missing
	Start                int    // byte of the translation; 0 where it is missing there
	Emergency            bool   // a short number by which people call for help may be meant
}

// Compare returns the differences to a translation: of telephone numbers by their digits, of all other numbers by their values and units.
func (s *Source) Compare(text string, words []lang.Word, l *lang.Language) []Difference {
	t := &numText{offsets: []int{len(text)}}
	if CountNumerals(text, 1) > 0 {
		t = newNumText(text)
	}
	list := s.comparePhones(t)
	var want []*number
	for _, n := range s.numbers {
		n.values = slices.Clip(n.values)
		want = append(want, &n)
	}
	got := numbersIn(t, l)
	addCalendarYears(want, l)
	pairNumbers(want, got)
	pairTimes(unpaired(want), got)
	missing, compareWords := unpaired(want), l.HasNumberWords && len(s.counted) > 0
	var inWords []*numberWord
	if len(missing) > 0 || compareWords {
		inWords = numberWordsIn(text, words, l)
	}
	for _, n := range missing {
		n.paired = useNumberWord(n, inWords)
	}
	for _, n := range unpaired(got) {
		n.paired = slices.ContainsFunc(n.values, func(v float64) bool { // half is 50 percent and 30 minutes
			return s.implied[v] || n.unit == "%" && s.implied[v/100] || n.unit == "min" && s.implied[v/60]
		})
	}
	list = append(list, numberDifferences(t, unpaired(want), unpaired(got))...)
	if compareWords {
		list = append(list, s.compareWords(text, append(want, got...), inWords)...)
	}
	return list
}

func (s *Source) comparePhones(t *numText) (list []Difference) {
	for _, p := range s.phones {
		if !t.maskDigits(p) {
			list = append(list, Difference{Kind: PhoneMissing, English: p.digits})
		}
	}
	for _, p := range phonesIn(t) {
		list = append(list, Difference{Kind: PhoneAdded, Translation: p.digits, Start: t.offsets[p.start]})
		t.mask(p.start, p.end)
	}
	return list
}

// numberDifferences returns what stands in one text only, as pairs for as long as both have some.
func numberDifferences(t *numText, missing, added []*number) (list []Difference) {
	missing = slices.DeleteFunc(missing, func(n *number) bool { return n.optional })
	mayCall := func(n *number) bool { return n.unit == "" && lang.EmergencyNumbers.Has(n.text) }
	for i := range max(len(missing), len(added)) {
		d := Difference{Kind: NumberChanged}
		if i < len(missing) {
			d.English, d.Emergency = missing[i].String(), mayCall(missing[i])
		} else {
			d.Kind = NumberAdded
		}
		if i < len(added) {
			d.Translation, d.Start, d.Emergency = added[i].String(), t.offsets[added[i].start], d.Emergency || mayCall(added[i])
		} else {
			d.Kind = NumberMissing
		}
		list = append(list, d)
	}
	return list
}

// compareWords returns the first number word that only the translation has, if the English has another one: "two" became "three".
func (s *Source) compareWords(text string, numbers []*number, inWords []*numberWord) []Difference {
	missing, known := maps.Clone(s.counted), maps.Clone(s.implied)
	for _, w := range inWords {
		if !w.unitAlone {
			delete(missing, w.value)
		}
	}
	for _, n := range numbers {
		for _, v := range n.values {
			delete(missing, v)
			known[v] = true
		}
	}
	for _, w := range inWords {
		if len(missing) > 0 && !w.unitAlone && !w.used && w.value >= 2 && w.value <= 12 && !known[w.value] {
			return []Difference{{Kind: WordChanged, Translation: text[w.start:w.end], Start: w.start}}
		}
	}
	return nil
}

// pairNumbers pairs the numbers of both texts, the surest pairs first.
func pairNumbers(want, got []*number) {
	type key struct {
		value float64
		unit  string
	}
	free := map[key][]*number{}
	for _, b := range got {
		k := key{b.values[0], b.unit}
		free[k] = append(free[k], b)
	}
	for _, a := range want {
		if k := (key{a.values[0], a.unit}); len(free[k]) > 0 {
			a.paired, free[k][0].paired = true, true
			free[k] = free[k][1:]
		}
	}
	want, got = unpaired(want), unpaired(got)
	for _, agree := range []func(a, b *number) bool{
		func(a, b *number) bool { return a.unit == b.unit && a.canEqual(b, 1, 1) },
		sameMeasure,
		func(a, b *number) bool { return unitsMayAgree(a.unit, b.unit) && a.canEqual(b, 1, 1) },
	} {
		for _, a := range want {
			for _, b := range got {
				if !a.paired && !b.paired && agree(a, b) {
					a.paired, b.paired = true, true
				}
			}
		}
	}
}

// unitsMayAgree reports whether two units may be the same: one is not known, or is a degree without its scale.
func unitsMayAgree(a, b string) bool {
	return a == "" || b == "" || a == "°" && strings.HasPrefix(b, "°") || b == "°" && strings.HasPrefix(a, "°")
}

// addCalendarYears adds to what may be a year its value in the language's own calendar.
func addCalendarYears(list []*number, l *lang.Language) {
	for _, n := range list {
		if v := n.values[0]; n.unit == "" && len(n.text) == 4 && v >= 1900 && v <= 2100 {
			for _, offset := range l.CalendarOffsets {
				n.values = append(n.values, v+offset)
			}
		}
	}
}

// maxUnpaired is how many numbers of a text are compared with each other, and reported: the rest is noise.
const maxUnpaired = 60

func unpaired(list []*number) (left []*number) {
	for _, n := range list {
		if !n.paired && len(left) < maxUnpaired {
			left = append(left, n)
		}
	}
	return left
}
