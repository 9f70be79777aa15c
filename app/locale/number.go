package locale

import (
	"strconv"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// FormatNumber writes a whole number as the locale does, digits grouped: "1,234", "1.234", "١٬٢٣٤". The grouping is that of
// golang.org/x/text/message, the digits are those of [FormatDate].
func FormatNumber(tag string, n int) string {
	id, ok := identify(tag)
	if !ok {
		return strconv.Itoa(n)
	}
	name := join(id.base, id.script, id.region)
	if form, ok := formFor(tag); ok {
		name += "-u-nu-" + form.numbers
	}
	t, err := (language.Default | language.SuppressScript).Parse(name)
	if err != nil {
		return strconv.Itoa(n)
	}
	return message.NewPrinter(t).Sprint(n)
}
