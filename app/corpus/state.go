package corpus

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
)

// State is the translation status of a segment in one locale.
type State uint8

// The states, from nothing to done.
const (
	Missing  State = iota // no text
	Outdated              // a text for another English than today's
	Draft                 // a text for today's English that nobody has signed
	Reviewed              // a text for today's English that the ledger names with both hashes
)

// String returns the state's name in reports.
func (s State) String() string { return [...]string{"missing", "outdated", "draft", "reviewed"}[s] }

// ledger holds the valid sign-offs of one locale by the slug of their page.
type ledger map[string]*signOffs

// newLedger returns the ledger of the sign-offs that count among records, which say too what machines drafted.
func newLedger(standing []catalog.SignOff, records []catalog.Record) ledger {
	l := ledger{}
	of := func(key string) *signOffs {
		slug := slugOf(key)
		if l[slug] == nil {
			l[slug] = &signOffs{byKey: map[string][]catalog.SignOff{}, machine: map[[2]string]bool{}}
		}
		return l[slug]
	}
	for _, r := range records {
		if r.Kind == catalog.KindMachine {
			of(r.Key).machine[[2]string{r.Key, r.Text}] = true
		}
	}
	for _, s := range standing {
		if catalog.Ahead(s.At) {
			s.At = time.Now().UTC().Truncate(24 * time.Hour) // the same one at every reload of the day
		}
		page := of(s.Key)
		page.byKey[s.Key] = append(page.byKey[s.Key], s)
	}
	return l
}

// signOffs returns the sign-offs of a page or of the interface in a ledger, which may be nil.
func (f *file) signOffs(slug string) *signOffs {
	if f == nil {
		return nil
	}
	return f.ledger[slug]
}

// SignedOff reports whether a sign-off of the locale names exactly these two texts of a key.
func (c *Corpus) SignedOff(l *locale.Locale, key, source string, text catalog.Forms) bool {
	return c.ledgers[l.Index].signOffs(slugOf(key)).find(key, source, text) != nil
}

// slugOf returns the slug of the page that a key belongs to.
func slugOf(key string) string {
	slug, _, _ := strings.Cut(key, ".")
	return slug
}

// signOffs are the valid sign-offs of one page in one locale, the oldest first, and which of its texts a machine drafted. A nil one has none.
type signOffs struct {
	byKey   map[string][]catalog.SignOff
	machine map[[2]string]bool // by key and hash of the text
}

// byMachine reports whether it is on record that a machine wrote these words of a key. A person's edit makes others of them.
func (s *signOffs) byMachine(key string, own catalog.Forms) bool {
	return s != nil && len(s.machine) > 0 && s.machine[[2]string{key, catalog.Hash(own)}]
}

// find returns the newest sign-off of a key for exactly these two texts, and nil if there is none.
func (s *signOffs) find(key, source string, own catalog.Forms) *catalog.SignOff {
	if s == nil || len(s.byKey[key]) == 0 { // as for most texts, and hashing takes long
		return nil
	}
	list, text := s.byKey[key], catalog.Hash(own)
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Source == source && list[i].Text == text {
			return &list[i]
		}
	}
	return nil
}

// SignOff returns the newest sign-off of a locale that stands and names a key, the hash of its English, and its translation; nil if there is none.
func (c *Corpus) SignOff(l *locale.Locale, key, source string, text catalog.Forms) *catalog.SignOff {
	slug, _, _ := strings.Cut(key, ".")
	return c.ledgers[l.Index].signOffs(slug).find(key, source, text)
}

// signedWords returns the words of a key that were signed last for an English text with that hash, and by whom; nil where there are none. recorded is that of
// [catalog.Message.SignedWords].
func (s *signOffs) signedWords(m catalog.Message, key, source string, recorded func(hash string) (catalog.Forms, bool)) (words catalog.Forms, by *catalog.SignOff) {
	if s == nil || len(s.byKey[key]) == 0 {
		return catalog.Forms{}, nil
	}
	words, signed, ok := m.SignedWords(s.byKey[key], source, recorded)
	if !ok {
		return catalog.Forms{}, nil
	}
	return words, &signed
}

// equal reports whether both hold the same records.
func (s *signOffs) equal(t *signOffs) bool {
	return s == t || s != nil && t != nil && maps.EqualFunc(s.byKey, t.byKey, slices.Equal) && maps.Equal(s.machine, t.machine)
}

// stateOf returns the state of an entry, and its sign-off if it is reviewed.
func stateOf(m catalog.Message, found bool, key, source string, signed *signOffs) (State, *catalog.SignOff) {
	switch {
	case !found:
		return Missing, nil
	case m.Forms.Empty() && len(m.Previous) > 0:
		return Outdated, nil
	case m.Forms.Empty():
		return Missing, nil
	case m.Hash != source:
		return Outdated, nil
	}
	if s := signed.find(key, source, m.Forms); s != nil {
		return Reviewed, s
	}
	return Draft, nil
}
