package corpus

import (
	"github.com/parlance/parlance/app/catalog"
)

// State is where one segment stands in one locale.
type State uint8

// The states, from nothing to done (see DESIGN.md).
const (
	Missing  State = iota // no text
	Outdated              // a text for another English than today's
	Draft                 // a text for today's English that nobody has signed
	Reviewed              // a text for today's English that the ledger names with both hashes
)

// String gives the state's name as it stands in reports.
func (s State) String() string { return [...]string{"missing", "outdated", "draft", "reviewed"}[s] }

// ledger holds the sign-offs of one locale that stand, by key. It is made once for each reading of the file.
type ledger map[string][]catalog.SignOff

func newLedger(standing []catalog.SignOff) ledger {
	l := ledger{}
	for _, s := range standing {
		l[s.Key] = append(l[s.Key], s)
	}
	return l
}

// signed gives the newest sign-off of a key for exactly these two texts, and nil where there is none.
func (l ledger) signed(key, source, text string) *catalog.SignOff {
	signOffs := l[key]
	for i := len(signOffs) - 1; i >= 0; i-- {
		if signOffs[i].Source == source && signOffs[i].Text == text {
			return &signOffs[i]
		}
	}
	return nil
}

// stateOf gives the state of an entry, and its sign-off where it is reviewed.
func stateOf(m catalog.Message, found bool, key, source string, l ledger) (State, *catalog.SignOff) {
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
	if len(l[key]) > 0 { // most texts are not signed, and hashing takes long
		if s := l.signed(key, source, catalog.Hash(m.Forms)); s != nil {
			return Reviewed, s
		}
	}
	return Draft, nil
}
