package locale

import "strings"

// maxQValue is the weight of an item that names none, in millionths.
const maxQValue = 1_000_000

// parseParameters returns the weight among parameters such as "q=0.5", " Q = .5", "level=1;q=0.5". Parameters of another name say nothing about
// the language and are passed over. It reports false for two weights, or for one that is not a number from 0 to 1.
func parseParameters(s string) (qvalue uint32, ok bool) {
	qvalue, found := maxQValue, false
	for more := true; more; {
		var parameter string
		parameter, s, more = strings.Cut(s, ";")
		if parameter, _ = trimSpace(parameter, 0, len(parameter)); parameter == "" {
			continue
		}
		name, value, has := strings.Cut(parameter, "=")
		name, _ = trimSpace(name, 0, len(name))
		if !has || name == "" {
			return 0, false
		}
		if name != "q" && name != "Q" {
			continue
		}
		value, _ = trimSpace(value, 0, len(value))
		if qvalue, ok = parseQValue(value); !ok || found {
			return 0, false
		}
		found = true
	}
	return qvalue, true
}

// parseQValue reads a number from 0 to 1, digits with at most one point, and returns it in millionths. RFC 9110 (section 12.4.2) allows three decimals;
// any number of them is accepted. Only a number of zeros alone is 0, because 0 excludes: anything more is at least 1.
func parseQValue(s string) (uint32, bool) {
	var whole, fraction uint32
	scale, digits, point, nonzero := uint32(maxQValue), 0, false, false
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '.' && !point:
			point = true
		case c < '0' || c > '9':
			return 0, false
		case !point:
			digits++
			whole = min(2, whole*10+uint32(c-'0'))
		default:
			digits++
			scale /= 10
			fraction += scale * uint32(c-'0')
			nonzero = nonzero || c != '0'
		}
	}
	if digits == 0 || whole > 1 || whole == 1 && nonzero {
		return 0, false
	}
	if whole == 0 && nonzero {
		return max(fraction, 1), true
	}
	return whole * maxQValue, true
}

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
