package catalog

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// RememberedKeys returns what the English catalog of a page remembers of its keys, for [segment.Page.Keys]: the entries in the
// order of the file, then the retired keys, which are never given to another text.
func RememberedKeys(english *File) []segment.KnownKey {
	if english == nil {
		return nil
	}
	messages := english.messages
	if english.faulty { // those with a fault, too
		messages = nil
		for _, e := range english.layout().entries {
			messages = append(messages, e.message())
		}
	}
	all := make([]segment.KnownKey, 0, len(messages))
	for i, m := range append(slices.Clip(messages), english.obsolete()...) {
		all = append(all, segment.KnownKey{Key: m.Key, Kind: segment.Kind(m.Kind), Text: m.Forms.Other, Retired: i >= len(messages)})
	}
	return all
}

// SyncEnglish returns the English catalog of a page laid out anew: an entry for each of its segments in the order of the page, and a
// comment for each key whose text has left it. old is the catalog as it is, nil where there is none yet. If it is [File.Faulty], it is
// returned as it is, since keys that it does not tell would be given to other texts (law 4). The page must have passed [CheckPage].
func SyncEnglish(page *segment.Page, old *File) *File {
	if old == nil {
		old = &File{name: page.Slug + ".en.toml"}
	}
	if old.faulty {
		return old
	}
	fresh := englishLayout(page, page.Keys(RememberedKeys(old)))
	if old.plain && old.page && bytes.Equal(fresh.bytes(), old.source) {
		return old
	}
	x := newEntryIndex(old.layout(), true)
	m := layout{head: old.layout().head}
	for _, want := range fresh.entries {
		e := x.take(want.key, Forms{})
		e.notes = want.notes
		e.keepTextOnly()
		e.set("other", want.value("other"))
		m.entries = append(m.entries, e)
	}
	m.trailers = x.leftovers(func(*entry) bool { return true })
	return m.file(old, true)
}

// englishLayout returns the English catalog of a page that nobody has changed, with these keys of its segments.
func englishLayout(page *segment.Page, keys []string) *layout {
	m := &layout{entries: make([]*entry, 0, len(keys))}
	for i, key := range keys {
		if key != "" {
			seg := page.Segments[i]
			e := &entry{key: key, notes: []string{noteOf(seg)}}
			if page.Front.Critical && seg.Kind == segment.KindTitle {
				e.notes[0] = noteCritical
			}
			e.set("other", seg.Text)
			m.entries = append(m.entries, e)
		}
	}
	return m
}

// keepTextOnly removes what an English catalog does not hold, and keeps what people wrote there as comments.
func (e *entry) keepTextOnly() {
	for _, p := range e.pairs {
		e.keepComments(p.before...)
		if !p.Text.Empty() {
			e.keepComments(p.lines()...)
		}
	}
	e.keepComments(markLines(markSuggestion, e.foreignSuggestions())...)
	e.source, e.pairs, e.suggestions = Forms{}, nil, nil
	for _, m := range e.members {
		if m.name != "other" {
			e.keepComments(append(slices.Clip(m.before), m.trail)...)
		}
	}
	e.members = slices.DeleteFunc(e.members, func(m member) bool { return m.name != "other" })
}

// noteOf returns the "#." line of a segment: its kind, the heading it stands under, the author's note.
func noteOf(seg segment.Segment) string {
	note := string(seg.Kind)
	if seg.Section != "" {
		note += " · " + tomltext.QuoteBasic(singleLine(seg.Section))
	}
	if seg.Note != "" {
		note += " · " + singleLine(seg.Note)
	}
	return note
}

func singleLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || tomltext.MustEscape(r) || r == '\n' }), " ")
}

// CheckPage returns a fault for each text of a page that no catalog can hold: template actions and placeholders, characters that are
// refused everywhere, text that is not NFC.
func CheckPage(page *segment.Page) (faults store.Faults) {
	for _, seg := range page.Segments {
		if seg.NoTranslate {
			continue
		}
		flaws := validateText(seg.Text, false)
		if placeholder.MatchString(seg.Text) {
			flaws = append(flaws, flaw{msg: "a placeholder, and pages have none: write it without {{ and }}"})
		}
		for _, f := range flaws {
			faults = append(faults, &store.Fault{File: page.File, Line: seg.Line, Col: seg.Col, Msg: string(seg.Kind) + ": " + f.msg})
		}
	}
	return faults
}

// SyncInterface returns the interface's English catalog with what goi18n needs, and all else as people wrote it. A message with plural forms
// gets the description that makes its hash cover them all; a person's description becomes a "#." line, which every locale's catalog shows.
func SyncInterface(old *File) *File {
	if old = old.asTables(); old.opaque || old.respelled {
		return old
	}
	var edits []edit
	data := old.text()
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(slices.Clip(data), '\n')
	}
	for _, e := range old.layout().entries {
		if e.body == "" {
			edits = append(edits, descriptionEdits(data, e)...)
		}
	}
	if len(edits) == 0 {
		return old
	}
	f, _ := parseAs(old.name, withLineEnds(applyEdits(data, edits), old.source), old.page)
	if f.faults > old.faults {
		return old
	}
	return f
}

var toolDescription = regexp.MustCompile(`^((zero|one|two|few|many): "([^"\\]|\\.)*"; )+other:$`)

func descriptionEdits(data []byte, e *entry) (edits []edit) {
	want, m := description(e.forms()), e.member("description")
	if m == nil && want == "" || m != nil && m.value == want && want != "" {
		return nil
	}
	head := bytes.LastIndexByte(data[:e.offset], '\n') + 1
	if m != nil && m.value != "" && !toolDescription.MatchString(m.value) {
		for line := range strings.SplitSeq(m.value, "\n") {
			edits = append(edits, edit{head, head, withMark(markNote, singleLine(line)) + "\n"})
		}
	}
	switch {
	case m == nil:
		below := lineEnd(data, e.offset)
		return append(edits, edit{below, below, "description = " + tomltext.Quote(want) + "\n"})
	case want != "":
		return append(edits, edit{m.offset, m.offset + len(m.raw), tomltext.Quote(want)})
	}
	if m.trail != "" {
		edits = append(edits, edit{head, head, m.trail + "\n"})
	}
	return append(edits, edit{bytes.LastIndexByte(data[:m.offset], '\n') + 1, lineEnd(data, m.offset+len(m.raw)), ""})
}

// lineEnd returns the offset behind the line that offset stands in.
func lineEnd(data []byte, offset int) int {
	if i := bytes.IndexByte(data[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(data)
}
