package cli

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/text/unicode/norm"
)

// journal is what a locale's ledger holds at the moment of writing, and what is added to it.
type journal struct {
	records []catalog.Record
	added   []catalog.Record
}

// record lets decide add to a locale's ledger, and returns the faults of what stands there. Nobody else writes between what decide sees and
// what it adds.
func (d *desk) record(l *locale.Locale, decide func(*journal)) (faults store.Faults, err error) {
	path := site.LedgerPath(l.Tag)
	err = d.locales.Append(path, func(now []byte) ([]byte, error) {
		j := &journal{}
		j.records, faults = catalog.ParseRecords(d.locales.Path(path), now)
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

// add adds a record of now.
func (j *journal) add(kind catalog.Kind, key, source, text, by, note string) *catalog.Record {
	j.added = append(j.added, catalog.Record{Kind: kind, SignOff: catalog.SignOff{
		Key: key, Source: source, Text: text, By: by, At: time.Now().UTC().Truncate(time.Second), Note: note}})
	return &j.added[len(j.added)-1]
}

// translated says whether somebody is on record as the one who made that text.
func (j *journal) translated(key, text, by string) bool {
	for _, r := range j.records {
		if r.Kind == catalog.KindCredit && r.Key == key && r.Text == text && sameName(r.By, by) {
			return true
		}
	}
	return false
}

// signed says whether somebody's sign-off of that text stands, whatever the English it was held against.
func (j *journal) signed(key, text, by string) bool {
	for _, s := range catalog.Standing(j.records) {
		if s.Key == key && s.Text == text && sameName(s.By, by) {
			return true
		}
	}
	return false
}

// sameName compares names as people do: case, spaces, what cannot be seen and the spelling of accents do not matter.
func sameName(a, b string) bool {
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

// credit adds a credit, and says why not: the translator is on record as the reviewer, or as the translator already.
func (j *journal) credit(key, source string, text catalog.Forms, by string) string {
	words := catalog.Hash(text)
	switch {
	case j.translated(key, words, by):
		return "already credited to " + by
	case j.signed(key, words, by):
		return by + " has signed this text off, and the reviewer is not the translator: take that back first (parlance review --revoke)"
	}
	j.add(catalog.KindCredit, key, source, words, by, "")
	return ""
}
