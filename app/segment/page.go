package segment

// Page is one Markdown file: its front matter, its segments, and the tree of its blocks. It is immutable. [ParseSite] gives one that has segments alone.
type Page struct {
	Slug     string // path below content/ without .md, for example "guides/first-visit"
	File     string // as named to [Parse]
	Front    FrontMatter
	Segments []Segment // in the order of the document; title and description come first
	Blocks   []Block   // the tree of the body, to render it
	Site     *Site     // what site.toml says beside its texts; nil of a Markdown file

	source    []byte
	footnotes map[string]int  // numbers, by label
	ids       map[string]bool // that the author gave to headings
}

// FootnoteNumber returns the number of a footnote by its label: they are counted from 1 in the order of the marks that point to them. It is 0
// if the page has none of that label.
func (p *Page) FootnoteNumber(label string) int { return p.footnotes[label] }

// HasID reports whether the author gave the id to a heading.
func (p *Page) HasID(id string) bool { return p.ids[id] }

// Segment is one leaf block of a page: the unit that is translated.
type Segment struct {
	Kind        Kind
	Level       int    // 1 to 6 for a heading, else 0
	ID          string // that the author gave to a heading as {#id}
	Text        string // inline Markdown on one line, white space normalised; a hard break is a backslash and a line feed. Plain text for title and description
	Section     string // text of the heading it is under, for a heading the one above it; "" before the first
	Note        string // the author's note for translators
	NoTranslate bool   // shown in English, in no catalog, counts for nothing
	Start       int    // offset of the first byte of the source that it covers
	End         int    // offset after the last
	Line        int    // of Start, from 1
	Col         int    // of Start, from 1, in characters
}

// Source returns the bytes that the page was parsed from. The caller must not change them.
func (p *Page) Source() []byte { return p.source }

// Raw returns the bytes of segment i as they are in the source, with line ends and the marks that begin its lines.
func (p *Page) Raw(i int) string { return string(p.source[p.Segments[i].Start:p.Segments[i].End]) }

// KeyMessage returns the index of the segment that tells readers first what matters: the summary, or else the description.
func (p *Page) KeyMessage() int {
	if len(p.Segments) > 2 && p.Segments[2].Kind == KindSummary {
		return 2
	}
	return 1
}

// Kind is what a segment is in its page.
type Kind string

// The kinds of segments.
const (
	KindTitle       Kind = "title"       // of the front matter, plain text
	KindDescription Kind = "description" // of the front matter, plain text
	KindSummary     Kind = "summary"     // of the front matter, plain text
	KindHeading     Kind = "heading"
	KindParagraph   Kind = "paragraph"
	KindItem        Kind = "item"     // a paragraph of a list item
	KindCell        Kind = "cell"     // a cell of a table, the header included
	KindQuote       Kind = "quote"    // a paragraph of a block quote
	KindImage       Kind = "image"    // the alternative text of an image that is a paragraph of its own
	KindFootnote    Kind = "footnote" // a paragraph of a footnote
	KindName        Kind = "name"     // of the site or its operator, plain text, as are the kinds below
	KindAddress     Kind = "address"  // of the operator
	KindService     Kind = "service"  // that answers an emergency number
)

// IsMarkdown reports whether texts of the kind are inline Markdown. Titles, descriptions, summaries and unknown kinds are plain text.
func (k Kind) IsMarkdown() bool {
	return k == KindHeading || partPrefix[k] != "" // all that have a key of a section
}

// IsKnown reports whether it is one of the kinds above.
func (k Kind) IsKnown() bool {
	switch k {
	case KindTitle, KindDescription, KindSummary, KindName, KindAddress, KindService:
		return true
	}
	return k.IsMarkdown()
}

// BlockKind is what a block is.
type BlockKind string

// The kinds of blocks. The children of a table are rows, the header row first; of a row, cells; of a list, items.
const (
	BlockHeading   BlockKind = "heading"
	BlockParagraph BlockKind = "paragraph"
	BlockList      BlockKind = "list"
	BlockItem      BlockKind = "item"
	BlockQuote     BlockKind = "quote"
	BlockTable     BlockKind = "table"
	BlockHeaderRow BlockKind = "headerrow"
	BlockRow       BlockKind = "row"
	BlockCell      BlockKind = "cell"
	BlockCode      BlockKind = "code"
	BlockRule      BlockKind = "rule"
	BlockImage     BlockKind = "image"     // a paragraph that is nothing but an image
	BlockFootnotes BlockKind = "footnotes" // the last block of a page that has footnotes: all of them, in the order of their numbers
	BlockFootnote  BlockKind = "footnote"
)

// Block is one block of a page. A leaf with text names its segment. There are no blocks for comments.
type Block struct {
	Kind     BlockKind
	Level    int     // of a heading, 1 to 6
	Ordered  bool    // of a list
	Start    int     // number of an ordered list's first item, and of a footnote
	Tight    bool    // of a list: its paragraphs are written without <p>
	Align    string  // of a cell: "left", "center", "right" or "none"
	Segment  int     // index in the page's segments; -1 if the block has no text of its own
	Label    string  // of a footnote
	Literal  string  // of a code block, line ends as "\n"
	Dest     string  // of an image, escapes and entities decoded
	Line     int     // of an image, from 1
	Col      int     // of an image, from 1, in characters
	Children []Block // of items, quotes and footnotes: any blocks
}
