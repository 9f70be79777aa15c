package catalog

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// SetValues returns the catalog with these texts in the entries of their keys. Only the forms that have a text are set, and no other byte
// changes, except that words which another text replaces stay above the entry as a previous translation of the same English (law 3). Texts
// that are there already change nothing (law 5). There is a fault for each key of which nothing is set: the file does not have it, its hash
// is not that of the English shown above it, or [Parse] would refuse a text. In a [File.Faulty] file nothing is set.
func (f *File) SetValues(texts map[string]Forms) (*File, store.Faults) {
	if f.faulty {
		return f, store.Faults{{File: f.name, Msg: "the file has faults: mend them first, nothing goes in before"}}
	}
	var faults store.Faults
	var edits []edit
	lf := store.NewLFText(f.source)
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		i, ok := f.index[key]
		if !ok {
			faults = append(faults, &store.Fault{File: f.name, Msg: key + ": the file has no such entry"})
			continue
		}
		e := f.layout().entries[i]
		if msg := f.refusal(e, texts[key]); msg != "" {
			faults = append(faults, &store.Fault{File: f.name, Line: e.line, Col: e.col, Msg: key + ": " + msg})
			continue
		}
		edits = append(edits, valueEdits(lf.Text, e, texts[key])...)
	}
	if len(edits) == 0 {
		return f, faults
	}
	next, _ := parseAs(f.name, applyKeepingLineEnds(f.source, lf, edits), f.page)
	return next, faults
}

// refusal returns why texts cannot go into an entry, or "".
func (f *File) refusal(e *entry, texts Forms) string {
	if e.source.Empty() || e.value("hash") != Hash(e.source) {
		return "its hash is not that of the English shown above it: run parlance sync first"
	}
	known := placeholdersOf(e.source)
	for _, c := range texts.Filled() {
		if flaws := validateText(texts.Get(c), f.page); len(flaws) > 0 {
			return c + ": " + flaws[0].msg
		}
		if msg := placeholderFault(texts.Get(c), known); msg != "" && !f.page {
			return c + ": the English " + msg
		}
	}
	return ""
}

func valueEdits(data []byte, e *entry, texts Forms) (edits []edit) {
	replaced := false
	for _, c := range texts.Filled() {
		text := texts.Get(c)
		switch m := e.member(c); {
		case m == nil:
			at, line := e.insertOffset(data, c), c+" = "+quoteValue(text)+"\n"
			if data[at-1] != '\n' && !slices.ContainsFunc(edits, func(e edit) bool { return e.start == at }) {
				line = "\n" + line
			}
			edits = append(edits, edit{at, at, line})
		case m.value != text:
			replaced = replaced || m.value != ""
			edits = append(edits, edit{m.offset, m.offset + len(m.raw), quoteValue(text)})
		}
	}
	if p := (Previous{Source: e.source, Text: e.forms()}); replaced && !e.hasPair(p) {
		at := belowSource(data, e.offset)
		edits = append(edits, edit{at, at, strings.Join(p.lines(), "\n") + "\n"})
	}
	return edits
}

func (e *entry) hasPair(p Previous) bool {
	return slices.ContainsFunc(e.pairs, func(known pair) bool { return known.Previous == p })
}

// insertOffset returns the offset of the line at which a member that the entry lacks belongs.
func (e *entry) insertOffset(data []byte, name string) int {
	at := lineEnd(data, e.offset)
	for _, before := range memberNames[:slices.Index(memberNames, name)] {
		if m := e.member(before); m != nil {
			at = max(at, lineEnd(data, m.offset+len(m.raw)))
		}
	}
	return at
}

// belowSource returns the offset of the line below the last line of English above a header, where the newest pair belongs.
func belowSource(data []byte, header int) int {
	at := bytes.LastIndexByte(data[:header], '\n') + 1
	for end := at; end > 0; {
		start := bytes.LastIndexByte(data[:end-1], '\n') + 1
		if m, _ := splitMark(strings.TrimSpace(string(data[start:end]))); m == markSource {
			return end
		}
		end = start
	}
	return at
}

// applyKeepingLineEnds applies edits of a text to its source: where that has CRLF line ends, so has what is new.
func applyKeepingLineEnds(source []byte, text store.LFText, edits []edit) []byte {
	if len(source) > len(text.Text) {
		for i, e := range edits {
			edits[i] = edit{text.SourceOffset(e.start), text.SourceOffset(e.end), strings.ReplaceAll(e.text, "\n", "\r\n")}
		}
	}
	return applyEdits(source, edits)
}
