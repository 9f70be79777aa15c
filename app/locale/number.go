package locale

import (
	"math"
	"strconv"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// FormatNumber writes a whole number as the locale does, digits grouped: "1,234", "1.234", "١٬٢٣٤". The grouping is that of
// golang.org/x/text/message, the digits are those of [FormatDate].
func FormatNumber(tag string, n int) string {
	if p := printer(tag); p != nil {
		return p.Sprint(n)
	}
	return strconv.Itoa(n)
}

// FormatPercent writes a share from 0 to 1 in whole percent as the locale does: "85%", "85 %", "%85", "٨٥٪". A share below 1 is never
// rounded up to the whole.
func FormatPercent(tag string, share float64) string {
	percent := math.Floor(share * 100)
	if p := printer(tag); p != nil {
		return p.Sprint(number.Percent(percent/100, number.MaxFractionDigits(0)))
	}
	return strconv.Itoa(int(percent)) + "%"
}

// printer gives what formats numbers for a locale, and nil where its tag is none.
func printer(tag string) *message.Printer {
	id, ok := identify(tag)
	if !ok {
		return nil
	}
	name := join(id.base, id.script, id.region)
	if form, ok := formFor(tag); ok {
		name += "-u-nu-" + form.numbers
	}
	t, err := (language.Default | language.SuppressScript).Parse(name)
	if err != nil {
		return nil
	}
	return message.NewPrinter(t)
}
