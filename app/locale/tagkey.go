package locale

import "strings"

// A key is language, script and region of a tag in one number: five bits a letter, small and capital letters alike. A part
// that is not there is 0.
//
//	bits 0 to 14   language, 2 or 3 letters
//	bits 15 to 34  script, 4 letters
//	bits 35 to 45  region, 2 letters, or 1024 and the number of a UN M.49 area
type key uint64

const (
	scriptAt = 15
	regionAt = 35
	digits   = 1024
)

const (
	languageBits = key(1)<<scriptAt - 1
	scriptBits   = key(1)<<regionAt - 1 - languageBits
)

// keyFor makes the key of parts that are known to be well-formed; script and region may be empty.
func keyFor(base, script, region string) key {
	return key(letters(base)) | key(letters(script))<<scriptAt | key(area(region))<<regionAt
}

func (k key) language() key      { return k & languageBits }
func (k key) script() key        { return k & scriptBits }
func (k key) region() key        { return k >> regionAt << regionAt }
func (k key) withoutRegion() key { return k & (languageBits | scriptBits) }

func letters(s string) (n uint64) {
	for i := range len(s) {
		n = n<<5 | uint64(s[i]&31)
	}
	return n
}

func area(region string) (n uint64) {
	if region == "" || region[0] > '9' {
		return letters(region)
	}
	for i := range len(region) {
		n = n*10 + uint64(region[i]-'0')
	}
	return digits + n
}

// A subtag is what one pass over its letters can tell of it.
type subtag struct {
	length  int
	letters uint64 // five bits each
	number  uint64 // its digits
	alpha   bool   // letters only
	numeric bool   // digits only
	digit   bool   // begins with a digit
}

// readSubtag reads from s[i:] to the next "-", "_" or the end. It returns false for an empty subtag, one of more than 8
// characters, or a character that is neither letter nor digit.
func readSubtag(s string, i int) (t subtag, next int, ok bool) {
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
			t.digit = t.digit || i == start
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

// readTag reads a language tag (RFC 5646), with "_" taken for "-". Extensions and private use behind the language are passed over.
// "*", grandfathered tags and private languages are refused like what is malformed: they name nothing that is served.
func readTag(s string) (w wanted, ok bool) {
	t, i, ok := readSubtag(s, 0)
	if !ok || !t.alpha || t.length < 2 || t.length > 3 {
		return w, false
	}
	language, script, region := t.letters, uint64(0), uint64(0)
	const extended, written, placed, varied = 1, 2, 3, 4 // what was read last; the parts stand in this order
	state, extensions, end := extended, 0, i
	for i < len(s) {
		if t, i, ok = readSubtag(s, i); !ok {
			return w, false
		}
		if t.length == 1 {
			if ok = wellFormed(s, i); !ok {
				return w, false
			}
			break
		}
		switch {
		case state == extended && t.alpha && t.length == 3 && extensions < 3: // zh-yue is yue
			language = t.letters
			extensions++
		case state < written && t.alpha && t.length == 4:
			state, script = written, t.letters
		case state < placed && t.alpha && t.length == 2:
			state, region = placed, t.letters
		case state < placed && t.numeric && t.length == 3:
			state, region = placed, digits+t.number
		case t.length >= 5 || t.length == 4 && t.digit:
			state = varied
		default:
			return w, false
		}
		end = i
	}
	w.key = key(language) | key(script)<<scriptAt | key(region)<<regionAt
	if state == varied {
		w.to = uint16(len(strings.TrimRight(s[:end], "-_")))
	}
	return w, true
}

// wellFormed tells whether only subtags follow.
func wellFormed(s string, i int) bool {
	for ok := true; i < len(s); {
		if _, i, ok = readSubtag(s, i); !ok {
			return false
		}
	}
	return true
}
