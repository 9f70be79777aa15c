package check

import "strings"

// block requires one run that can stand where the English stands.
func (c *checker) block() {
	switch {
	case c.target.err != nil:
		c.add("block", Error, 0, c.target.err.Error(), "write it as the English is written: one paragraph, without a list, a heading or a table")
	case !c.english.markdown && strings.Contains(c.target.text, "\n") && !strings.Contains(c.source.text, "\n"):
		c.add("block", Error, strings.IndexByte(c.target.text, '\n'), "the text has more than one line", "write it on one line, as the English is")
	}
}
