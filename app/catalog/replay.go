package catalog

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// Replay makes edits on this version of the catalog, in their order, and returns what became of each. An edit is refused where its message is gone, where
// the message has another English now, and where it has other words than those that the edit replaces; of a refused edit nothing is in the result.
// An edit whose forms stand already changes nothing and is not refused (law 5). All else in the file stays as it is, byte for byte; what a fault
// touches is left as it is (law 9).
//
// Words that an edit replaces become a previous translation of the same English (law 3). Of those of today's English this keeps the last ones that
// are signed off, the last ones of somebody else than the author of the edit, and all that known has no record of; steps of one person in between
// stand in the history alone. Where known is nil, all are kept.
func (f *File) Replay(edits []Edit, known Provenance) (*File, []Outcome) {
	all := make([]Outcome, 0, len(edits))
	for len(edits) > 0 {
		n := distinctKeys(edits)
		var some []Outcome
		f, some = f.replayTogether(edits[:n], known)
		all, edits = append(all, some...), edits[n:]
	}
	return f, all
}

// distinctKeys returns how many of the first edits have a key each of their own.
func distinctKeys(edits []Edit) int {
	seen := map[string]bool{}
	for i, e := range edits {
		if seen[e.Key] {
			return i
		}
		seen[e.Key] = true
	}
	return len(edits)
}

// replayTogether makes edits of different messages. Where the file would have more faults with all of them, it makes one after the other.
func (f *File) replayTogether(list []Edit, known Provenance) (*File, []Outcome) {
	f = f.asTables()
	data, outcomes := f.text(), make([]Outcome, len(list))
	var changes []edit
	for i, one := range list {
		o := &outcomes[i]
		o.Edit = one
		o.Forms = one.Forms.Normalize()
		e, err := f.editable(o.Edit, known)
		if o.Err = err; err != nil {
			continue
		}
		if o.Before = e.forms(); o.Before != o.Forms {
			changes = append(changes, e.replace(data, o.Edit, known)...)
		}
		if comments := e.addComments(data, o.Edit); len(comments) > 0 {
			changes, o.commented = append(changes, comments...), true
		}
	}
	if len(changes) == 0 {
		return f, outcomes
	}
	next, _ := parseAs(f.name, withLineEnds(applyEdits(data, changes), f.source), f.page)
	if next.faults <= f.faults {
		return next, outcomes
	}
	if len(list) == 1 {
		outcomes[0].Err = &store.Fault{File: f.name, Msg: list[0].Key + ": the text cannot go in before the file's faults are mended"}
		return f, outcomes
	}
	next = f
	for i := range list {
		var one []Outcome
		next, one = next.replayTogether(list[i:i+1], known)
		outcomes[i] = one[0]
	}
	return next, outcomes
}

// editable returns the entry that an edit changes, or why it is refused.
func (f *File) editable(edit Edit, known Provenance) (*entry, error) {
	if f.opaque || f.respelled {
		return nil, &store.Fault{File: f.name, Msg: "the file has faults: mend them first, nothing goes in before"}
	}
	i := f.soundEntry(edit.Key)
	if i < 0 {
		fault := f.noSuchEntry(edit.Key)
		if fault.Line > 0 {
			return nil, fault
		}
		fault.Msg += ": its text has left the page, or parlance sync has not been run since it was written"
		return nil, &MissingEntryError{fault, edit.Key, edit.Forms}
	}
	e := f.layout().entries[i]
	fault := func(msg string) *store.Fault {
		return &store.Fault{File: f.name, Line: e.line, Col: e.col, Msg: edit.Key + ": " + msg}
	}
	if e.value("hash") != edit.Source {
		before := e.sourceOf(edit.Source)
		return nil, &EnglishChangedError{fault("the English has changed: translate what stands there now"), edit.Key, before, e.source, edit.Forms}
	}
	if msg := f.refusal(e, edit.Forms); msg != "" {
		return nil, fault(msg)
	}
	if edit.Forms.Empty() {
		return nil, fault("there are no words to write: what stands there stays")
	}
	if now := e.forms(); now != edit.Forms && Hash(now) != edit.Was {
		was := e.wordsOf(edit.Was, known)
		return nil, &ConflictError{fault("somebody has changed the text meanwhile: compare both and write the right one"), edit.Key, was, now, edit.Forms}
	}
	return e, nil
}

// sourceOf returns the English of that hash, as far as the entry remembers it.
func (e *entry) sourceOf(hash string) (f Forms) {
	for _, p := range e.pairs {
		if Hash(p.Source) == hash {
			return p.Source
		}
	}
	return f
}

// wordsOf returns words of that hash, which stood in the entry, from its previous texts or from the history.
func (e *entry) wordsOf(hash string, known Provenance) (f Forms) {
	for _, p := range e.pairs {
		if Hash(p.Text) == hash {
			return p.Text
		}
	}
	if known != nil {
		f, _ = known.Words(e.key, hash)
	}
	return f
}

// replace returns the changes of the bytes that an edit makes in its entry.
func (e *entry) replace(data []byte, edit Edit, known Provenance) []edit {
	changes := e.setForms(data, edit.Forms)
	keep, drop := e.retained(edit, known)
	if p := (Previous{Source: e.source, Text: e.forms()}); keep && !e.hasPair(p) {
		changes = append(changes, insertion(belowSource(data, e.offset), strings.Join(p.lines(), "\n")+"\n"))
	}
	for _, p := range drop {
		if at := pairOffset(data, e.offset, p); at >= 0 {
			changes = append(changes, deletion(at, len(strings.Join(p.lines(), "\n"))+1))
		}
	}
	return changes
}

// addComments returns the changes that write the comments of an edit above its entry.
func (e *entry) addComments(data []byte, by Edit) []edit {
	lines := e.newComments(by)
	if lines == "" {
		return nil
	}
	return []edit{insertion(bytes.LastIndexByte(data[:e.offset], '\n')+1, lines)}
}

// newComments returns the comments of an edit that do not stand in its entry, as lines.
func (e *entry) newComments(edit Edit) (lines string) {
	for _, c := range edit.Comments {
		line := "# " + strings.Join(strings.Fields(strings.TrimLeft(c, "#")), " ")
		if !slices.ContainsFunc(e.comments[:], func(group []string) bool { return slices.Contains(group, line) }) {
			lines += line + "\n"
		}
	}
	return lines
}

// retained returns whether the words that an edit replaces are kept in the file, and which previous texts of its English are not kept any more.
func (e *entry) retained(edit Edit, known Provenance) (keep bool, drop []Previous) {
	if edit.Restores {
		i := slices.IndexFunc(e.pairs, func(p pair) bool { return p.Text.Normalize() == edit.Forms })
		for j, p := range e.pairs {
			if j == i || p.Text.Empty() {
				drop = append(drop, p.Previous)
			}
		}
	}
	if keep = !e.forms().Empty(); !keep || known == nil || edit.By == "" {
		return keep, drop
	}
	source, kept := Hash(e.source), struct{ signed, others bool }{}
	keeps := func(words Forms) bool {
		author, recorded := known.Author(e.key, words)
		signed, others := known.SignedOff(e.key, source, words), author == "" || !SameName(author, edit.By)
		needed := signed && !kept.signed || others && !kept.others
		kept.signed, kept.others = kept.signed || signed, kept.others || others
		return needed || !recorded
	}
	now := e.forms()
	keep = keeps(now)
	for _, p := range e.pairs {
		if p.Source == e.source && !p.Text.Empty() && p.Text != now && !keeps(p.Text) {
			drop = append(drop, p.Previous)
		}
	}
	return keep, drop
}
