package locale

import "strings"

// Chooser chooses a locale for a reader. It is made once for a table, and may be used by any number of goroutines.
//
// Whatever CLDR and golang.org/x/text know about languages is asked when the Chooser is made, for every code a reader might
// send for a language that is served. What is left for a request is to look up one or two keys for each item of the header.
type Chooser struct {
	same     answers        // locales in the reader's own language and script
	related  answers        // locales that the table gives to readers of other languages
	identity map[key]key    // language code → what it is another name of, for quality 0
	locales  []key          // each locale's own key, the script always there, for quality 0
	varied   map[int]string // the locales whose tag has variants
	english  int
}

// answers tells for a key the locales that fit it, best first. A key with a region is there only if the region makes a difference.
type answers map[key][]uint8

func (a answers) find(k key) []uint8 {
	if list, ok := a[k]; ok || k.region() == 0 {
		return list
	}
	return a[k.withoutRegion()]
}

// Choose gives the [Locale.Index] of the locale in publishable that suits a reader best. The header is the value of
// Accept-Language; where a request has several such lines, all of them joined with ",". English counts as publishable whether
// or not it is in the set, and is the answer where nothing else is. Choose neither allocates nor keeps the header.
func (c *Chooser) Choose(header string, publishable Set) int {
	var p preferences
	p.read(header)
	publishable.Add(c.english)
	for _, list := range [...]answers{c.same, c.related} {
		if len(list) == 0 {
			continue
		}
		for i := range p.n {
			w := p.items[i]
			if w.quality == 0 {
				break // and so are all that follow
			}
			if w.to > 0 {
				if l, ok := c.variant(header[w.from:w.to]); ok && publishable.Has(l) && !c.excluded(&p, l) {
					return l
				}
			}
			for _, l := range list.find(w.key) {
				if publishable.Has(int(l)) && !c.excluded(&p, int(l)) {
					return int(l)
				}
			}
		}
	}
	return c.english
}

// variant finds a locale that has just this tag, variants included.
func (c *Chooser) variant(tag string) (int, bool) {
	for l, own := range c.varied {
		if len(own) == len(tag) && sameTag(own, tag) {
			return l, true
		}
	}
	return 0, false
}

// sameTag is strings.EqualFold for tags of equal length that may be written with "_".
func sameTag(a, b string) bool {
	for i := range len(a) {
		if a[i] != b[i] && a[i]|0x20 != b[i]|0x20 && !(a[i] == '-' && b[i] == '_') {
			return false
		}
	}
	return true
}

// NewChooser makes a Chooser for a table. It takes some milliseconds for fifty locales. In a table made by hand without "en" the first
// locale stands where English would.
func NewChooser(t *Table) *Chooser {
	c := &Chooser{identity: map[key]key{}, locales: make([]key, len(t.Locales)), varied: map[int]string{}}
	if en := t.English(); en != nil {
		c.english = en.Index
	}
	var own, related []candidate
	for _, l := range t.Locales {
		id, ok := identify(l.Tag)
		if !ok {
			continue
		}
		c.locales[l.Index] = keyFor(id.base, id.script, id.region)
		if id.variants != "" {
			c.varied[l.Index] = strings.ToLower(l.Tag)
		}
		own = append(own, candidate{id, l.Tag, uint8(l.Index)})
		for _, tag := range l.Related {
			if id, ok := identify(tag); ok {
				related = append(related, candidate{id, l.Tag, uint8(l.Index)})
			}
		}
	}
	for code, alias := range known().aliases {
		c.identity[keyFor(code, "", "")] = keyFor(parts(alias))
	}
	c.same, c.related = newAnswers(own), newAnswers(related)
	return c
}
