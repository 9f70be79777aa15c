package history

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Names keeps the names of authors apart from a journal whose lines cannot be rewritten. A line holds a pseudonym ([Record.Who]), and the name that belongs to it can
// be erased.
type Names interface {
	// Pseudonym returns a pseudonym of an author, once the two together outlive a crash. An author may have several.
	Pseudonym(a store.Author) (string, error)

	// Author returns whose pseudonym it is; the zero Author for one who is forgotten. heard is false where neither a name has arrived yet nor that it is forgotten.
	Author(pseudonym string) (a store.Author, heard bool)

	// Forgotten returns how many pseudonyms are known to be forgotten. It never becomes less.
	Forgotten() int

	// All returns all authors that are stored, also those of whom an erasure that was cut off has left something.
	All() (map[string]store.Author, error)

	// Erase removes the authors of pseudonyms for good, and returns once they are gone.
	Erase(pseudonyms []string) error
}

// NewApart returns the journal in a log whose names stand apart from it. Lines that hold names themselves, as earlier builds write them, are read too.
func NewApart(log store.Log, names Names) *Journal { return &Journal{log: log, names: names} }

// withPseudonym returns a record as it is written.
func (j *Journal) withPseudonym(r Record) (Record, error) {
	if j.names == nil || r.By == "" && r.Account == "" {
		return r, nil
	}
	who, err := j.names.Pseudonym(store.Author{Name: r.By, Account: r.Account})
	if err != nil {
		return r, fmt.Errorf("%s: who wrote it: %w", r.Key, err)
	}
	r.By, r.Account, r.Who = "", "", who
	return r, nil
}

// withName returns a record as it is read. heard is false where its pseudonym has not arrived yet.
func (j *Journal) withName(r Record) (named Record, heard bool) {
	if j.names == nil || r.Who == "" {
		return r, true
	}
	a, heard := j.names.Author(r.Who)
	r.By, r.Account, r.Who = a.Name, a.Account, ""
	return r, heard
}

// authorOf returns who made an edit.
func (a *authors) authorOf(r brief) author {
	if r.Who == "" || a.apart == nil {
		return author{name: r.By, accounts: r.Account}
	}
	named, heard := a.apart.Author(r.Who)
	if heard {
		return author{name: named.Name, accounts: named.Account}
	}
	if !slices.Contains(a.unheard, r.Who) {
		a.unheard = append(a.unheard, r.Who)
	}
	return author{who: r.Who}
}

// stale reports whether somebody was forgotten, or a name has arrived, since the records were read.
func (a *authors) stale() bool {
	return a.apart != nil && (a.apart.Forgotten() != a.forgotten || slices.ContainsFunc(a.unheard, func(who string) bool {
		_, heard := a.apart.Author(who)
		return heard
	}))
}

// StillNamedError is the error of forgetting a name that stands in lines which cannot be rewritten: they were written before names stood apart.
type StillNamedError struct{ Lines int }

// Error says how many lines there are.
func (e *StillNamedError) Error() string {
	return fmt.Sprintf("%d lines of the history hold the name itself, because an earlier build wrote them, and no line of a cluster can be changed", e.Lines)
}

// forgetApart erases the names that belong to a person, and returns how many records have lost theirs. The error is a [StillNamedError] where lines hold the name.
func (j *Journal) forgetApart(name string) (records int, err error) {
	accounts, err := j.accountsIn(name)
	if err != nil {
		return 0, err
	}
	all, err := j.names.All()
	if err != nil {
		return 0, err
	}
	for _, a := range all {
		if catalog.SameName(a.Name, name) {
			accounts = append(accounts, strings.Fields(a.Account)...)
		}
	}
	own := map[string]bool{}
	var pseudonyms []string
	for who, a := range all {
		if catalog.SameName(a.Name, name) || slices.ContainsFunc(strings.Fields(a.Account), func(f string) bool { return slices.Contains(accounts, f) }) {
			own[who], pseudonyms = true, append(pseudonyms, who)
		}
	}
	slices.Sort(pseudonyms)
	if err := j.names.Erase(pseudonyms); err != nil {
		return 0, err
	}
	named := 0
	err = j.log.Each(func(_ string, data []byte) {
		for r, where := range briefRecords(data) {
			line := data[where.Offset:][:where.Length]
			if own[r.Who] {
				records++
			} else if r.Who == "" && !bytes.Equal(withoutAuthor(line, name, accounts), line) {
				named++
			}
		}
	})
	if err == nil && named > 0 {
		err = &StillNamedError{named}
	}
	return records, err
}
