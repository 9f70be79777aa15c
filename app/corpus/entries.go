package corpus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/locale"
)

// changedByHand returns what somebody has changed of a catalog besides its translations: keys, hashes, and entries that are gone. english is
// the English catalog, nil where nothing was synced yet, and keys are those of today's English.
func changedByHand(f, english *catalog.File, keys map[string]bool, l *locale.Locale) (list []Finding) {
	if f == nil || english == nil || f.Faulty() || english.Faulty() {
		return nil // a fault says more
	}
	add := func(m catalog.Message, member, key, message, hint string) {
		line, col := m.Position(member)
		list = append(list, Finding{
			Finding: check.Finding{Key: key, Form: "other", Rule: "entries", Severity: check.Warning, Message: message, Hint: hint},
			Tag:     l.Tag, File: f.Name(), Position: Position{line, col}, Text: m.Forms.Other,
		})
	}
	gone := missingEntries(f, english, keys)
	for _, m := range f.Messages() {
		if e, ok := english.Find(m.Key); ok {
			if !m.Source.Empty() && !m.Forms.Empty() && m.Hash != catalog.Hash(m.Source) {
				add(m, "hash", m.Key, hashMessage(m, e), "undo the change; where the English has changed and the translation still fits, run parlance sync, then parlance accept "+m.Key)
			}
			continue
		}
		if keys[m.Key] || m.Forms.Empty() {
			continue
		}
		hint := "parlance sync keeps the words below all others; to use them, write them into the entry of their English"
		if n := slices.IndexFunc(gone, func(e catalog.Message) bool { return catalog.Hash(e.Forms) == m.Hash }); n >= 0 {
			hint = "the key was " + gone[n].Key + ": write it so again"
			gone = slices.Delete(gone, n, n+1)
		}
		add(m, "", m.Key, "no English text has the key "+m.Key, hint)
	}
	if len(gone) > 0 {
		add(catalog.Message{}, "", gone[0].Key, goneMessage(gone), "if somebody deleted them, take them back from an older version of the file; parlance sync lays them out again, empty")
	}
	return list
}

// missingEntries returns the messages of an English catalog that today's English has and another catalog has not.
func missingEntries(f, english *catalog.File, keys map[string]bool) (gone []catalog.Message) {
	for _, e := range english.Messages() {
		if _, ok := f.Find(e.Key); !ok && keys[e.Key] {
			gone = append(gone, e)
		}
	}
	return gone
}

// hashMessage says of an entry with which English its hash does not agree.
func hashMessage(m, english catalog.Message) string {
	switch {
	case m.Hash == "":
		return "the hash was deleted: nobody knows which English this translates, and readers get English"
	case m.Hash == catalog.Hash(english.Forms):
		return "the hash is that of today's English, and the English shown above is another: readers get the translation of that one"
	}
	return "the hash is not that of the English above it: one of the two was changed by hand"
}

// goneMessage names the keys whose entries are missing, or some of them.
func goneMessage(gone []catalog.Message) string {
	const most = 3
	var names []string
	for _, e := range gone[:min(most, len(gone))] {
		names = append(names, e.Key)
	}
	text := strings.Join(names, ", ")
	if len(gone) > most {
		text += fmt.Sprintf(" and %d more", len(gone)-most)
	}
	if len(gone) == 1 {
		return "the entry " + text + " is not there"
	}
	return fmt.Sprintf("%d entries are not there: %s", len(gone), text)
}
