package catalog

import (
	"bytes"
	"slices"
	"strings"

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
	for _, m := range messages {
		all = append(all, segment.KnownKey{Key: m.Key, Kind: segment.Kind(m.Kind), Text: m.Forms.Other})
	}
	for _, m := range english.obsolete() {
		all = append(all, segment.KnownKey{Key: m.Key, Kind: segment.Kind(m.Kind), Text: m.Forms.Other, Retired: true})
	}
	return all
}

// SyncEnglish returns the English catalog of a page laid out anew: an entry for each of its segments in the order of the page, and a
// comment for each key whose text has left it. old is the catalog as it is, nil where there is none yet. If it is
// [File.Faulty], it is returned as it is. The page must have passed [CheckPage].
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
		note += " · " + QuoteBasic(singleLine(seg.Section))
	}
	if seg.Note != "" {
		note += " · " + singleLine(seg.Note)
	}
	return note
}

// singleLine returns a text on one line.
func singleLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || mustEscape(r) || r == '\n' }), " ")
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
