package segment

import "regexp"

// writtenID matches an id at the end of a heading's line.
var writtenID = regexp.MustCompile(`[ \t]+\{#([A-Za-z][A-Za-z0-9_-]*)\}[ \t]*\n?$`)

// headingID returns the id that the author gave to a heading, or "", and takes it off the end of the heading's lines.
func (b *blockBuilder) headingID(lines []span) string {
	last := &lines[len(lines)-1]
	m := writtenID.FindSubmatchIndex(b.text[last.start:last.end])
	if m == nil {
		return ""
	}
	id, at := string(b.text[last.start+m[2]:last.start+m[3]]), last.start+m[2]
	last.end = last.start + m[0]
	if b.page.ids[id] {
		b.faults.add(at, "two headings have the id %q: give one of them another", id)
	}
	if b.page.ids == nil {
		b.page.ids = map[string]bool{}
	}
	b.page.ids[id] = true
	return id
}
