package segment

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// KnownKey is what the English catalog of a page records about one key.
type KnownKey struct {
	Key     string
	Kind    Kind
	Text    string // the English that the key last stood for
	Retired bool   // the text has left the page
}

// The sections and parts of keys that no heading and no number makes.
const (
	sectionIntro = "intro" // before the first heading
	sectionPage  = "page"  // of title, description and summary
	partHeading  = "heading"
	partTitle    = "title"
	partSummary  = "summary" // of the description: go-i18n reserves that word
	partMessage  = "message" // of the summary
)

// partPrefix begins the last part of a key; a number follows.
var partPrefix = map[Kind]string{
	KindParagraph: "p", KindItem: "li", KindCell: "c", KindQuote: "q", KindImage: "img", KindFootnote: "fn",
}

// Keys returns the key <slug>.<section>.<part> of each segment, for example "side-effects.infection.p1", "" for those not translated.
// known are the keys of the page's English catalog in its order, retired ones included. The result depends on nothing else (law 4).
//
// A known text keeps its key, wherever it moved. Other texts are compared with the known texts that are gone: first in the same gap
// between texts that stayed, then, more strictly, anywhere. A text that is similar to none gets a key that no text ever had.
//
// The texts of site.toml have the names of their fields for keys.
func (p *Page) Keys(known []KnownKey) []string {
	if p.Site != nil {
		return p.Site.keys
	}
	n := newKeyNamer(p.Slug, known)
	keys := make([]string, len(p.Segments))
	for j, i := range alignSegments(n.reusable, p.Segments) {
		if i >= 0 {
			keys[j] = n.reusable[i].Key
		}
	}
	section := sectionIntro
	for i, s := range p.Segments {
		switch {
		case s.Kind == KindTitle:
			keys[i] = n.key(sectionPage, partTitle)
		case s.Kind == KindDescription:
			keys[i] = n.key(sectionPage, partSummary)
		case s.Kind == KindSummary:
			keys[i] = n.key(sectionPage, partMessage)
		case s.Kind == KindHeading && s.NoTranslate:
			section = sectionName(s.Text)
		case s.Kind == KindHeading && keys[i] != "":
			section, _ = n.split(keys[i])
		case s.Kind == KindHeading:
			section = n.newSection(s.Text)
			keys[i] = n.key(section, partHeading)
		case !s.NoTranslate && keys[i] == "":
			keys[i] = n.newPart(section, partPrefix[s.Kind])
		}
	}
	return keys
}

// keyNamer knows every key that a page ever used, and makes new ones.
type keyNamer struct {
	slug     string
	reusable []KnownKey      // what may be assigned again: well-formed, each key once
	used     map[string]bool // keys
	sections map[string]bool
	numbers  map[string]int // the last number used, by section and prefix, or by the name of a section
}

func newKeyNamer(slug string, known []KnownKey) *keyNamer {
	n := &keyNamer{slug: slug, used: map[string]bool{}, sections: map[string]bool{}, numbers: map[string]int{}}
	for _, k := range oldestFirst(known) {
		section, part := n.split(k.Key)
		again := n.used[k.Key]
		n.used[k.Key], n.sections[section] = true, true
		if again || section == "" || section == sectionPage {
			continue
		}
		n.reusable = append(n.reusable, k)
		if prefix, number, err := splitNumber(part); err == nil && number < 1e9 {
			at := section + "." + prefix
			n.numbers[at] = max(n.numbers[at], number)
		}
	}
	return n
}

// oldestFirst returns the live keys, then the retired ones by their number: a text comes back to the older of two keys.
func oldestFirst(known []KnownKey) []KnownKey {
	age := func(k KnownKey) int {
		if !k.Retired {
			return -1
		}
		_, number, _ := splitNumber(k.Key)
		return number
	}
	ordered := slices.Clone(known)
	slices.SortStableFunc(ordered, func(a, b KnownKey) int { return cmp.Compare(age(a), age(b)) })
	return ordered
}

// splitNumber splits the number off the end of a key or a part.
func splitNumber(s string) (prefix string, number int, err error) {
	prefix = strings.TrimRight(s, "0123456789")
	number, err = strconv.Atoi(s[len(prefix):])
	return prefix, number, err
}

func (n *keyNamer) key(section, part string) string { return n.slug + "." + section + "." + part }

// split returns the section and the part of a key of this page, "" for any other key.
func (n *keyNamer) split(key string) (section, part string) {
	rest, own := strings.CutPrefix(key, n.slug+".")
	section, part, ok := strings.Cut(rest, ".")
	if !own || !ok || section == "" || part == "" || strings.Contains(part, ".") {
		return "", ""
	}
	return section, part
}

// newSection returns a name for the section of a heading that no section of the page ever had.
func (n *keyNamer) newSection(heading string) string {
	name := sectionName(heading)
	for base := name; n.sections[name]; name = base + "-" + strconv.Itoa(n.numbers[base]) {
		n.numbers[base] = max(n.numbers[base], 1) + 1
	}
	n.sections[name] = true
	return name
}

// newPart returns a key whose number was never used before.
func (n *keyNamer) newPart(section, prefix string) string {
	at := section + "." + prefix
	for {
		n.numbers[at]++
		key := n.key(section, prefix+strconv.Itoa(n.numbers[at]))
		if !n.used[key] {
			n.used[key] = true
			return key
		}
	}
}
