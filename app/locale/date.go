package locale

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

//go:embed data/dates.txt
var datesText string

// dateForm is how a locale writes a long date.
type dateForm struct {
	numbers  string // numbering system by its CLDR name: "arab"
	zero     rune   // its digit for 0; the others follow it
	calendar string // "gregorian", "buddhist" or "persian"
	pattern  string // CLDR's, for example "d 'de' MMMM 'de' y"
	months   []string
}

// dateForms reads the embedded list at first use. Its keys are tags with the script always there: "zh-Hant", "en-Latn-GB".
var dateForms = sync.OnceValue(func() map[string]dateForm {
	forms := map[string]dateForm{}
	for line := range strings.Lines(datesText) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 {
			continue
		}
		numbers, zero, _ := strings.Cut(f[1], ":")
		forms[f[0]] = dateForm{numbers, []rune(zero)[0], f[2], f[3], strings.Split(f[4], "|")}
	}
	return forms
})

// formFor finds the date form of a locale, its nearest ancestor, or a language that its readers read.
func formFor(tag string) (dateForm, bool) {
	id, ok := identify(tag)
	if !ok {
		return dateForm{}, false
	}
	base := id.base
	for ok := true; ok; id, ok = known().parent(id) {
		if form, found := dateForms()[join(id.base, id.script, id.region)]; found {
			return form, true
		}
	}
	for _, target := range known().members[base] {
		if form, found := formFor(target); found {
			return form, true
		}
	}
	return dateForm{}, false
}

// FormatDate writes the day of t, in t's own time zone, as CLDR's long date of the locale: the month spelled out, the language's
// own digits (those that [FormatNumber] uses), Buddhist years in Thai and the Solar Hijri calendar in Persian. A language of
// which CLDR says nothing is given the date as ISO 8601 writes it, "2026-11-22".
func FormatDate(tag string, t time.Time) string {
	form, ok := formFor(tag)
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
	return form.write(year, month, day)
}

// write fills in the pattern (UTS #35, part 4, Date Format Patterns).
func (f dateForm) write(year int, month time.Month, day int) string {
	var b strings.Builder
	for p := f.pattern; p != ""; {
		c, _ := utf8.DecodeRuneInString(p)
		if c == '\'' {
			p = quoted(&b, p[1:])
			continue
		}
		n := len(p) - len(strings.TrimLeft(p, string(c)))
		switch {
		case c == 'y':
			f.number(&b, year, n)
		case c == 'd':
			f.number(&b, day, n)
		case c == 'M' && n < 3:
			f.number(&b, int(month), n)
		case c == 'M':
			b.WriteString(f.months[month-1])
		default:
			b.WriteString(p[:n])
		}
		p = p[n:]
	}
	return b.String()
}

// quoted writes what stands up to the closing quote, two quotes being one, and gives what is behind it.
func quoted(b *strings.Builder, p string) (rest string) {
	text, rest, _ := strings.Cut(p, "'")
	if text == "" {
		text = "'"
	}
	b.WriteString(text)
	return rest
}

// number writes n with at least width digits.
func (f dateForm) number(b *strings.Builder, n, width int) {
	if n < 0 {
		b.WriteByte('-')
		n = -n
	}
	var digits []rune
	for ; n > 0 || len(digits) < width; n /= 10 {
		digits = append(digits, f.zero+rune(n%10))
	}
	for i := len(digits) - 1; i >= 0; i-- {
		b.WriteRune(digits[i])
	}
}
