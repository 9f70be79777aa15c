package quantity

import "github.com/parlance/parlance/app/check/lang"

// timeOfDay is added to a time of day in minutes, so that it equals no other number.
const timeOfDay = 1e9

// timeValues returns what a time can mean, given 'a' for am, 'p' for pm and 0 for neither. Full hours may stand as mere numbers.
func timeValues(h, m float64, half rune) (values []float64) {
	hours := []float64{h}
	switch {
	case half == 'p' && h < 12:
		hours = append(hours, h+12)
	case half == 'a' && h == 12:
		hours = append(hours, 0)
	}
	for _, h := range hours {
		values = append(values, timeOfDay+h*60+m)
		if m == 0 {
			values = append(values, h)
		}
	}
	return values
}

// halfDayAt returns 'a' or 'p' where "am" or "pm" follows, in any spelling, and 0 elsewhere.
func halfDayAt(t *numText, i int) rune {
	if t.isSpace(i) {
		i++
	}
	r := t.at(i) | 0x20
	if r != 'a' && r != 'p' {
		return 0
	}
	i++
	if t.at(i) == '.' {
		i++
	}
	if t.isSpace(i) {
		i++
	}
	if t.at(i)|0x20 != 'm' || lang.InWord(t.at(i+1)) {
		return 0
	}
	return r
}
