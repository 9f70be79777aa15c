package locale

import (
	"bytes"
	"hash/maphash"
	"strings"
)

// Chooser chooses a locale for a reader. It is made once for a table and is safe for concurrent use. CLDR and golang.org/x/text are
// asked when it is made; a request looks up one or two keys for each item of the header.
type Chooser struct {
	same     fallbackTable     // locales in the reader's own language and script
	related  fallbackTable     // locales that the table gives to readers of other languages
	aliases  map[tagKey]tagKey // language code → what it is another name of, for weight 0
	keys     []tagKey          // of the locales, by index, the script always there, for weight 0
	variants map[int]string    // tags of the locales that have variants, in lower case, by index
	english  int               // index

	remembered rememberedLists
}

// Choose returns the [Locale.Index] of the locale in publishable that suits a reader best. The header is the value of
// Accept-Language; where a request has several such lines, all of them joined with ",". English counts as publishable whether
// or not it is in the set, and is the answer where nothing else is. Choose neither allocates nor keeps the header.
func (c *Chooser) Choose(header string, publishable Set) int {
	header = truncateHeader(header)
	hash := maphash.String(c.remembered.seed, header)
	if list, ok := c.remembered.find(hash); ok {
		return list.first(publishable, c.english)
	}
	var space [maxLocales]uint8
	list := c.read(space[:0], header)
	c.remembered.keep(hash, list)
	for _, l := range list {
		if publishable.Has(int(l)) {
			return int(l)
		}
	}
	return c.english
}

// Nearest returns the [Locale.Index] of the locale that an old or a near spelling of its tag means: the nearest of the same language in the same
// script, for example zh-Hans for zh-CN, pt-BR for pt and he for iw (R53), one of preferred if such is among them. ok is false where no locale is meant. It does
// not allocate.
func (c *Chooser) Nearest(tag string, preferred Set) (index int, ok bool) {
	r, ok := parseLanguageTag(tag)
	if !ok || len(tag) > maxNearTag || hasExtension(tag) || r.key.privateRegion() {
		return 0, false
	}
	if l, ok := c.findVariant(tag); ok {
		return l, true
	}
	near := c.same.find(r.key)
	for _, l := range near {
		if preferred.Has(int(l)) {
			return int(l), true
		}
	}
	if len(near) > 0 {
		return int(near[0]), true
	}
	return 0, false
}

const maxNearTag = 35 // characters of the longest tag of which [Chooser.Nearest] asks (RFC 5646, section 4.4.1)

// hasExtension reports whether a well-formed tag has a subtag of one character.
func hasExtension(tag string) bool {
	for i := 1; i < len(tag); i++ {
		if (tag[i-1] == '-' || tag[i-1] == '_') && (i+1 == len(tag) || tag[i+1] == '-' || tag[i+1] == '_') {
			return true
		}
	}
	return false
}

// read appends the indexes of the locales that a header asks for, best first, each once, as far as they come before English: what comes behind it
// is never the answer.
func (c *Chooser) read(list []uint8, header string) []uint8 {
	var p priorityList
	p.parse(header)
	var seen Set
	for _, table := range [...]fallbackTable{c.same, c.related} {
		for i := range p.n {
			r := &p.ranges[i]
			if r.qvalue == 0 {
				break // and so are all that follow
			}
			if r.to > 0 {
				if l, ok := c.findVariant(header[r.from:r.to]); ok && !seen.Has(l) && !c.excluded(&p, l) {
					seen.Add(l)
					list = append(list, uint8(l))
				}
			}
			for _, l := range table.find(r.key) {
				if !seen.Has(int(l)) && !c.excluded(&p, int(l)) {
					seen.Add(int(l))
					list = append(list, l)
				}
			}
			if seen.Has(c.english) {
				return list[:bytes.IndexByte(list, uint8(c.english))]
			}
		}
	}
	return list
}

// findVariant returns the index of the locale that has this very tag, variants included.
func (c *Chooser) findVariant(tag string) (int, bool) {
	for l, own := range c.variants {
		if len(own) == len(tag) && sameTag(own, tag) {
			return l, true
		}
	}
	return 0, false
}

// sameTag reports whether two tags of equal length are the same but for case, and "_" for "-" in b.
func sameTag(a, b string) bool {
	for i := range len(a) {
		if a[i] != b[i] && a[i]|0x20 != b[i]|0x20 && !(a[i] == '-' && b[i] == '_') {
			return false
		}
	}
	return true
}

// NewChooser returns the Chooser for a table, in some milliseconds for fifty locales. Without "en" the first locale is in its place.
func NewChooser(t *Table) *Chooser {
	c := &Chooser{aliases: map[tagKey]tagKey{}, keys: make([]tagKey, len(t.Locales)), variants: map[int]string{}}
	c.remembered.seed = maphash.MakeSeed()
	if en := t.English(); en != nil {
		c.english = en.Index
	}
	var own, related []candidate
	for _, l := range t.Locales {
		p, ok := parseTag(l.Tag)
		if !ok {
			continue
		}
		c.keys[l.Index] = newTagKey(p)
		if p.variants != "" {
			c.variants[l.Index] = strings.ToLower(l.Tag)
		}
		own = append(own, candidate{p, l.Tag, uint8(l.Index)})
		for _, tag := range l.Related {
			if p, ok := parseTag(tag); ok {
				related = append(related, candidate{p, l.Tag, uint8(l.Index)})
			}
		}
	}
	for code, alias := range cldr().aliases {
		c.aliases[newTagKey(tagParts{base: code})] = newTagKey(alias)
	}
	c.same, c.related = newFallbackTable(own), newFallbackTable(related)
	return c
}
