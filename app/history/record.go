// Package history is the journal of edits: every text that the program wrote, with the words before and after, who, when, and through which part of
// the program. A catalog keeps what a translator needs; the journal keeps every step, whatever becomes of it later (law 3).
//
// It promises: a record that was appended outlives a crash and is never touched, but for the names that somebody asks to be forgotten
// ([Journal.Forget]), which in a log that cannot be rewritten stand apart from it ([Names]); a line that cannot be read, a torn one for example, costs no other. The journal lies beside the trees, never in
// them: it is served, published and embedded nowhere.
package history

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Record is one edit that was made: one line of the journal. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type Record struct {
	Locale string `json:"locale"` // a BCP 47 tag
	Key    string `json:"key"`
	From   string `json:"from,omitempty"` // the key that the words came from, where they moved
	By     string `json:"by,omitempty"`   // "" where nobody is known

	// Who is a pseudonym in the place of By and Account, in the lines of a journal whose names stand elsewhere ([Names]). Records that are returned have none.
	Who string `json:"who,omitempty"`

	// Account holds fingerprints of what By signs in with, with spaces between them: somebody who has another name now is known by it. It stands behind By.
	Account string `json:"account,omitempty"`

	At     time.Time   `json:"at"`
	Via    catalog.Via `json:"via"`
	Source string      `json:"source"` // Hash of the English that After translates
	Was    string      `json:"was"`    // Hash of Before

	Before catalog.Words `json:"before"` // "" where the place was empty
	After  catalog.Words `json:"after"`
}

// NewRecord returns the record of an edit that changed a catalog of a locale.
func NewRecord(locale string, o catalog.Outcome) Record {
	return Record{
		Locale: locale, Key: o.Key, By: o.By, Account: o.Account, At: o.At.UTC(), Via: o.Via,
		Source: o.Source, Was: catalog.Hash(o.Before), Before: catalog.Words(o.Before), After: catalog.Words(o.Forms),
	}
}

func (r Record) line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(r)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// filter says which records are wanted: those of a locale, and of a page or a key; "" is all of the locale.
type filter struct{ locale, name string }

// start is how a line begins that holds a record which may be wanted, as [Record.line] writes it.
func (w filter) start() []byte { return []byte(lineStart + w.locale + `","key":"` + w.name) }

const lineStart = `{"locale":"`

// wants reports whether a record is wanted.
func (w filter) wants(r Record) bool {
	return r.Locale == w.locale && (w.name == "" || r.Key == w.name || strings.HasPrefix(r.Key, w.name+"."))
}

// parse returns the wanted records in lines. A line that cannot be read is a fault; but the last one of all, where it is cut off, is what a crash leaves of
// an edit that nobody was told of. Lines that begin as those of other locales and keys do are not read further: 100,000 records take seconds to read, and a
// person waits for them.
func parse(path string, data []byte, last bool, wanted filter) (records []Record, faults store.Faults) {
	number, start := 0, wanted.start()
	for line := range bytes.Lines(data) {
		number++
		whole := bytes.HasSuffix(line, []byte("\n"))
		if line = bytes.TrimSpace(line); len(line) == 0 || bytes.HasPrefix(line, []byte(lineStart)) && len(line) > len(start) && !bytes.HasPrefix(line, start) {
			continue
		}
		var r Record
		if err := json.Unmarshal(line, &r); err != nil || r.Key == "" {
			if whole || !last {
				faults = append(faults, &store.Fault{File: path, Line: number, Msg: "this line is no record of an edit, because a crash cut it off, for example: delete it once you have read it"})
			}
		} else if wanted.wants(r) {
			records = append(records, r)
		}
	}
	return records, faults
}

// brief is what a record says of whose words they are.
type brief struct {
	Locale  string        `json:"locale"`
	Key     string        `json:"key"`
	From    string        `json:"from"`
	By      string        `json:"by"`
	Account string        `json:"account"`
	Who     string        `json:"who"`
	Via     catalog.Via   `json:"via"`
	Was     string        `json:"was"`
	After   catalog.Words `json:"after"`
}

// briefRecords yields what the lines say that can be read, with where each stands in the data.
func briefRecords(data []byte) iter.Seq2[brief, store.Span] {
	return func(yield func(brief, store.Span) bool) {
		at := int64(0)
		for line := range bytes.Lines(data) {
			var r brief
			where := store.Span{Offset: at, Length: len(line)}
			at += int64(len(line))
			if err := json.Unmarshal(line, &r); err == nil && r.Key != "" && !yield(r, where) {
				return
			}
		}
	}
}

// byTime orders records by the time of the edit; those of one time stay in the order of the journal.
func byTime(records []Record) {
	slices.SortStableFunc(records, func(a, b Record) int { return a.At.Compare(b.At) })
}
