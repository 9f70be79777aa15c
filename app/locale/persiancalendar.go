package locale

import "time"

// solarHijri returns a day of the Gregorian calendar in the Persian calendar (Solar Hijri). Leap years follow the rule of 33 years, which
// agrees with the calendar as it is kept, by astronomy, for the Gregorian years 1800 to 2123; dates of a page are near today.
func solarHijri(t time.Time) (year int, month time.Month, day int) {
	y, m, d := t.Date()
	days := floorDiv(int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()), 24*60*60)
	year = floorDiv(days-nowruz(1), 365) + 1
	for nowruz(year) > days {
		year--
	}
	rest := days - nowruz(year)
	const long = 6 * 31 // the first six months have 31 days
	if rest < long {
		return year, time.Month(1 + rest/31), 1 + rest%31
	}
	rest -= long
	return year, time.Month(7 + rest/30), 1 + rest%30
}

// nowruz returns the first day of a Persian year, in days since 1 January 1970.
func nowruz(year int) int {
	const first = -492268 // 1 Farvardin of the year 1
	return first + 365*(year-1) + floorDiv(8*year+21, 33)
}

// floorDiv returns a/b rounded towards minus infinity.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
