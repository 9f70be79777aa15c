package workspace

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/text/unicode/norm"
)

// LedgerUpdate is what a locale's ledger holds at the moment of writing, and what is added to it.
type LedgerUpdate struct {
	Records []catalog.Record
	added   []catalog.Record
}

// UpdateLedger lets decide add to a locale's ledger, and returns the faults of what stands there. Nobody else writes between what decide sees and
// what it adds.
func (d *Workspace) UpdateLedger(l *locale.Locale, decide func(*LedgerUpdate)) (faults store.Faults, err error) {
	path := corpus.LedgerPath(l.Tag)
	err = d.Locales.Append(path, func(now []byte) ([]byte, error) {
		j := &LedgerUpdate{}
		j.Records, faults = catalog.ParseRecords(d.Locales.Tree().Path(path), now)
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

// Add adds a record of now.
func (j *LedgerUpdate) Add(kind catalog.Kind, key, source, text, by, note string) *catalog.Record {
	j.added = append(j.added, catalog.Record{Kind: kind, SignOff: catalog.SignOff{
		Key: key, Source: source, Text: text, By: by, At: time.Now().UTC().Truncate(time.Second), Note: note}})
	return &j.added[len(j.added)-1]
}

// Translated says whether somebody is on record as the one who made that text.
func (j *LedgerUpdate) Translated(key, text, by string) bool {
	for _, r := range j.Records {
		if r.Kind == catalog.KindCredit && r.Key == key && r.Text == text && SameName(r.By, by) {
			return true
		}
	}
	return false
}

// Signed says whether somebody's sign-off of that text stands, whatever the English it was held against.
func (j *LedgerUpdate) Signed(key, text, by string) bool {
	for _, s := range catalog.ActiveSignOffs(j.Records) {
		if s.Key == key && s.Text == text && SameName(s.By, by) {
			return true
		}
	}
	return false
}

// SameName compares names as people do: case, spaces, what cannot be seen and the spelling of accents do not matter.
func SameName(a, b string) bool {
	seen := func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}
	fold := func(s string) string {
		return norm.NFKC.String(strings.Join(strings.Fields(strings.Map(seen, s)), " "))
	}
	return strings.EqualFold(fold(a), fold(b))
}

// Credit adds a credit, and says why not: the translator is on record as the reviewer, or as the translator already.
func (j *LedgerUpdate) Credit(key, source string, text catalog.Forms, by string) string {
	words := catalog.Hash(text)
	switch {
	case j.Translated(key, words, by):
		return "already credited to " + by
	case j.Signed(key, words, by):
		return by + " has signed this text off, and the reviewer is not the translator: take that back first (parlance review --revoke)"
	}
	j.Add(catalog.KindCredit, key, source, words, by, "")
	return ""
}
