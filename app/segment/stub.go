package segment

type place struct{}

// Parse splits a page. The error is store.Faults, with every fault that was found.
func Parse(slug, file string, src []byte) (*Page, error) { panic("thin path") }

// Join writes the page with other texts in the places of its segments; texts[i] is for segment i. A segment's raw text
// leaves its bytes as they are, and so does an empty text. Any other text is written so that the blocks stay the
// same: on one line, escaped or quoted as its place demands.
func (p *Page) Join(texts []string) []byte { panic("thin path") }

// Inline parses a text that is to stand as a paragraph. It is an error if the text is anything but one inline run:
// empty, two paragraphs, a list, a heading, a quote, code, a rule, a table, an HTML block, a link definition.
func Inline(text string) (*Run, error) { panic("thin path") }

// InlineLike parses a text that is to stand in the place of source. Where source itself is no paragraph by [Inline], for
// example a heading "1. Before you come", text need not be one either; it must still be one line or lines with hard breaks.
func InlineLike(source, text string) (*Run, error) { panic("thin path") }

// PlainText gives what a reader sees of the run: no marks, breaks as spaces, the text of images included.
func (r *Run) PlainText() string { panic("thin path") }

// Words counts the words of a text that a reader sees: what stands between spaces and has a letter or a digit.
func Words(text string) int { panic("thin path") }
