package catalog

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// removedOnOneSide stands above an entry that one side of a merge removed and the other changed.
const removedOnOneSide = "# One branch removed this entry, the other changed it: delete it, or this line."

// Merge returns the catalog that two versions of one make, message by message; base is what both come from, nil where there is nothing. What only one side
// changed is taken. Where both wrote a text for one message, the one stands whose hash is that of the English that stands in the result, and the other becomes a
// previous translation (law 3). Where both are of that English, the one with more plural forms stands, and of two with as many always the same one,
// whichever side is ours: readers are served the same in both directions. Comments that people wrote on either side stay, and so does an entry that one side
// removed and the other changed. Where the two have changed other plural forms of one text, both go in. An entry with a fault is taken from the version in which it is sound; where it has a fault in both, one
// stands as it is. What the other has there becomes comments (law 9).
//
// chosen are the keys of the messages for which both wrote a text, so that one has become a previous one. The error is [store.Faults] where a version cannot be read ([File.Opaque]).
func Merge(base, ours, theirs *File) (merged *File, chosen []string, err error) {
	for _, f := range []*File{ours, theirs} {
		if f.opaque {
			return nil, nil, store.Faults{{File: f.name, Msg: "one of the two versions cannot be read, and cannot be merged: mend it on its branch, or choose one of the two"}}
		}
	}
	if base == nil || base.opaque {
		base = &File{full: &layout{}}
	}
	base, x, y := samePage(base, ours, theirs)
	switch order := bytes.Compare(x.text(), y.text()); {
	case order == 0 || bytes.Equal(y.text(), base.text()):
		return x, nil, nil
	case bytes.Equal(x.text(), base.text()):
		return y, nil, nil
	case order > 0: // so that nothing depends on whose is whose
		x, y = y, x
	}
	m := &fileMerge{base: newMergeSide(base.layout()), x: newMergeSide(x.layout()), y: newMergeSide(y.layout()),
		kind: mergedKind{page: ours.page, english: strings.HasSuffix(path.Base(ours.name), ".en.toml")}}
	merged, err = m.merge().settled(ours)
	return merged, m.chosen, err
}

// settled returns the layout as a file that reads and writes back to the same bytes (law 5), with the line ends of ours.
func (m *layout) settled(ours *File) (*File, error) {
	data := m.bytes()
	for range 4 {
		f, _ := parseAs(ours.name, data, ours.page)
		if f.opaque {
			return nil, store.Faults{{File: ours.name, Msg: "the two versions make a catalog together that cannot be read: choose one of the two"}}
		}
		if again := f.layout().bytes(); !bytes.Equal(again, data) {
			data = again
			continue
		}
		break
	}
	f, _ := parseAs(ours.name, withLineEnds(data, ours.source), ours.page)
	return f, nil
}

// mergedKind is what kind of catalog is merged.
type mergedKind struct{ page, english bool }

// fileMerge merges two versions of a catalog, x and y.
type fileMerge struct {
	base, x, y mergeSide
	kind       mergedKind
	chosen     []string // keys for which both wrote a text
	stays      []*entry // that one side removed, of which the result has a copy
	displaced  []*entry // for which those of the other side stand, because there is a fault in one of the two
}

// mergeSide is one version of a catalog: its entries by key, more than one where a key stands twice, and what is below them.
type mergeSide struct {
	*layout
	keys     []string
	live     map[string][]*entry
	trailers []trailer
	known    map[string]bool // trailers, as they are written
}

func newMergeSide(l *layout) mergeSide {
	s := mergeSide{layout: l, live: map[string][]*entry{}, trailers: l.trailers, known: map[string]bool{}}
	for _, e := range l.entries {
		if s.live[e.key] == nil {
			s.keys = append(s.keys, e.key)
		}
		s.live[e.key] = append(s.live[e.key], e)
	}
	for _, t := range l.trailers {
		s.known[t.String()] = true
	}
	return s
}

// String returns the trailer as it is written.
func (t trailer) String() string {
	if t.obsolete == nil {
		return strings.Join(t.lines, "\n")
	}
	return markPrevious + t.obsolete.String()
}

// String returns the entry as it is written.
func (e *entry) String() string { return strings.Join(e.appendTable(e.above()), "\n") }

func (m *fileMerge) merge() *layout {
	m.separate()
	merged := &layout{head: mergeLines(m.base.head, m.x.head, m.y.head)}
	for _, key := range mergeKeys(m.base.keys, m.x.keys, m.y.keys) {
		merged.entries = append(merged.entries, m.entries(key)...)
	}
	taken := map[string]bool{}
	for i, side := range []mergeSide{m.x, m.y} {
		other := []mergeSide{m.y, m.x}[i]
		for _, t := range side.trailers {
			if id := t.String(); !taken[id] && (other.known[id] || !m.base.known[id]) {
				taken[id] = true
				merged.trailers = append(merged.trailers, t)
			}
		}
	}
	merged.trailers = append(merged.trailers, m.replaced(merged)...)
	return merged
}

// isSoundEntry reports whether a version has one entry of a key, without a fault.
func isSoundEntry(list []*entry) bool { return len(list) == 1 && list[0].body == "" }

// replaced returns what one version has of entries that have a fault there and were taken from the other one, as comments (law 3).
func (m *fileMerge) replaced(merged *layout) (tail []trailer) {
	for _, e := range slices.Concat(m.x.faulty(), m.y.faulty(), m.displaced) {
		if slices.Contains(merged.entries, e) || slices.Contains(m.stays, e) || slices.ContainsFunc(m.base.live[e.key], e.like) || slices.ContainsFunc(merged.entries, e.like) {
			continue
		}
		t := trailer{lines: []string{fmt.Sprintf("# An entry that has a fault on one branch, beside the one of the other branch (%s):", e.key)}}
		for line := range strings.SplitSeq(e.String(), "\n") {
			t.lines = append(t.lines, withMark("#", line))
		}
		if !slices.ContainsFunc(tail, func(other trailer) bool { return other.String() == t.String() }) {
			tail = append(tail, t)
		}
	}
	return tail
}

// faulty returns the entries with a fault.
func (s mergeSide) faulty() (list []*entry) {
	for _, e := range s.entries {
		if e.body != "" {
			list = append(list, e)
		}
	}
	return list
}

// like reports whether two entries are written alike.
func (e *entry) like(other *entry) bool { return e.String() == other.String() }

// entries returns what stands under a key in the result.
func (m *fileMerge) entries(key string) []*entry {
	b, x, y := m.base.live[key], m.x.live[key], m.y.live[key]
	like := func(a, b []*entry) bool { return slices.EqualFunc(a, b, (*entry).like) }
	switch {
	case like(x, y) || like(y, b):
		return x
	case like(x, b):
		return y
	case len(x) == 0:
		return m.kept(y, m.x)
	case len(y) == 0:
		return m.kept(x, m.y)
	case isSoundEntry(x) && isSoundEntry(y):
		from := &entry{key: key}
		if isSoundEntry(b) {
			from = b[0]
		}
		e, chosen := mergeEntry(from, x[0], y[0], m.kind)
		if chosen {
			m.chosen = append(m.chosen, key)
		}
		return []*entry{e}
	case isSoundEntry(y):
		m.displaced = append(m.displaced, x...)
		return y
	}
	m.displaced = append(m.displaced, y...)
	return x
}

// kept returns the entries of a key that the other side removed, with a comment that says so where that side does not keep it as an obsolete one.
func (m *fileMerge) kept(list []*entry, other mergeSide) []*entry {
	key := list[0].key
	if slices.ContainsFunc(other.trailers, func(t trailer) bool { return t.obsolete != nil && t.obsolete.key == key }) {
		return list
	}
	e := list[0].clone()
	m.stays = append(m.stays, list[0])
	if !slices.Contains(e.comments[atHeader], removedOnOneSide) {
		e.keepComments(removedOnOneSide)
	}
	return append([]*entry{e}, list[1:]...)
}
