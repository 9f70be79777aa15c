package segment

import (
	"slices"
	"strconv"
	"strings"
)

// KnownKey is what the catalog of a page remembers about one key, live or retired.
type KnownKey struct {
	Key     string
	Kind    Kind
	Text    string // the English that the key last stood for
	Retired bool   // its text has left the page
}

// The sections and parts that Keys uses whatever the page says.
const (
	sectionIntro = "intro" // before the first heading
	sectionPage  = "page"  // of title and description
	partHeading  = "heading"
	partTitle    = "title"
	partSummary  = "summary"
)

// partPrefix begins the last part of a key; a number follows.
var partPrefix = map[Kind]string{
	KindParagraph: "p", KindItem: "li", KindCell: "c", KindQuote: "q", KindImage: "img",
}

// Keys gives the key of each segment, and "" for fixed ones. memory is the page's English catalog in its order, retired
// entries included. The result depends on nothing else (law 4).
//
// A text that stands in memory keeps its key, wherever it went. What is left is compared with the texts that are gone: first
// in the same gap between texts that stayed, then, more strictly, anywhere. Whatever is like nothing gets a key that no
// text ever had.
func (p *Page) Keys(memory []KnownKey) []string {
	n := newNamer(p.Slug, memory)
	keys := make([]string, len(p.Segments))
	for j, i := range align(n.known, p.Segments) {
		if i >= 0 {
			keys[j] = n.known[i].Key
		}
	}
	section := sectionIntro
	for i, s := range p.Segments {
		switch {
		case s.Kind == KindTitle:
			keys[i] = n.key(sectionPage, partTitle)
		case s.Kind == KindDescription:
			keys[i] = n.key(sectionPage, partSummary)
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

// namer knows every key that the page ever used, and makes new ones.
type namer struct {
	slug     string
	known    []KnownKey      // what may be given again: well-formed, each key once
	used     map[string]bool // keys
	sections map[string]bool
	numbers  map[string]int // the last number used, by section and prefix, or by the name of a section
}

func newNamer(slug string, memory []KnownKey) *namer {
	n := &namer{slug: slug, used: map[string]bool{}, sections: map[string]bool{}, numbers: map[string]int{}}
	for _, m := range oldestFirst(memory) {
		section, part := n.split(m.Key)
		if n.used[m.Key] {
			continue
		}
		n.used[m.Key] = true
		n.sections[section] = true
		if section == "" || section == sectionPage {
			continue
		}
		n.known = append(n.known, m)
		prefix := strings.TrimRight(part, "0123456789")
		if number, err := strconv.Atoi(part[len(prefix):]); err == nil && number < 1e9 {
			at := section + "." + prefix
			n.numbers[at] = max(n.numbers[at], number)
		}
	}
	return n
}

// oldestFirst orders the retired keys by their number. Where two of them had one text, it comes back to the older: the one that
// translators met first.
func oldestFirst(memory []KnownKey) []KnownKey {
	number := func(key string) int {
		n, _ := strconv.Atoi(key[len(strings.TrimRight(key, "0123456789")):])
		return n
	}
	ordered := slices.Clone(memory)
	slices.SortStableFunc(ordered, func(a, b KnownKey) int {
		switch {
		case a.Retired && b.Retired:
			return number(a.Key) - number(b.Key)
		case a.Retired:
			return 1
		case b.Retired:
			return -1
		}
		return 0
	})
	return ordered
}

func (n *namer) key(section, part string) string { return n.slug + "." + section + "." + part }

// split gives the last two parts of a key of this page, and "" for any other key.
func (n *namer) split(key string) (section, part string) {
	rest, ok := strings.CutPrefix(key, n.slug+".")
	if !ok {
		return "", ""
	}
	section, part, ok = strings.Cut(rest, ".")
	if !ok || section == "" || part == "" || strings.Contains(part, ".") {
		return "", ""
	}
	return section, part
}

// newSection gives a name that no section of the page ever had.
func (n *namer) newSection(heading string) string {
	base := sectionName(heading)
	name := base
	for n.sections[name] {
		n.numbers[base] = max(n.numbers[base], 1) + 1
		name = base + "-" + strconv.Itoa(n.numbers[base])
	}
	n.sections[name] = true
	return name
}

// newPart gives a key with a number that was never used before.
func (n *namer) newPart(section, prefix string) string {
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
