package quantity

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// spelled is a number that a text writes in words.
type spelled struct {
	value   float64
	unit    string // of the word behind it, or of the word itself: Arabic writes two hours as one word
	at, end int    // bytes of prose
	bare    bool   // a unit alone, which can mean one: "до часа"
	used    bool
}

// spelledNumbers gives the numbers in words of the translation.
func spelledNumbers(l *lang.Language, text string, ws []lang.Word) (list []*spelled) {
	if l.Unspaced {
		return piecesIn(l, text)
	}
	for i, w := range ws {
		v, ok := l.NumberWord(w.Lower)
		last := i
		if len(l.NumberWords[lang.FirstRune(w.Lower)]) > 0 && i+1 < len(ws) && ws[i+1].Start-w.End == 1 {
			if both, two := l.NumberWord(w.Lower + " " + ws[i+1].Lower); two {
				v, ok, last = both, true, i+1
			}
		}
		if ok {
			s := &spelled{value: v, at: w.Start, end: ws[last].End}
			for j := last + 1; j < len(ws) && j <= last+2 && s.unit == ""; j++ {
				s.unit = l.WordUnit(ws[j].Lower)
			}
			list = append(list, s)
		}
		if d, ok := l.Duals[w.Lower]; ok {
			list = append(list, &spelled{value: d.Value, unit: d.Unit, at: w.Start, end: w.End})
		}
		if u := l.WordUnit(w.Lower); u != "" {
			list = append(list, &spelled{value: 1, unit: u, at: w.Start, end: w.End, bare: true})
		}
	}
	return append(list, halvesIn(l, strings.ToLower(text))...)
}

// piecesIn finds numbers in words in a script without spaces.
func piecesIn(l *lang.Language, s string) (list []*spelled) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if v, size := hanNumber(s[i:]); size > 0 && l.CJKNumerals {
			t := newTape(s[i+size : min(len(s), i+size+4*longestUnit)])
			list = append(list, &spelled{value: v, unit: unitAt(l, t, 0), at: i, end: i + size})
			i += size
			continue
		}
		best, value := 0, 0.0
		for _, p := range l.NumberWords[r] {
			if len(p.Text) > best && strings.HasPrefix(s[i:], p.Text) {
				best, value = len(p.Text), p.Value
			}
		}
		if best > 0 {
			t := newTape(s[i+best : min(len(s), i+best+4*longestUnit)])
			list = append(list, &spelled{value: value, unit: unitAt(l, t, 0), at: i, end: i + best})
			i += best
			continue
		}
		i += n
	}
	return append(list, halvesIn(l, s)...)
}

func halvesIn(l *lang.Language, s string) (list []*spelled) {
	for _, h := range l.HalfHours {
		if i := strings.Index(s, h); i >= 0 {
			list = append(list, &spelled{value: 30, unit: "min", at: i, end: i + len(h)}, &spelled{value: 0.5, at: i, end: i + len(h)})
		}
	}
	return list
}

// inWords says whether a number of the English is written in words in the translation: only where a word of the same
// value stands before a unit, or where neither has one.
func inWords(n *number, list []*spelled) bool {
	for _, s := range list {
		if s.used || !slices.ContainsFunc(n.values, func(v float64) bool { return same(v, s.value) }) {
			continue
		}
		switch {
		case s.bare:
			if n.unit == "" || s.unit != n.unit {
				continue
			}
		case n.unit != "" && s.unit != "" && n.unit != s.unit:
			continue
		case n.unit != "" && s.unit == "" && s.value == 1:
			continue
		}
		s.used = true
		return true
	}
	return false
}

// leftWords warns of "two" that became "three": a number word of the English that is nowhere in the translation, while
// the translation has another that is nowhere in the English.
func (s *Source) leftWords(text string, want, got []*number, list []*spelled) []Difference {
	in, out, loose := maps.Clone(s.counted), map[float64]bool{}, maps.Clone(s.words)
	for _, w := range list {
		if !w.bare {
			out[w.value] = true
		}
	}
	for _, n := range append(want, got...) {
		for _, v := range n.values {
			out[v], loose[v] = true, true
		}
	}
	for v := range in {
		if out[v] {
			delete(in, v)
		}
	}
	for _, w := range list {
		if len(in) > 0 && !w.bare && !w.used && w.value >= 2 && w.value <= 12 && !loose[w.value] {
			return []Difference{{Kind: WordChanged, Translation: text[w.at:w.end], Start: w.at}}
		}
	}
	return nil
}
