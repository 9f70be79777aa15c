package segment

// Page is one Markdown file: its front matter, its segments, and the tree of its blocks. It is immutable.
type Page struct {
	Slug     string // path below content/ without .md, for example "guides/first-visit"
	File     string // as named to [Parse]
	Front    FrontMatter
	Segments []Segment // in the order of the document; title and description come first
	Blocks   []Block   // the tree of the body, to render it

	source []byte
}

// Segment is one leaf block of a page: the unit that is translated.
type Segment struct {
	Kind        Kind
	Level       int    // 1 to 6 for a heading, else 0
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
