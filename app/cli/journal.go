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
	"golang.org/x/text/unicode/norm"
)

// journal is what a locale's ledger holds at the moment of writing, and what is added to it.
type journal struct {
	records []catalog.Record
	added   []catalog.Record
}

// record lets decide add to a locale's ledger. Nobody else writes between what decide sees and what it adds.
func (d *desk) record(t *terminal, l *locale.Locale, decide func(*journal)) error {
	path := site.LedgerPath(l.Tag)
	return d.locales.Append(path, func(now []byte) ([]byte, error) {
		j := &journal{}
		records, faults := catalog.ParseRecords(d.locales.Path(path), now)
		for _, f := range faults {
			fmt.Fprintln(t.err, f.Error())
		}
		j.records = records
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

// person makes sure that a name can stand in a ledger and on a page.
func person(name string) (string, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	return name, oneLine("--by", name)
}

// oneLine makes sure that a flag's value is a text on one line.
func oneLine(flag, value string) error {
	switch {
	case strings.TrimSpace(value) == "":
		return fmt.Errorf("%s is empty", flag)
	case strings.ContainsFunc(value, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D'
	}):
		return fmt.Errorf("%s holds a line end, a control or an invisible character: write plain text on one line", flag)
	case len(value) > 4000:
		return fmt.Errorf("%s is longer than 4000 bytes", flag)
	}
	return nil
}
