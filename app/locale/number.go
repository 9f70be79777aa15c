package locale

import (
	"math"
	"strconv"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// FormatNumber returns a whole number as the locale writes it, digits grouped: "1,234", "1.234", "١٬٢٣٤" (R31). The grouping is that of
// golang.org/x/text/message, the digits are those of [FormatDate]. For a tag that is none it is plain decimal.
func FormatNumber(tag string, n int) string {
	if p := newPrinter(tag); p != nil {
		return p.Sprint(n)
	}
	return strconv.Itoa(n)
}

// FormatPercent returns a share from 0 to 1 in whole percent as the locale writes it: "85%", "85 %", "%85", "٨٥٪". It is rounded down.
func FormatPercent(tag string, share float64) string {
	percent := math.Floor(share * 100)
	if p := newPrinter(tag); p != nil {
		return p.Sprint(number.Percent(percent/100, number.MaxFractionDigits(0)))
	}
	return strconv.Itoa(int(percent)) + "%"
}

// newPrinter returns a printer for a locale, nil if its tag is none.
func newPrinter(tag string) *message.Printer {
	parts, ok := parseTag(tag)
	if !ok {
		return nil
	}
	name := joinTag(parts.base, parts.script, parts.region)
	if form, ok := dateFormFor(tag); ok {
		name += "-u-nu-" + form.numbering
	}
	t, err := (language.Default | language.SuppressScript).Parse(name)
	if err != nil {
		return nil
	}
	return message.NewPrinter(t)
}
