package check

import (
	"fmt"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
)

// numbers compares the telephone numbers and all other numbers of both texts (R39). A number by which people call for help is one to phone.
func (c *checker) numbers() {
	const hint = "write the value and the unit of the English; its digits may be those of your language"
	for _, d := range c.source.quantities.Compare(c.target.prose, c.target.words, c.lang) {
		rule := "numbers"
		if d.Emergency && lang.SpeaksOfCalling(c.source.plain) {
			rule = "phones"
		}
		switch d.Kind {
		case quantity.PhoneMissing:
			c.add("phones", Error, 0, "the phone number "+quote(d.English)+" of the English is missing or changed", "copy its digits from the English")
		case quantity.PhoneAdded:
			c.addPlain("phones", Error, d.Start, "the phone number "+quote(d.Translation)+" is not in the English", "use the numbers of the English only")
		case quantity.NumberChanged:
			c.addPlain(rule, Error, d.Start, fmt.Sprintf("the English says %s, the translation %s", d.English, d.Translation), hint)
		case quantity.NumberMissing:
			c.add(rule, Error, 0, fmt.Sprintf("the English says %s, the translation does not", d.English), hint)
		case quantity.NumberAdded:
			c.addPlain(rule, Error, d.Start, fmt.Sprintf("the English does not say %s", d.Translation), hint)
		case quantity.WordChanged:
			c.addPlain("numbers", Warning, d.Start, "the word "+quote(d.Translation)+" is not the number of the English", "check the number words of both texts")
		}
	}
}
