package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// sizes gives the units that can be told in one another: 0.5 g is 500 mg.
var sizes = map[string]struct {
	of   string
	size float64
}{
	"ug": {"g", 1e-6}, "mg": {"g", 1e-3}, "g": {"g", 1}, "kg": {"g", 1e3},
	"ml": {"l", 1e-3}, "dl": {"l", 0.1}, "l": {"l", 1},
	"mm": {"m", 1e-3}, "cm": {"m", 1e-2}, "m": {"m", 1}, "km": {"m", 1e3},
	"s": {"s", 1}, "min": {"s", 60}, "h": {"s", 3600},
	"d": {"d", 1}, "w": {"d", 7},
}

// equalMeasure says whether two numbers with their units are the same quantity.
func equalMeasure(a, b *number) bool {
	x, okx := sizes[a.unit]
	y, oky := sizes[b.unit]
	if !okx || !oky || x.of != y.of {
		return false
	}
	for _, v := range a.values {
		for _, w := range b.values {
			if same(v*x.size, w*y.size) {
				return true
			}
		}
	}
	return false
}

// symbols are the units whose symbol most languages share.
var symbols = map[string]string{
	"mg": "mg", "g": "g", "kg": "kg", "µg": "ug", "μg": "ug", "mcg": "ug", "ug": "ug", "ml": "ml", "dl": "dl", "l": "l", "cc": "ml",
	"mm": "mm", "cm": "cm", "km": "km", "m": "m", "min": "min", "h": "h", "s": "s", "iu": "iu", "mmhg": "mmhg", "kcal": "kcal",
}

// unitAt gives the unit that follows a number.
func unitAt(l *lang.Language, t *tape, i int) string {
	for n := 0; n < 2 && (t.blank(i) || n == 0 && t.rune(i) == '-' && unicode.IsLetter(t.rune(i+1))); n++ {
		i++
	}
	switch r := t.rune(i); r {
	case '%':
		return "%"
	case '℃':
		return "°c"
	case '℉':
		return "°f"
	case '°', 'º', '˚':
		for i++; t.blank(i); i++ {
		}
		switch t.rune(i) {
		case 'C', 'c', 'С', 'س', 'م':
			return "°c"
		case 'F', 'f', 'ف':
			return "°f"
		}
		return "°"
	}
	return unitWord(l, t, i)
}

// longestUnit is how many characters of a text are looked at to find a unit.
const longestUnit = 24

func unitWord(l *lang.Language, t *tape, i int) string {
	end := i
	for end < len(t.r) && end-i < longestUnit && (lang.InWord(t.r[end]) || strings.ContainsRune("'״\"./ \u00a0-", t.r[end])) {
		end++
	}
	rest := lang.Fold(string(t.r[i:end]))
	if rest == "" {
		return ""
	}
	best, unit := 0, ""
	for _, u := range l.Units[lang.FirstRune(rest)] {
		if len(u.Text) > best && strings.HasPrefix(rest, u.Text) && (u.Prefix || l.Unspaced || !lang.InWord(lang.RuneAt(rest, len(u.Text)))) {
			best, unit = len(u.Text), u.Unit
		}
	}
	if best > 0 {
		return unit
	}
	n := 0
	for n < len(rest) && lang.InWord(lang.RuneAt(rest, n)) && (lang.RuneAt(rest, n) < 0x250 || lang.RuneAt(rest, n) == 'μ') {
		n += utf8.RuneLen(lang.RuneAt(rest, n))
	}
	return symbols[rest[:n]]
}

// scale multiplies a number by the word behind it: million, 万, लाख.
func scale(l *lang.Language, t *tape, n *number) {
	i := n.to
	if t.blank(i) {
		i++
	}
	rest := lang.Fold(string(t.r[i:min(len(t.r), i+longestUnit)]))
	best, by := 0, 1.0
	for _, s := range l.Scales {
		if len(s.Text) > best && strings.HasPrefix(rest, s.Text) && (l.Unspaced || s.Prefix || !lang.InWord(lang.RuneAt(rest, len(s.Text)))) {
			best, by = len(s.Text), s.Value
		}
	}
	if best > 0 {
		for k := range n.values {
			n.values[k] *= by
		}
		n.to = min(len(t.r), i+utf8.RuneCountInString(rest[:best]))
	}
}

// isUnitSymbol says whether a word is the symbol of a unit in most languages.
func IsUnitSymbol(lower string) bool { return symbols[lower] != "" }
