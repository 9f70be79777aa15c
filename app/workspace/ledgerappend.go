package workspace

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/unicode/norm"

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
	newest  map[string]time.Time // by key
}

// appendLedger appends the records that decide adds to a locale's ledger, and returns the faults of the lines that stand there. Nobody else
// writes between what decide sees and what it adds. decide is called once more where the file was replaced in between.
func (w *Workspace) appendLedger(l *locale.Locale, decide func(*ledger)) (faults store.Faults, err error) {
	path := corpus.LedgerPath(l.Tag)
	err = w.locales.Append(path, func(now []byte) ([]byte, error) {
		j := &ledger{newest: map[string]time.Time{}}
		read := catalog.ReadLedger(w.CatalogPath(path), now)
		j.records, j.active, faults = read.Records, read.Active(nil, read, 0), read.Faults
		for _, r := range j.records {
			if r.At.After(j.newest[r.Key]) {
				j.newest[r.Key] = r.At
			}
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

// maxAhead is how far the time of a new record may be ahead of the clock, because one of its key is.
const maxAhead = 5 * time.Minute

// add adds a record that is made later than every record of its key, because the time decides which of them counts.
func (j *ledger) add(kind catalog.Kind, key, source, text, by, note string) *catalog.Record {
	at := time.Now().UTC().Truncate(time.Second)
	if before := j.newest[key].Truncate(time.Second); !at.After(before) && before.Before(at.Add(maxAhead)) {
		at = before.Add(time.Second)
	}
	j.newest[key] = at
	j.added = append(j.added, catalog.Record{Kind: kind, SignOff: catalog.SignOff{Key: key, Source: source, Text: text, By: by, At: at, Note: note}})
	return &j.added[len(j.added)-1]
}

// isTranslator reports whether somebody is on record as the one who made that text.
func (j *ledger) isTranslator(key, text, by string) bool {
	return slices.ContainsFunc(j.records, func(r catalog.Record) bool {
		return r.Kind == catalog.KindCredit && r.Key == key && r.Text == text && sameName(r.By, by)
	})
}

// isReviewer reports whether somebody's sign-off of that text stands, whatever the English it was held against.
func (j *ledger) isReviewer(key, text, by string) bool {
	return slices.ContainsFunc(catalog.ActiveSignOffs(j.records), func(s catalog.SignOff) bool {
		return s.Key == key && s.Text == text && sameName(s.By, by)
	})
}

// sameName compares names as people do: case, spaces, what cannot be seen and the spelling of accents do not matter.
func sameName(a, b string) bool {
	fold := func(s string) string {
		visible := runes.Remove(runes.In(unicode.Cf)).String(s)
		return norm.NFKC.String(strings.Join(strings.Fields(visible), " "))
	}
	return strings.EqualFold(fold(a), fold(b))
}
