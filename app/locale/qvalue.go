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
