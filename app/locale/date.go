package locale

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// dateForm is the long date format of a locale.
type dateForm struct {
	numbering string // numbering system under its CLDR name: "arab"
	zero      rune   // its digit 0; the others follow it
	calendar  string // "gregorian", "buddhist" or "persian"
	pattern   string // CLDR's, for example "d 'de' MMMM 'de' y"
	months    []string
}

// dateForms returns the embedded formats, parsed at first use. The keys are tags with the script always there: "zh-Hant", "en-Latn-GB".
var dateForms = sync.OnceValue(func() map[string]dateForm {
	forms := map[string]dateForm{}
	for line := range strings.Lines(readData("dates.txt")) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 {
			continue
		}
		numbering, zero, _ := strings.Cut(f[1], ":")
		forms[f[0]] = dateForm{numbering, []rune(zero)[0], f[2], f[3], strings.Split(f[4], "|")}
	}
	return forms
})

// dateFormFor returns the date format of a locale, its nearest parent, or a language that its readers read.
func dateFormFor(tag string) (dateForm, bool) {
	parts, ok := parseTag(tag)
	for p := parts; ok; p, ok = cldr().parent(p) {
		if form, found := dateForms()[joinTag(p.base, p.script, p.region)]; found {
			return form, true
		}
	}
	for _, target := range cldr().macrolanguages[parts.base] {
		if form, found := dateFormFor(joinTag(target.base, target.script, target.region)); found {
			return form, true
		}
	}
	return dateForm{}, false
}

// FormatDate returns the day of t, in t's own time zone, as CLDR's long date of the locale (R31): the month spelled out, the language's
// own digits (those of [FormatNumber]), Buddhist years in Thai and the Solar Hijri calendar in Persian. For a tag of
// which CLDR says nothing, or that is none, it is the date of ISO 8601, "2026-11-22".
func FormatDate(tag string, t time.Time) string {
	form, ok := dateFormFor(tag)
	if !ok {
		return t.Format(time.DateOnly)
	}
	year, month, day := t.Date()
	switch form.calendar {
	case "buddhist":
		year += 543
	case "persian":
		year, month, day = solarHijri(t)
	}
	return form.format(year, month, day)
}

// format fills in the pattern (UTS #35, part 4, Date Format Patterns).
func (f dateForm) format(year int, month time.Month, day int) string {
	var b strings.Builder
	for p := f.pattern; p != ""; {
		c, _ := utf8.DecodeRuneInString(p)
		if c == '\'' {
			var text string
			text, p, _ = strings.Cut(p[1:], "'")
			b.WriteString(cmp.Or(text, "'")) // two quotes are one
			continue
		}
		n := len(p) - len(strings.TrimLeft(p, string(c)))
		switch {
		case c == 'y':
			f.writeNumber(&b, year, n)
		case c == 'd':
			f.writeNumber(&b, day, n)
		case c == 'M' && n < 3:
			f.writeNumber(&b, int(month), n)
		case c == 'M':
			b.WriteString(f.months[month-1])
		default:
			b.WriteString(p[:n])
		}
		p = p[n:]
	}
	return b.String()
}

// writeNumber writes n with at least width digits.
func (f dateForm) writeNumber(b *strings.Builder, n, width int) {
	for _, c := range fmt.Sprintf("%0*d", width, n) {
		if c != '-' {
			c += f.zero - '0'
		}
		b.WriteRune(c)
	}
}

// solarHijri returns a day of the Gregorian calendar in the Persian calendar (Solar Hijri). Leap years follow the rule of 33 years, which
// agrees with the calendar as it is kept, by astronomy, for the Gregorian years 1800 to 2123; dates of a page are near today.
func solarHijri(t time.Time) (year int, month time.Month, day int) {
	y, m, d := t.Date()
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
	year = (days-nowruz(1))/365 + 1
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
	return first + 365*(year-1) + (8*year+21)/33
}
