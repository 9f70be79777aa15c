package locale

import (
	"math/bits"
	"strings"
)

// Origin is who writes the drafts of a locale's translations.
type Origin string

// The two origins of a draft. A locale that does not say has human drafts.
const (
	Human   Origin = "human"
	Machine Origin = "machine"
)

// Locale is one language that is served.
type Locale struct {
	Tag     string   // BCP 47, canonical spelling, without extensions
	Name    string   // the language's name in itself, as in locales.toml
	Script  string   // ISO 15924, for example "Arab"; the likely one where the tag says none (CLDR)
	Dir     string   // "ltr" or "rtl", from the script
	Drafts  Origin   // who writes the drafts
	Related []string // languages whose readers are given this locale when nothing nearer is served: "ku", "zh-Hant"
	Index   int      // index in Table.Locales and in a Set
}

// Table is the content of locales.toml. It is never changed once ParseTable has returned it.
type Table struct {
	MinCoverage float64  // 0 to 1: the share of a page's words that must be publishable before a locale takes part in negotiation
	Locales     []Locale // in the order of the file, at most 256; "en" is among them
}

// Find returns the locale with a tag, ignoring case. It does not accept "_" for "-", nor an old language code for a new one.
func (t *Table) Find(tag string) (*Locale, bool) {
	for i := range t.Locales {
		// Every request comes here, mostly with what is no tag: length and first letter are compared first because that takes a nanosecond.
		own := t.Locales[i].Tag
		if len(own) == len(tag) && len(tag) > 0 && own[0]|0x20 == tag[0]|0x20 && strings.EqualFold(own, tag) {
			return &t.Locales[i], true
		}
	}
	return nil, false
}

// English returns the locale "en", which every parsed table has; nil if a table made by hand has none.
func (t *Table) English() *Locale {
	en, _ := t.Find("en")
	return en
}

// Set is a set of locales by their [Locale.Index]. The zero Set is empty.
type Set [4]uint64

// maxLocales is the largest number of locales in a table: a [Set] has room for no more.
const maxLocales = 256

// Add adds the locale with index i, 0 to 255.
func (s *Set) Add(i int) { s[uint8(i)>>6] |= 1 << (uint8(i) & 63) }

// Has reports whether the locale with index i is in the set.
func (s Set) Has(i int) bool { return i >= 0 && i < maxLocales && s[i>>6]&(1<<(i&63)) != 0 }

// Len returns how many locales are in the set.
func (s Set) Len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}
