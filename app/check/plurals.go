package check

import (
	"fmt"
	"slices"
	"strings"
)

// plurals requires the categories of the language for a message that counts, and other alone for one that does not. A
// missing category would show English to those readers (R34).
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
