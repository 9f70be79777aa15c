package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// sameMeasure reports whether two numbers with their units are the same quantity: 0.5 g is 500 mg.
func sameMeasure(a, b *number) bool {
	x, y := lang.UnitOf(a.unit), lang.UnitOf(b.unit)
	return x.Of != "" && x.Of == y.Of && a.canEqual(b, x.Size, y.Size)
}

// unitAt returns the unit that follows a number, "" for none.
func unitAt(t *numText, i int, l *lang.Language) string {
	for n := 0; n < 2 && (t.isSpace(i) || n == 0 && t.at(i) == '-' && unicode.IsLetter(t.at(i+1))); n++ {
		i++
	}
	switch t.at(i) {
	case '%':
		return "%"
	case '℃':
		return "°c"
	case '℉':
		return "°f"
	case '°', 'º', '˚':
		for i++; t.isSpace(i); i++ {
		}
		switch t.at(i) {
		case 'C', 'c', 'С', 'س', 'م':
			return "°c"
		case 'F', 'f', 'ف':
			return "°f"
		}
		return "°"
	}
	return unitWordAt(t, i, l)
}

// maxUnit is how many characters of a text are looked at to find a unit.
const maxUnit = 24

// unitWordAt reads a unit in words of the language or, in Latin and Greek letters, a symbol that most languages share.
func unitWordAt(t *numText, i int, l *lang.Language) string {
	end := i
	for end < len(t.runes) && end-i < maxUnit && (lang.InWord(t.runes[end]) || strings.ContainsRune("'״\"./ \u00a0-", t.runes[end])) {
		end++
	}
	rest := lang.Fold(t.slice(i, end))
	if e := l.Units.Longest(rest, l.Unspaced); e.Unit != "" {
		return e.Unit
	}
	n := 0
	for r := lang.FirstRune(rest); lang.InWord(r) && (r < 0x250 || r == 'μ'); r = lang.RuneAt(rest, n) {
		n += utf8.RuneLen(r)
	}
	return lang.UnitSymbol(rest[:n])
}

// scale multiplies the number by the word behind it: million, 万, लाख.
func (n *number) scale(t *numText, l *lang.Language) {
	i := n.end
	if t.isSpace(i) {
		i++
	}
	if e := l.Scales.Longest(lang.Fold(t.slice(i, i+maxUnit)), l.Unspaced); e.Text != "" {
		for k := range n.values {
			n.values[k] *= e.Value
		}
		n.end = min(len(t.runes), i+utf8.RuneCountInString(e.Text))
	}
}
