package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// placeholder matches misspelled placeholders too: a translated name is what people get wrong.
var placeholder = regexp.MustCompile(catalog.BracesPattern)

// placeholders compares the placeholders of a text with those of all English forms.
func (c *checker) placeholders() {
	wanted := map[string]bool{}
	for _, form := range c.unit.Source.Filled() {
		for _, p := range placeholder.FindAllString(c.unit.Source.Get(form), -1) {
			wanted[p] = true
		}
	}
	seen := map[string]bool{}
	for _, m := range placeholder.FindAllStringIndex(c.target.text, -1) {
		p := c.target.text[m[0]:m[1]]
		if seen[p] = true; !wanted[p] {
			c.add("placeholders", Error, m[0], fmt.Sprintf("the English has no placeholder %s", p),
				"write the placeholders as they stand in the English, in Latin letters")
		}
	}
	// A form may say its number in a word; the form one of Russian and its kin also stands for 21.
	saysNumber := c.form == "zero" || c.form == "two" || c.form == "one" && !c.lang.OneIsMany
	var missing []string
	for p := range wanted {
		if !seen[p] && !(p == "{{.Count}}" && saysNumber && c.unit.Source.Plural()) {
			missing = append(missing, p)
		}
	}
	if slices.Sort(missing); len(missing) > 0 {
		c.add("placeholders", Error, max(0, strings.IndexByte(c.target.text, '{')), "the text lacks "+strings.Join(missing, ", "),
			"copy it from the English: it is filled when the page is shown")
	}
}

// plurals requires the categories of the language for a message that counts (R34), and other alone for one that does not.
func (c *checker) plurals() {
	wanted := []string{"other"}
	if c.unit.Source.Plural() && len(c.in.Categories) > 0 {
		wanted = c.in.Categories
	}
	filled := c.unit.Text.Filled()
	for _, c.form = range pluralCategories() {
		switch isWanted, isFilled := slices.Contains(wanted, c.form), slices.Contains(filled, c.form); {
		case isWanted && !isFilled:
			c.add("plurals", Error, 0, fmt.Sprintf("the plural form %q is empty", c.form), "fill it: the language uses "+strings.Join(wanted, ", "))
		case isFilled && !isWanted:
			c.add("plurals", Error, 0, fmt.Sprintf("the plural form %q is never used", c.form), "take it out: this message uses "+strings.Join(wanted, ", "))
		}
	}
}
