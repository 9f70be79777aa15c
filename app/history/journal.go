package history

import (
	"fmt"
	"sync"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Name is the name of the journal's file in the folder of the data.
const Name = "history.jsonl"

// maxAppend is how many bytes of records are written at once, about.
const maxAppend = 1 << 20

// Journal is the history of all locales of a site. It is safe for concurrent use. A nil Journal records nothing, and holds nothing.
type Journal struct {
	log   store.Log
	names Names // nil where the names stand in the log

	mu      sync.Mutex
	authors *authors // nil before the first question
}

// New returns the journal in a log.
func New(log store.Log) *Journal { return &Journal{log: log} }

// Append adds records, and returns once they outlive a crash. Where it fails, some of the first may be there.
func (j *Journal) Append(records ...Record) error {
	if j == nil {
		return nil
	}
	var lines [][]byte
	size := 0
	for i, r := range records {
		r, err := j.withPseudonym(r)
		if err != nil {
			return err
		}
		line, err := r.line()
		if err != nil {
			return fmt.Errorf("%s: %w", r.Key, err)
		}
		lines, size = append(lines, line), size+len(line)
		if size >= maxAppend || i == len(records)-1 {
			if err := j.log.AppendLines(lines); err != nil {
				return err
			}
			lines, size = nil, 0
		}
	}
	return nil
}

// Records returns the records of a locale, and of a page or a key where name is not "", in the order of their times. The faults are of lines that cannot be
// read.
func (j *Journal) Records(locale, name string) (records []Record, faults store.Faults, err error) {
	if j == nil {
		return nil, nil, nil
	}
	var lastPath string
	var last []byte
	read := func(end bool) {
		all, found := parse(lastPath, last, end, filter{locale, name})
		records, faults = append(records, all...), append(faults, found...)
	}
	err = j.log.Each(func(path string, data []byte) {
		read(false)
		lastPath, last = path, data
	})
	read(true)
	for i := range records {
		records[i], _ = j.withName(records[i])
	}
	byTime(records)
	return records, faults, err
}

// Known returns what the journal knows of the words of a locale, beside what signedOff does.
func (j *Journal) Known(locale string, signedOff func(key, source string, words catalog.Forms) bool) catalog.Provenance {
	if j == nil {
		return unrecorded{signedOff}
	}
	return known{unrecorded{signedOff}, j, locale}
}

// unrecorded is a [catalog.Provenance] without a history.
type unrecorded struct {
	signedOff func(key, source string, words catalog.Forms) bool
}

func (unrecorded) Author(string, catalog.Forms) (string, bool) { return "", false }

func (unrecorded) Words(string, string) (catalog.Forms, bool) { return catalog.Forms{}, false }

func (u unrecorded) SignedOff(key, source string, words catalog.Forms) bool {
	return u.signedOff(key, source, words)
}

type known struct {
	unrecorded
	journal *Journal
	locale  string
}

// Author implements [catalog.Provenance]. Where the journal cannot be read it holds nothing, so that all words stay in the catalog.
func (k known) Author(key string, words catalog.Forms) (name string, recorded bool) {
	err := k.journal.read(func(a *authors) {
		if w := a.words[wordsOf{k.locale, key, catalog.Hash(words)}]; w != nil {
			name, recorded = a.people[w.last].name, true
		}
	})
	return name, recorded && err == nil
}

// Words implements [catalog.Provenance]. The records are read only where the words are among them.
func (k known) Words(key, hash string) (catalog.Forms, bool) {
	recorded := false
	_ = k.journal.read(func(a *authors) { recorded = a.words[wordsOf{k.locale, key, hash}] != nil })
	if !recorded {
		return catalog.Forms{}, false
	}
	found, _ := k.journal.Of(k.locale, key) // where it cannot be read, nobody knows the words
	for _, r := range found {
		for _, words := range []catalog.Forms{catalog.Forms(r.Before), catalog.Forms(r.After)} {
			if catalog.Hash(words) == hash {
				return words, true
			}
		}
	}
	return catalog.Forms{}, false
}
