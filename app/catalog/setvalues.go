package catalog

import (
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// SetValues returns the catalog with these texts in the entries of their keys. Only the forms that have a text are set, and no other word
// changes, except that those which another text replaces stay above the entry as a previous translation of the same English (law 3). Texts
// that are there already change nothing (law 5). There is a fault for each key of which nothing is set: the file does not have it, its hash
// is not that of the English shown above it, or [Parse] would refuse a text. An entry with a fault is left as it is, and so is all of an
// [File.Opaque] file (law 9).
func (f *File) SetValues(texts map[string]Forms) (*File, store.Faults) {
	if f = f.asTables(); f.opaque || f.respelled {
		return f, store.Faults{{File: f.name, Msg: "the file has faults: mend them first, nothing goes in before"}}
	}
	var faults store.Faults
	var edits []edit
	data := f.text()
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		i := f.soundEntry(key)
		if i < 0 {
			faults = append(faults, f.noSuchEntry(key))
			continue
		}
		e, text := f.layout().entries[i], texts[key].Normalize()
		if msg := f.refusal(e, text); msg != "" {
			faults = append(faults, &store.Fault{File: f.name, Line: e.line, Col: e.col, Msg: key + ": " + msg})
			continue
		}
		edits = append(edits, valueEdits(data, e, text)...)
	}
	if len(edits) == 0 {
		return f, faults
	}
	next, _ := parseAs(f.name, withLineEnds(applyEdits(data, edits), f.source), f.page)
	if next.faults > f.faults {
		return f, append(faults, &store.Fault{File: f.name, Msg: "nothing can go in before the file's faults are mended"})
	}
	return next, faults
}

// noSuchEntry returns the fault of a key that has no sound entry.
func (f *File) noSuchEntry(key string) *store.Fault {
	for _, e := range f.layout().entries {
		if e.key == key {
			return &store.Fault{File: f.name, Line: e.line, Col: e.col, Msg: key + ": its entry has a fault: mend it first, nothing goes in before"}
		}
	}
	return &store.Fault{File: f.name, Msg: key + ": the file has no such entry"}
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

// valueEdits returns the changes that set those of the texts that are not empty.
func valueEdits(data []byte, e *entry, texts Forms) []edit {
	before, after := e.forms(), e.forms()
	replaced := false
	for _, c := range texts.Filled() {
		replaced = replaced || before.Get(c) != "" && before.Get(c) != texts.Get(c)
		after = after.With(c, texts.Get(c))
	}
	edits := e.setForms(data, after)
	if p := (Previous{Source: e.source, Text: before}); replaced && !e.hasPair(p) {
		edits = append(edits, insertion(belowSource(data, e.offset), strings.Join(p.lines(), "\n")+"\n"))
	}
	return edits
}

func (e *entry) hasPair(p Previous) bool {
	return slices.ContainsFunc(e.pairs, func(known pair) bool { return known.Previous == p })
}
