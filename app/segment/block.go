package segment

// BlockKind is what a block is.
type BlockKind string

// The kinds of blocks. The children of a table are rows, the first of them the header row; those of a row are cells; those of a list
// are items. Items and quotes hold any blocks.
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
	BlockImage     BlockKind = "image" // a paragraph that is nothing but an image
)

// Block is one block of a page. A leaf with text names its segment. There are no blocks for comments.
type Block struct {
	Kind     BlockKind
	Level    int    // of a heading, 1 to 6
	Ordered  bool   // of a list
	Start    int    // number of an ordered list's first item
	Tight    bool   // of a list: its paragraphs are written without <p>
	Align    Align  // of a cell
	Segment  int    // index in the page's segments; -1 if the block has no text of its own
	Literal  string // of a code block, line ends as "\n"
	Info     string // of a fenced code block
	Dest     string // of an image, escapes and entities decoded
	Children []Block
}

// Align is the alignment of a table cell.
type Align uint8

// The alignments of GFM tables.
const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)
