package quantity

import (
	"regexp"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

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

var halfDay = regexp.MustCompile(`(?i)^[ \x{a0}]?([ap])\.?[ \x{a0}]?m`)

// halfDayAt returns 'a' or 'p' where "am" or "pm" follows, in any spelling, and 0 elsewhere.
func halfDayAt(t *numText, i int) rune {
	m := halfDay.FindStringSubmatch(t.slice(i, i+5))
	if m == nil || lang.InWord(t.at(i+utf8.RuneCountInString(m[0]))) {
		return 0
	}
	return lang.FirstRune(m[1]) | 0x20
}

// pairTimes pairs a time such as 10:30 with what other languages write as two numbers or with a point: 10 h 30, 10.30.
func pairTimes(want, got []*number) {
	for _, a := range want {
		for i, b := range got {
			for _, v := range a.values {
				if b.paired || v < timeOfDay || a.values[0] < timeOfDay {
					continue
				}
				h, m := float64(int(v-timeOfDay)/60), float64(int(v-timeOfDay)%60)
				if equal(b.values[0], h+m/100) {
					a.paired, b.paired = true, true
				}
				if i+1 < len(got) && equal(b.values[0], h) && equal(got[i+1].values[0], m) && got[i+1].start-b.end < 8 {
					a.paired, b.paired, got[i+1].paired = true, true, true
				}
			}
		}
	}
}
