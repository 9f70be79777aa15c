package segment

// KnownKey is what the English catalog of a page records about one key.
type KnownKey struct {
	Key     string
	Kind    Kind
	Text    string // the English that the key last stood for
	Retired bool   // the text has left the page
}

// The sections and parts of keys that no heading and no number makes.
const (
	sectionIntro = "intro" // before the first heading
	sectionPage  = "page"  // of title and description
	partHeading  = "heading"
	partTitle    = "title"
	partSummary  = "summary"
)

// partPrefix begins the last part of a key; a number follows.
var partPrefix = map[Kind]string{
	KindParagraph: "p", KindItem: "li", KindCell: "c", KindQuote: "q", KindImage: "img",
}

// Keys returns the key of each segment, "" for those that are not translated. A key is <slug>.<section>.<part>, for example
// "side-effects.infection.p1". known are the keys of the page's English catalog in its order, retired ones included. The result
// depends on nothing else (law 4).
//
// A known text keeps its key, wherever it moved. Other texts are compared with the known texts that are gone: first in the same gap
// between texts that stayed, then, more strictly, anywhere. A text that is similar to none gets a key that no text ever had.
func (p *Page) Keys(known []KnownKey) []string {
	n := newKeyNamer(p.Slug, known)
	keys := make([]string, len(p.Segments))
	for j, i := range alignSegments(n.reusable, p.Segments) {
		if i >= 0 {
			keys[j] = n.reusable[i].Key
		}
	}
	section := sectionIntro
	for i, s := range p.Segments {
		switch {
		case s.Kind == KindTitle:
			keys[i] = n.key(sectionPage, partTitle)
		case s.Kind == KindDescription:
			keys[i] = n.key(sectionPage, partSummary)
		case s.Kind == KindHeading && s.NoTranslate:
			section = sectionName(s.Text)
		case s.Kind == KindHeading && keys[i] != "":
			section, _ = n.split(keys[i])
		case s.Kind == KindHeading:
			section = n.newSection(s.Text)
			keys[i] = n.key(section, partHeading)
		case !s.NoTranslate && keys[i] == "":
			keys[i] = n.newPart(section, partPrefix[s.Kind])
		}
	}
	return keys
}
