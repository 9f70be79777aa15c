package xliff

import "strings"

// meta is our metadata of a file, group or unit (XLIFF 2.1, Metadata Module).
type meta struct {
	pairs map[string]string
	note  string // the note about its place, which is no metadata
}

// metaOf returns our metadata of an element, or nil.
func metaOf(e *element) *meta {
	var m *meta
	for _, data := range e.find(metaSpace, "metadata") {
		for _, g := range data.find(metaSpace, "metaGroup") {
			if g.attr("category") != category {
				continue
			}
			m = &meta{pairs: map[string]string{}}
			for _, pair := range g.find(metaSpace, "meta") {
				m.pairs[pair.attr("type")] = strings.TrimSpace(pair.ownText())
			}
		}
	}
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
