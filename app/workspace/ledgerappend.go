package workspace

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// ledger is what a locale's ledger holds at the moment of writing, and what is to be added.
type ledger struct {
	records []catalog.Record
	active  []catalog.SignOff // that count
	added   []catalog.Record
	newest  map[timed]time.Time
}

// appendLedger appends the records that decide adds to a locale's ledger, and returns the faults of the lines that stand there. Nobody else
// writes between what decide sees and what it adds. decide is called once more where the file was replaced in between.
func (w *Workspace) appendLedger(l *locale.Locale, decide func(*ledger)) (faults store.Faults, err error) {
	return appendLedger(w.locales, l.Tag, func(data []byte) *catalog.Ledger {
		return w.corpus.Ledger(l, w.CatalogPath(corpus.LedgerPath(l.Tag)), data)
	}, decide)
}

// appendLedger is [Workspace.appendLedger] of a tree. read takes the ledger apart: decide sees what it returns.
func appendLedger(locales store.Store, tag string, read func(data []byte) *catalog.Ledger, decide func(*ledger)) (faults store.Faults, err error) {
	path := corpus.LedgerPath(tag)
	err = locales.Append(path, func(now []byte) ([]byte, error) {
		j := &ledger{newest: map[timed]time.Time{}}
		l := read(now)
		j.records, j.active, faults = l.Records, l.Active(nil, l, 0), l.Faults
		for _, r := range j.records {
			j.know(r)
		}
		decide(j)
		var lines bytes.Buffer
		for _, r := range j.added {
			line, err := r.Line()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.Key, err)
			}
			lines.Write(line)
		}
		return lines.Bytes(), nil
	})
	return faults, err
}

// linesWith returns the lines in which one of some texts stands.
func linesWith(data []byte, texts []string) (lines []byte) {
	for line := range bytes.Lines(data) {
		if slices.ContainsFunc(texts, func(text string) bool { return bytes.Contains(line, []byte(text)) }) {
			lines = append(lines, line...)
		}
	}
	return lines
}

// know takes note of the time of a record.
func (j *ledger) know(r catalog.Record) {
	for _, of := range timesOf(r) {
		if r.At.After(j.newest[of]) {
			j.newest[of] = r.At
		}
	}
}

// timed names the records of which one must be later than another: those of a key, and those of two texts.
type timed struct {
	of           string
	ahead        bool // with a time that is too far ahead to be true
	aheadRevokes bool // of them, revocations alone
}

// timesOf returns the names under which the time of a record is noted.
func timesOf(r catalog.Record) (names []timed) {
	for _, of := range []string{r.Key, r.Source + r.Text} {
		names = append(names, timed{of: of, ahead: catalog.Ahead(r.At)})
		if catalog.Ahead(r.At) && r.Kind == catalog.KindRevoke {
			names = append(names, timed{of, true, true})
		}
	}
	return names
}

// add adds a record that is made later than every record of its key, and of its texts under other keys, because the time decides which of them counts. A time that
// is too far ahead to be true counts as now, unless the record would not count then: a revocation is later than every one, a sign-off than every revocation.
func (j *ledger) add(kind catalog.Kind, key, source, text, by, note string) *catalog.Record {
	at := time.Now().UTC().Truncate(time.Second)
	for _, of := range []string{key, source + text} {
		names := []timed{{of: of}}
		switch kind {
		case catalog.KindRevoke:
			names = append(names, timed{of: of, ahead: true})
		case catalog.KindSignOff:
			names = append(names, timed{of, true, true})
		}
		for _, name := range names {
			if before := j.newest[name].UTC().Truncate(time.Second); !at.After(before) {
				at = before.Add(time.Second)
			}
		}
	}
	j.added = append(j.added, catalog.Record{Kind: kind, SignOff: catalog.SignOff{Key: key, Source: source, Text: text, By: by, At: at, Note: note}})
	j.know(j.added[len(j.added)-1])
	return &j.added[len(j.added)-1]
}

// isTranslator reports whether one of some names, as [catalog.NameKey] returns them, is on record as the one who made that text.
func (j *ledger) isTranslator(key, text string, names ...string) bool {
	return slices.ContainsFunc(j.records, func(r catalog.Record) bool {
		return r.Kind == catalog.KindCredit && r.Key == key && r.Text == text && slices.Contains(names, catalog.NameKey(r.By))
	})
}

// isReviewer reports whether somebody's sign-off of that text stands, whatever the English it was held against.
func (j *ledger) isReviewer(key, text, by string) bool {
	return slices.ContainsFunc(catalog.ActiveSignOffs(j.records), func(s catalog.SignOff) bool {
		return s.Key == key && s.Text == text && catalog.SameName(s.By, by)
	})
}

// credit puts on record who made the words of edits, before they are in the catalog: nobody else's signature must find them without a name (R44). A credit of
// words that did not go in then counts for nothing. It is none where the person has signed the same words before: these stay signed.
func (e *Editor) credit(tag string, made []madeEdit) error {
	var texts []string
	for _, m := range made {
		if m.By != "" && m.Before != m.Forms {
			texts = append(texts, keyIn(m.Key), catalog.Hash(m.Forms))
		}
	}
	if len(texts) == 0 {
		return nil
	}
	own := func(data []byte) *catalog.Ledger { // of 20,000 lines: to take all of them apart takes longer than a save may
		return catalog.ReadLedger(e.locales.Tree().Path(corpus.LedgerPath(tag)), linesWith(data, texts))
	}
	_, err := appendLedger(e.locales, tag, own, func(j *ledger) {
		for _, m := range made {
			if m.By != "" && m.Before != m.Forms {
				j.credit(m.Key, m.Source, m.Forms, m.By)
			}
		}
	})
	if err != nil {
		return fmt.Errorf("nobody could be named as who wrote the words: %w", err)
	}
	return nil
}

// keyIn returns a key as it stands in the lines of a ledger.
func keyIn(key string) string { return `"` + key + `"` }
