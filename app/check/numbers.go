package check

import (
	"fmt"
	"regexp"

	"github.com/parlance/parlance/app/check/quantity"
)

var calls = regexp.MustCompile(`(?i)\b(?:emergency|ambulance|call|dial|phone|telephone|hotline)\b`)

// numbers compares the telephone numbers and the other numbers of both texts.
func (c *checker) numbers() {
	const hint = "write the value and the unit of the English; its digits may be those of your language"
	for _, d := range c.src.quantities.Compare(c.lang, c.dst.prose, c.dst.words) {
		rule := "numbers"
		if d.Emergency && calls.MatchString(c.src.plain) {
			rule = "phones"
		}
		switch d.Kind {
		case quantity.PhoneMissing:
			c.report("phones", Error, 0, "the phone number "+quote(d.English)+" of the English is missing or changed", "copy its digits from the English")
		case quantity.PhoneAdded:
			c.reportSeen("phones", Error, d.Start, "the phone number "+quote(d.Translation)+" is not in the English", "use the numbers of the English only")
		case quantity.NumberChanged:
			c.reportSeen(rule, Error, d.Start, fmt.Sprintf("the English says %s, the translation %s", d.English, d.Translation), hint)
		case quantity.NumberMissing:
			c.report(rule, Error, 0, fmt.Sprintf("the English says %s, the translation does not", d.English), hint)
		case quantity.NumberAdded:
			c.reportSeen(rule, Error, d.Start, fmt.Sprintf("the English does not say %s", d.Translation), hint)
		case quantity.WordChanged:
			c.reportSeen("numbers", Warning, d.Start, "the word "+quote(d.Translation)+" is not the number of the English", "check the number words of both texts")
		}
	}
}
