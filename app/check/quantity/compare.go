package quantity

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Source is the quantities of one English text, read once for all its translations. It never changes.
type Source struct {
	phones  []phone
	numbers []number         // to be copied before they are paired
	words   wordNumbers      // what the text says in words, generously
	counted map[float64]bool // from two to twelve, written as words
}

// ReadSource finds the telephone numbers, the other numbers and the number words of an English text.
func ReadSource(text string, words []lang.Word) *Source {
	t, l := newTape(text), lang.English()
	s := &Source{phones: phonesOf(t), words: spelledEnglish(words), counted: map[float64]bool{}}
	for _, p := range s.phones {
		t.wipe(p.from, p.to)
	}
	for _, n := range numbersOf(t, l) {
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

// Difference is one quantity that the two texts do not share.
type Difference struct {
	Kind                 Kind
	English, Translation string // as each text writes it, with its unit; "" where it is missing
	Start                int    // byte of the translation, 0 where it is missing there
	Emergency            bool   // a short number by which people call for help may be meant
}

// Compare gives the differences between the quantities of the English and those of a translation: telephone numbers by
// their digits, all other numbers by their values and units.
func (s *Source) Compare(l *lang.Language, text string, words []lang.Word) []Difference {
	t := &tape{at: []int{len(text)}}
	if hasNumeral(text) {
		t = newTape(text)
	}
	list := s.comparePhones(t)
	want, got := s.wanted(), numbersOf(t, l)
	years(l, want)
	match(want, got)
	twoPart(unmatched(want), got)
	lost := unmatched(want)
	counts := l.HasNumberWords && len(s.counted) > 0
	var spelled []*spelled
	if len(lost) > 0 || counts {
		spelled = spelledNumbers(l, text, words)
	}
	for _, n := range lost {
		n.matched = inWords(n, spelled)
	}
	for _, n := range unmatched(got) {
		n.matched = s.words.covers(n)
	}
	list = append(list, leftNumbers(t, unmatched(want), unmatched(got))...)
	if counts {
		list = append(list, s.leftWords(text, want, got, spelled)...)
	}
	return list
}

// wanted gives the numbers, to be paired with those of one translation.
func (s *Source) wanted() []*number {
	copies := make([]number, len(s.numbers))
	list := make([]*number, len(copies))
	for i, n := range s.numbers {
		copies[i] = n
		copies[i].values = n.values[:len(n.values):len(n.values)]
		list[i] = &copies[i]
	}
	return list
}

func (s *Source) comparePhones(t *tape) (list []Difference) {
	for _, p := range s.phones {
		if !wipeDigits(t, p) {
			list = append(list, Difference{Kind: PhoneMissing, English: p.digits})
		}
	}
	for _, p := range phonesOf(t) {
		list = append(list, Difference{Kind: PhoneAdded, Translation: p.digits, Start: t.at[p.from]})
		t.wipe(p.from, p.to)
	}
	return list
}

// match pairs the numbers of both texts, the surest pairs first.
func match(want, got []*number) {
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
			a.matched, free[k][0].matched = true, true
			free[k] = free[k][1:]
		}
	}
	want, got = unmatched(want), unmatched(got)
	passes := []func(a, b *number) bool{
		func(a, b *number) bool { return a.unit == b.unit && a.shares(b) },
		equalMeasure,
		func(a, b *number) bool { return (a.unit == "" || b.unit == "" || vague(a, b)) && a.shares(b) },
	}
	for _, pass := range passes {
		for _, a := range want {
			for _, b := range got {
				if !a.matched && !b.matched && pass(a, b) {
					a.matched, b.matched = true, true
				}
			}
		}
	}
}

// years lets what may be a year also be one of the language's own calendar.
func years(l *lang.Language, ns []*number) {
	for _, n := range ns {
		if v := n.values[0]; n.unit == "" && len(n.text) == 4 && v >= 1900 && v <= 2100 {
			for _, d := range l.CalendarOffsets {
				n.values = append(n.values, v+float64(d))
			}
		}
	}
}

// most is how many numbers of a text are compared with each other, and reported: the rest is noise.
const most = 60

func unmatched(ns []*number) (left []*number) {
	for _, n := range ns {
		if !n.matched && len(left) < most {
			left = append(left, n)
		}
	}
	return left
}

// vague says whether two units may be the same though tables name them differently: a degree without its scale.
func vague(a, b *number) bool {
	return a.unit == "°" && strings.HasPrefix(b.unit, "°") || b.unit == "°" && strings.HasPrefix(a.unit, "°")
}

// twoPart pairs a time such as 10:30 with what other languages write as two numbers or with a point: 10 h 30, 10.30.
func twoPart(want, got []*number) {
	for _, a := range want {
		if a.matched || a.values[0] < clock {
			continue
		}
		for i, b := range got {
			if b.matched {
				continue
			}
			for _, v := range a.values {
				h, m := float64(int(v-clock)/60), float64(int(v-clock)%60)
				if v >= clock && same(b.values[0], h+m/100) {
					a.matched, b.matched = true, true
				}
				if v >= clock && i+1 < len(got) && same(b.values[0], h) && same(got[i+1].values[0], m) && got[i+1].from-b.to < 8 {
					a.matched, b.matched, got[i+1].matched = true, true, true
				}
			}
		}
	}
}

// leftNumbers gives what stands in one text only.
func leftNumbers(t *tape, want, added []*number) (list []Difference) {
	lost := slices.DeleteFunc(want, func(n *number) bool { return n.optional })
	for i := range max(len(lost), len(added)) {
		d := Difference{Kind: NumberChanged}
		if i < len(lost) {
			d.English, d.Emergency = say(lost[i]), mayCallHelp(lost[i])
		} else {
			d.Kind = NumberAdded
		}
		if i < len(added) {
			d.Translation, d.Start, d.Emergency = say(added[i]), t.at[added[i].from], d.Emergency || mayCallHelp(added[i])
		} else {
			d.Kind = NumberMissing
		}
		list = append(list, d)
	}
	return list
}

func mayCallHelp(n *number) bool { return n.unit == "" && isEmergency(n.text) }

func say(n *number) string {
	if n.unit == "" {
		return n.text
	}
	return n.text + " " + n.unit
}
