package locale

import "strings"

// subtag is what is known of one subtag after one pass over its characters.
type subtag struct {
	length     int
	letters    uint64 // five bits each
	number     uint64 // its digits
	alpha      bool   // letters only
	numeric    bool   // digits only
	digitFirst bool
}

// parseSubtag reads from s[i:] to the next "-", "_" or the end. It reports false for an empty subtag, for one of more than 8
// characters, and for a character that is neither letter nor digit.
func parseSubtag(s string, i int) (t subtag, next int, ok bool) {
	t.alpha, t.numeric = true, true
	start := i
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			t.letters = t.letters<<5 | uint64(c&31)
			t.numeric = false
		case c >= '0' && c <= '9':
			t.number = t.number*10 + uint64(c-'0')
			t.alpha = false
			t.digitFirst = t.digitFirst || i == start
		case c == '-' || c == '_':
			t.length = i - start
			return t, i + 1, t.length > 0 && t.length <= 8 && i+1 < len(s)
		default:
			return t, i, false
		}
	}
	t.length = i - start
	return t, i, t.length > 0 && t.length <= 8
}

// parseLanguageTag reads a language tag (RFC 5646, section 2.1), "_" taken for "-". Extensions and private use behind the language are passed over.
// "*", grandfathered tags and private languages are refused like malformed tags: they name nothing that is served.
func parseLanguageTag(s string) (r languageRange, ok bool) {
	t, i, ok := parseSubtag(s, 0)
	if !ok || !t.alpha || t.length < 2 || t.length > 3 {
		return r, false
	}
	language, script, region := t.letters, uint64(0), uint64(0)
	const afterLanguage, afterScript, afterRegion, afterVariant = 1, 2, 3, 4 // the parts are in this order
	state, extlangs, end := afterLanguage, 0, i
	for i < len(s) {
		if t, i, ok = parseSubtag(s, i); !ok {
			return r, false
		}
		if t.length == 1 { // an extension, or private use
			if !onlySubtags(s, i) {
				return r, false
			}
			break
		}
		switch {
		case state == afterLanguage && t.alpha && t.length == 3 && extlangs < 3: // zh-yue is yue
			language = t.letters
			extlangs++
		case state < afterScript && t.alpha && t.length == 4:
			state, script = afterScript, t.letters
		case state < afterRegion && t.alpha && t.length == 2:
			state, region = afterRegion, t.letters
		case state < afterRegion && t.numeric && t.length == 3:
			state, region = afterRegion, numericRegion+t.number
		case t.length >= 5 || t.length == 4 && t.digitFirst:
			state = afterVariant
		default:
			return r, false
		}
		end = i
	}
	r.key = packTagKey(language, script, region)
	if state == afterVariant {
		r.to = uint16(len(strings.TrimRight(s[:end], "-_")))
	}
	return r, true
}

// onlySubtags reports whether s[i:] is well-formed subtags.
func onlySubtags(s string, i int) bool {
	for ok := true; i < len(s); {
		if _, i, ok = parseSubtag(s, i); !ok {
			return false
		}
	}
	return true
}
