package history

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Person is somebody as records know them. A name may change; an account, where one is known, does not.
type Person struct {
	Name     string
	Accounts []string // fingerprints of what the person signs in with, without spaces; none where nobody signs in
}

// authors are who wrote which words, in all records before a mark.
type authors struct {
	mark   store.Mark
	people []author // each pair of name and accounts once
	index  map[author]int32
	words  map[wordsOf]*written
	places map[[2]string][]place // of the records of a message, by its locale and key
	files  []string              // that the places are in, the one that is added to last
	names  map[string][]string   // by account: the names that its records have, as [catalog.NameKey] returns them

	apart     Names    // of the journal
	forgotten int      // pseudonyms, when the records were read
	unheard   []string // pseudonyms in the records whose names had not arrived then
}

// author is who made an edit, as its record says it. The zero author is nobody who is known. who is a pseudonym whose name has not arrived yet.
type author struct{ name, accounts, who string }

// nobody is the index of the author who is not known.
const nobody int32 = 0

// wordsOf are words of one message in one locale, by their hash.
type wordsOf struct{ locale, key, hash string }

// written is what the records say of some words.
type written struct {
	last    int32    // of people: who wrote them last
	writers []int32  // of people: all who wrote them, known by name
	from    []string // keys that they came from
}

func newAuthors(apart Names) *authors {
	a := &authors{apart: apart, people: []author{{}}, index: map[author]int32{{}: 0}, words: map[wordsOf]*written{}, places: map[[2]string][]place{}, names: map[string][]string{}}
	if apart != nil {
		a.forgotten = apart.Forgotten()
	}
	return a
}

// add takes note of the records in lines, which stand behind an offset of the newest file.
func (a *authors) add(data []byte, offset int64) {
	for r, where := range briefRecords(data) {
		a.addPlace([2]string{r.Locale, r.Key}, where, offset)
		before := wordsOf{r.Locale, r.Key, r.Was}
		if a.words[before] == nil {
			a.words[before] = &written{}
		}
		after := wordsOf{r.Locale, r.Key, catalog.Hash(catalog.Forms(r.After))}
		w := a.words[after]
		if w == nil {
			w = &written{}
			a.words[after] = w
		}
		by := a.person(a.authorOf(r))
		if by != nobody || !r.Via.Moves() {
			w.last = by
		}
		if r.From != "" && !slices.Contains(w.from, r.From) {
			w.from = append(w.from, r.From)
		}
		if (a.people[by].name != "" || a.people[by].who != "") && r.Via != catalog.ViaAccept && !slices.Contains(w.writers, by) { // who accepts words has not written them
			w.writers = append(w.writers, by)
		}
	}
}

// person returns the index of an author among the people.
func (a *authors) person(p author) int32 {
	i, known := a.index[p]
	if known {
		return i
	}
	i = int32(len(a.people))
	a.people, a.index[p] = append(a.people, p), i
	for _, account := range strings.Fields(p.accounts) {
		if name := catalog.NameKey(p.name); !slices.Contains(a.names[account], name) {
			a.names[account] = append(a.names[account], name)
		}
	}
	return i
}

// read brings what is known of authors up to date, and calls use with it. What was added since the last call alone is read.
func (j *Journal) read(use func(*authors)) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	var mark store.Mark
	if j.authors != nil && !j.authors.stale() {
		mark = j.authors.mark
	}
	added, next, ok, err := j.log.After(mark)
	switch {
	case err != nil:
	case ok:
		j.authors.add(added, mark.Size)
	default:
		j.authors = newAuthors(j.names)
		err = j.log.Each(func(path string, data []byte) {
			j.authors.files = append(j.authors.files, path)
			j.authors.add(data, 0)
		})
	}
	if err != nil {
		j.authors = nil
		return err
	}
	j.authors.mark = next
	use(j.authors)
	return nil
}

// Warm reads who wrote what, so that the first question does not wait for it: 100,000 records take a second.
func (j *Journal) Warm() error {
	if j == nil {
		return nil
	}
	return j.read(func(*authors) {})
}

// Names returns all names that a person has had: that of today, and those in the records of the person's accounts. They are as [catalog.NameKey] returns them.
func (j *Journal) Names(p Person) (names []string, err error) {
	if names = []string{catalog.NameKey(p.Name)}; j == nil {
		return names, nil
	}
	err = j.read(func(a *authors) { names = a.namesOf(p) })
	return names, err
}

func (a *authors) namesOf(p Person) []string {
	names := []string{catalog.NameKey(p.Name)}
	for _, account := range a.accountsOf(p) {
		names = append(names, a.names[account]...)
	}
	return names
}

// accountsOf returns the accounts of a person; of somebody who is known by name alone, as on a command line, those that the name has in the records.
func (a *authors) accountsOf(p Person) []string {
	if len(p.Accounts) > 0 {
		return p.Accounts
	}
	var accounts []string
	for account, names := range a.names {
		if slices.Contains(names, catalog.NameKey(p.Name)) {
			accounts = append(accounts, account)
		}
	}
	return accounts
}

// Wrote returns what tells whether a person wrote words of a locale, by their key and hash: under any name that the person has had, whoever wrote the same words
// again since, and also where they stood under another key then. The error is that the journal cannot be read.
func (j *Journal) Wrote(locale string, p Person) (wrote func(key, hash string) bool, err error) {
	if j == nil {
		return func(string, string) bool { return false }, nil
	}
	if err := j.Warm(); err != nil {
		return nil, err
	}
	return func(key, hash string) (wrote bool) {
		err := j.read(func(a *authors) { wrote = a.wrote(locale, p, key, hash) })
		return wrote || err != nil // whose words they are is not known then
	}, nil
}

func (a *authors) wrote(locale string, p Person, key, hash string) bool {
	names, accounts, keys := a.namesOf(p), a.accountsOf(p), []string{key}
	for i := 0; i < len(keys); i++ {
		w := a.words[wordsOf{locale, keys[i], hash}]
		if w == nil {
			continue
		}
		for _, n := range w.writers {
			by := a.people[n]
			if by.who != "" { // it may be anybody
				return true
			}
			if slices.Contains(names, catalog.NameKey(by.name)) || slices.ContainsFunc(strings.Fields(by.accounts), func(account string) bool { return slices.Contains(accounts, account) }) {
				return true
			}
		}
		for _, from := range w.from {
			if !slices.Contains(keys, from) {
				keys = append(keys, from)
			}
		}
	}
	return false
}
