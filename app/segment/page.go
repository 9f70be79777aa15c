package segment

// Page is one Markdown file: its front matter, its segments, and the tree of its blocks. It is immutable.
type Page struct {
	Slug     string // path below content/ without .md, for example "guides/first-visit"
	File     string // as named to [Parse]
	Front    FrontMatter
	Segments []Segment // in the order of the document; title and description come first
	Blocks   []Block   // the tree of the body, to render it

	source []byte
	syntax []syntax // how segment i is written
}

// syntax is how a segment is written in its page.
type syntax uint8

const (
	syntaxTOML      syntax = iota // a string of the front matter
	syntaxParagraph               // lines that begin a paragraph
	syntaxSetext                  // lines above an underline
	syntaxATX                     // the rest of a line after "#"
	syntaxCell                    // after a "|"
	syntaxFirstCell               // at the start of a row without a "|"
	syntaxImageText               // between "![" and "]"
)

// Segment is one leaf block of a page: the unit that is translated.
type Segment struct {
	Kind        Kind
	Level       int    // 1 to 6 for a heading, else 0
	Text        string // inline Markdown on one line, white space normalised; a hard break is a backslash and a line feed. Plain text for title and description
	Section     string // text of the heading it stands under, for a heading the one above it; "" before the first
	Note        string // the author's note for translators
	NoTranslate bool   // shown in English, in no catalog, counts for nothing
	Start       int    // offset of the first byte of the source that it covers
	End         int    // offset after the last
	Line        int    // of Start, from 1
	Col         int    // of Start, from 1, in characters
}

// Source returns the bytes that the page was parsed from. The caller must not change them.
func (p *Page) Source() []byte { return p.source }

// Raw returns the bytes of segment i as they stand in the source, with line ends and the marks that begin its lines.
func (p *Page) Raw(i int) string { return string(p.source[p.Segments[i].Start:p.Segments[i].End]) }

// addSegment adds a segment at a place of the text being parsed and returns its index.
func (p *Page) addSegment(s Segment, written syntax, at span) int {
	s.Start, s.End = at.start, at.end
	p.Segments = append(p.Segments, s)
	p.syntax = append(p.syntax, written)
	return len(p.Segments) - 1
}
