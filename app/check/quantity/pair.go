package quantity

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

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

// addCalendarYears lets what may be a year also be one of the language's own calendar.
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
