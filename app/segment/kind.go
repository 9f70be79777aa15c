package segment

// Kind is what a segment is in its page.
type Kind string

// The kinds of segments.
const (
	KindTitle       Kind = "title"       // of the front matter, plain text
	KindDescription Kind = "description" // of the front matter, plain text
	KindHeading     Kind = "heading"
	KindParagraph   Kind = "paragraph"
	KindItem        Kind = "item"  // a paragraph of a list item
	KindCell        Kind = "cell"  // a cell of a table, the header included
	KindQuote       Kind = "quote" // a paragraph of a block quote
	KindImage       Kind = "image" // the alternative text of an image that is a paragraph of its own
)

// IsMarkdown reports whether texts of the kind are inline Markdown. Titles and descriptions are plain text; so is what is no kind of
// segment.
func (k Kind) IsMarkdown() bool {
	switch k {
	case KindHeading, KindParagraph, KindItem, KindCell, KindQuote, KindImage:
		return true
	}
	return false
}
