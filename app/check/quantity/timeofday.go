package quantity

import (
	"math"

	"github.com/parlance/parlance/app/check/lang"
)

// clock is added to a time of day in minutes, so that it equals no other number.
const clock = 1e9

func clockValues(h, m float64, half rune) []float64 {
	v := []float64{clock + h*60 + m}
	if m == 0 {
		v = append(v, h)
	}
	other := math.Inf(1)
	switch {
	case half == 'p' && h < 12:
		other = h + 12
	case half == 'a' && h == 12:
		other = 0
	}
	if !math.IsInf(other, 1) {
		v = append(v, clock+other*60+m)
		if m == 0 {
			v = append(v, other)
		}
	}
	return v
}

// halfDay gives 'a' or 'p' where "am" or "pm" follows.
func halfDay(t *tape, i int) rune {
	if t.blank(i) {
		i++
	}
	r := t.rune(i) | 0x20
	if r != 'a' && r != 'p' {
		return 0
	}
	i++
	if t.rune(i) == '.' {
		i++
	}
	if t.blank(i) {
		i++
	}
	if t.rune(i)|0x20 != 'm' || lang.InWord(t.rune(i+1)) {
		return 0
	}
	return r
}
