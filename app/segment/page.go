package segment

import "time"

// Page is one Markdown file: its front matter, the texts to translate, and the tree of its blocks. It never changes.
type Page struct {
	Slug     string // path below content/ without .md, for example "guides/first-visit"
	File     string // as named to [Parse]
	Front    FrontMatter
	Segments []Segment // in the order of the document; title and description come first
	Blocks   []Block   // the body as a tree: what is needed to render it

	source []byte
	places []place // where and how segment i is written
}

// FrontMatter is the front matter of a page: TOML between two lines "+++".
type FrontMatter struct {
	Title       string
	Description string
	Order       int       // place in the list of guides, smallest first
	Published   time.Time // midnight UTC of the day, as are the other dates
	Updated     time.Time
	ReviewBy    time.Time // zero where the page names none
	Critical    bool      // drafts are not shown on this page
}

// Segment is one leaf block of a page: the unit that is translated.
type Segment struct {
	Kind        Kind
	Level       int    // 1 to 6 for a heading, else 0
	Text        string // inline Markdown on one line, white space normalised; a hard break is a backslash and a line feed. Plain text for title and description
	Section     string // text of the heading it stands under, for a heading the one above it; "" before the first
	Note        string // the author's note for translators
	NoTranslate bool   // not to be translated: shown in English, in no catalog, counts for nothing
	Start       int    // first byte of the source that it covers
	End         int    // byte after the last
	Line        int    // of Start, from 1
	Col         int    // of Start, from 1, in characters
}

// Source gives the bytes that the page was parsed from. The caller must not change them.
func (p *Page) Source() []byte { return p.source }

// Raw gives the bytes of segment i as they stand in the source, line ends and prefixes of lines included.
func (p *Page) Raw(i int) string { return string(p.source[p.Segments[i].Start:p.Segments[i].End]) }
