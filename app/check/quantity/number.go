package quantity

import (
	"math"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// number is one number in a text.
type number struct {
	values     []float64 // what it can mean; the first is the likeliest
	unit       string    // as the data files of lang name it, "" where none is known
	text       string    // digits and separators, folded
	start, end int       // indexes
	paired     bool      // with one of the other text
	optional   bool      // an ordinal, which may be a word in the other text
}

// numbersIn returns every number of a text, with its unit.
func numbersIn(t *numText, l *lang.Language) (list []*number) {
	for i := 0; i < len(t.runes); i++ {
		if isNumeral(t.runes[i]) {
			found := numbersAt(t, i, l)
			list = append(list, found...)
			i = max(i, found[len(found)-1].end-1)
		}
	}
	for _, n := range list {
		if n.unit = unitAt(t, n.end, l); n.unit == "" && t.at(n.start-1) == '%' {
			n.unit = "%"
		}
	}
	for i := len(list) - 2; i >= 0; i-- {
		if a, b := list[i], list[i+1]; a.unit == "" && b.unit != "" && isRange(t, a.end, b.start) {
			a.unit = b.unit
		}
	}
	return list
}

// isRange reports whether no more than the words of a range stand between two numbers.
func isRange(t *numText, from, to int) bool {
	return to-from <= 12 && (from >= to || !strings.ContainsAny(t.slice(from, to), ".,;:()，。；：、।۔،"))
}

// numbersAt reads the number that starts at an index. What looks like a date or a version is several.
func numbersAt(t *numText, i int, l *lang.Language) []*number {
	g := groupsAt(t, i, l)
	n := &number{start: i, end: g.end, text: t.slice(i, g.end)}
	if g.separators == ":" {
		n.values = timeValues(parseNumber(g.groups[0]), parseNumber(g.groups[1]), halfDayAt(t, g.end))
		return []*number{n}
	}
	if n.values = g.values(l); n.values == nil {
		return splitGroups(t, i, g.groups)
	}
	n.addFraction(t)
	n.scale(t, l)
	switch half := halfDayAt(t, n.end); {
	case half != 0 && len(n.values) == 1 && n.values[0] <= 12:
		n.values = append(n.values, timeValues(n.values[0], 0, half)...)
	case isOrdinal(t, n.end):
		n.optional = true
	}
	if hasMinus(t, i) {
		for k := range n.values {
			n.values[k] = -n.values[k]
		}
	}
	return []*number{n}
}

// hasMinus reports whether the mark before an index is a minus rather than a hyphen or the dash of a range.
func hasMinus(t *numText, i int) bool {
	mark, before := t.at(i-1), t.at(i-2)
	return (mark == '-' || mark == '–') && !lang.InWord(before) && (i < 2 || t.isSpace(i-2) || before == '(') && !(t.isSpace(i-2) && t.isDigit(i-3))
}

func isOrdinal(t *numText, i int) bool {
	s := strings.ToLower(t.slice(min(i, len(t.runes)), i+2))
	return slices.Contains([]string{"st", "nd", "rd", "th"}, s) && !lang.InWord(t.at(i+2))
}

// splitGroups returns each group of digits as a number of its own.
func splitGroups(t *numText, i int, groups []string) (list []*number) {
	for _, g := range groups {
		for !t.isDigit(i) && i < len(t.runes) {
			i++
		}
		list = append(list, &number{values: []float64{parseNumber(g)}, text: g, start: i, end: i + len(g)})
		i += len(g)
	}
	return list
}

func (n *number) String() string { return strings.TrimSuffix(n.text+" "+n.unit, " ") }

func equal(a, b float64) bool { return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// canEqual reports whether two numbers can mean the same value, their values multiplied by the sizes of their units.
func (n *number) canEqual(m *number, size, sizeM float64) bool {
	return slices.ContainsFunc(n.values, func(a float64) bool {
		return slices.ContainsFunc(m.values, func(b float64) bool { return equal(a*size, b*sizeM) })
	})
}
