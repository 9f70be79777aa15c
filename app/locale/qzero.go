package locale

// excluded reports whether the reader's most specific range for a locale has weight 0 (R3). A range matches a locale if the locale's
// tag begins with it, old names replaced by new ones (RFC 4647, section 3.3.1): "en" matches en-GB, but "en-GB" does not match en, nor "arz" ar.
func (c *Chooser) excluded(p *priorityList, l int) bool {
	if !p.excludes {
		return false
	}
	best, excluded := 0, false
	for i := range p.n {
		r := &p.ranges[i]
		if n := c.specificity(r, c.keys[l]); n > best { // of two equally specific ranges the first has the greater weight, and counts
			best, excluded = n, r.qvalue == 0
		}
	}
	return excluded
}

// specificity returns how many subtags of a locale a range names, and 0 if it does not match the locale.
func (c *Chooser) specificity(r *languageRange, locale tagKey) int {
	k := r.key
	if alias, ok := c.aliases[k.language()]; ok {
		k = k&^languageBits | alias.language()
		if k.script() == 0 {
			k |= alias.script()
		}
		if k.region() == 0 {
			k |= alias.region()
		}
	}
	switch script, region := k.script(), k.region(); {
	case k.language() != locale.language() || r.to > 0:
		return 0
	case script != 0 && script != locale.script() || region != 0 && region != locale.region():
		return 0
	case script != 0 && region != 0:
		return 3
	case script != 0 || region != 0:
		return 2
	}
	return 1
}
