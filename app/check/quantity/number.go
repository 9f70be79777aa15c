package quantity

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// number is one number in a text.
type number struct {
	values   []float64 // what it can mean; the first is the likeliest
	unit     string    // as unit tables name it, "" where none is known
	text     string    // digits and separators, folded
	from, to int       // places in the tape
	matched  bool
	optional bool // may be a word in the other text: an ordinal
}

// numbersOf reads every number of a text, with its unit.
func numbersOf(t *tape, l *lang.Language) (list []*number) {
	for i := 0; i < len(t.r); {
		if !t.digit(i) && vulgar(t.rune(i)) == 0 {
			i++
			continue
		}
		found := numberAt(t, i, l)
		list = append(list, found...)
		i = max(i+1, found[len(found)-1].to)
	}
	for _, n := range list {
		if n.unit == "" {
			n.unit = unitAt(l, t, n.to)
		}
		if n.unit == "" && strings.ContainsRune("%", t.rune(n.from-1)) {
			n.unit = "%"
		}
	}
	for i := len(list) - 2; i >= 0; i-- {
		if a, b := list[i], list[i+1]; a.unit == "" && b.unit != "" && connects(t, a.to, b.from) {
			a.unit = b.unit
		}
	}
	return list
}

// connects says whether no more than the words of a range stand between two numbers.
func connects(t *tape, from, to int) bool {
	if to-from > 12 {
		return false
	}
	for i := from; i < to; i++ {
		if strings.ContainsRune(".,;:()，。；：、।۔،", t.r[i]) {
			return false
		}
	}
	return true
}

// numberAt reads the number that starts at a place. What looks like a date or a version is several.
func numberAt(t *tape, from int, l *lang.Language) []*number {
	groups, seps, to := groupsAt(t, from, l)
	n := &number{from: from, to: to, text: string(t.r[from:to])}
	if len(groups) == 2 && seps == ":" {
		h, _ := strconv.Atoi(groups[0])
		m, _ := strconv.Atoi(groups[1])
		n.values = clockValues(float64(h), float64(m), halfDay(t, to))
		return []*number{n}
	}
	n.values = readGroups(l, groups, seps)
	if n.values == nil {
		return split(t, from, groups)
	}
	t.fraction(n)
	scale(l, t, n)
	switch half := halfDay(t, n.to); {
	case half != 0 && len(n.values) == 1 && n.values[0] <= 12:
		n.values = append(n.values, clockValues(n.values[0], 0, half)...)
	case ordinal(t, n.to):
		n.optional = true
	}
	if s := t.rune(from - 1); (s == '-' || s == '–') && !lang.InWord(t.rune(from-2)) && (from < 2 || t.blank(from-2) || t.rune(from-2) == '(') && !(t.blank(from-2) && t.digit(from-3)) {
		for i := range n.values {
			n.values[i] = -n.values[i]
		}
	}
	return []*number{n}
}

func ordinal(t *tape, i int) bool {
	s := strings.ToLower(string(t.r[min(i, len(t.r)):min(i+2, len(t.r))]))
	return slices.Contains([]string{"st", "nd", "rd", "th"}, s) && !lang.InWord(t.rune(i+2))
}

// split gives each group of digits as a number of its own.
func split(t *tape, from int, groups []string) (list []*number) {
	i := from
	for _, g := range groups {
		for !t.digit(i) && i < len(t.r) {
			i++
		}
		v, _ := strconv.ParseFloat(g, 64)
		list = append(list, &number{values: []float64{v}, text: g, from: i, to: i + len(g)})
		i += len(g)
	}
	return list
}

func same(a, b float64) bool { return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// shares says whether two numbers can mean the same value.
func (n *number) shares(m *number) bool {
	for _, a := range n.values {
		for _, b := range m.values {
			if same(a, b) {
				return true
			}
		}
	}
	return false
}
