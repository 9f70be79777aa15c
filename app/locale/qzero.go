package locale

// excluded tells whether the reader's most specific item about a locale has quality 0. An item is about a locale if the
// locale's tag begins with it, old names taken for new ones: "en" is about en-GB, but "en-GB" is not about en, nor "arz" about ar.
func (c *Chooser) excluded(p *preferences, l int) bool {
	if !p.excludes {
		return false
	}
	best, out := 0, false
	for i := range p.n {
		w := &p.items[i]
		about := c.about(w, c.locales[l])
		if about > best { // of two that say the same the more wanted comes first and stands
			best, out = about, w.quality == 0
		}
	}
	return out
}

// about tells how many parts of a locale an item names, 0 if it names another.
func (c *Chooser) about(w *wanted, locale key) int {
	k, named := w.key, 1
	if alias, ok := c.identity[k.language()]; ok {
		k = k&^languageBits | alias.language()
		if k.script() == 0 {
			k |= alias.script()
		}
		if k.region() == 0 {
			k |= alias.region()
		}
	}
	if k.language() != locale.language() || w.to > 0 {
		return 0
	}
	if k.script() != 0 {
		if k.script() != locale.script() {
			return 0
		}
		named++
	}
	if k.region() != 0 {
		if k.region() != locale.region() {
			return 0
		}
		named++
	}
	return named
}
