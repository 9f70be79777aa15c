package xliff

import "strings"

// meta is our metadata of a file, group or unit (XLIFF 2.1, Metadata Module).
type meta struct {
	pairs map[string]string // the values by type; nil in an element without our metadata
	note  string            // the notes about its place on the page, which are no metadata, a line each
}

// metaOf returns our metadata of an element.
func metaOf(e *element) (m meta) {
	for _, g := range e.find(metaSpace, "metadata", "metaGroup") {
		if g.attr("category") != category {
			continue
		}
		m.pairs = map[string]string{}
		for _, pair := range g.find(metaSpace, "meta") {
			m.pairs[pair.attr("type")] = strings.TrimSpace(pair.ownText())
		}
	}
	var notes []string
	for _, note := range e.find(coreSpace, "notes", "note") {
		if note.attr("category") == "context" {
			notes = append(notes, note.ownText())
		}
	}
	m.note = strings.Join(notes, "\n")
	return m
}

// metadata writes pairs of type and value. Pairs without a value are left out, except the name of the site.
func (w *writer) metadata(pairs ...string) {
	w.open("mda:metadata")
	w.open("mda:metaGroup", "category", category)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" || pairs[i] == "site" {
			w.line(tag("mda:meta", "type", pairs[i]) + escape(pairs[i+1]) + "</mda:meta>")
		}
	}
	w.end("mda:metaGroup")
	w.end("mda:metadata")
}
