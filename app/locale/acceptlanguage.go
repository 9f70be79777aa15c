package locale

import "strings"

// What is read of a header at most. Longer ones come from no browser.
const (
	maxHeader = 1024 // bytes
	maxItems  = 30
)

// wanted is one item of Accept-Language.
type wanted struct {
	key      key
	quality  uint32 // millionths; 0 excludes
	from, to uint16 // where the tag stands in the header, if it has variants; else 0, 0
}

// preferences are the items of a header, most wanted first; items of equal quality in the order of the header.
type preferences struct {
	items    [maxItems]wanted
	n        int
	excludes bool // an item has quality 0
}

// read takes what can be understood of a header: "da, en-gb;q=0.8, en;q=0.7" (RFC 9110, section 12.5.4).
// What cannot be understood costs only the item it stands in.
func (p *preferences) read(header string) {
	header = within(header)
	for from, seen := 0, 0; from < len(header) && seen < maxItems; {
		to := from
		for to < len(header) && header[to] != ',' {
			to++
		}
		item, start := trim(header, from, to)
		from = to + 1
		if item == "" {
			continue
		}
		seen++
		if w, ok := readItem(item); ok {
			if w.to > 0 {
				w.from += uint16(start)
				w.to += uint16(start)
			}
			p.insert(w)
		}
	}
}

// within cuts a header that is too long behind its last complete item.
func within(header string) string {
	if len(header) <= maxHeader || header[maxHeader] == ',' {
		return header[:min(len(header), maxHeader)]
	}
	return header[:max(0, strings.LastIndexByte(header[:maxHeader], ','))]
}

// trim gives header[from:to] without the white space around it, and where it begins.
func trim(header string, from, to int) (string, int) {
	for from < to && blank(header[from]) {
		from++
	}
	for from < to && blank(header[to-1]) {
		to--
	}
	return header[from:to], from
}

func blank(c byte) bool { return c == ' ' || c == '\t' }

// insert keeps the items in order; there are few of them, and they mostly come in order.
func (p *preferences) insert(w wanted) {
	i := p.n
	for ; i > 0 && p.items[i-1].quality < w.quality; i-- {
		p.items[i] = p.items[i-1]
	}
	p.items[i] = w
	p.n++
	p.excludes = p.excludes || w.quality == 0
}

// readItem reads "tag", "tag;q=0.5" and what comes near enough to it.
func readItem(item string) (wanted, bool) {
	end := 0
	for end < len(item) && item[end] != ';' {
		end++
	}
	quality := uint32(one)
	if end < len(item) {
		var ok bool
		if quality, ok = readParameters(item[end+1:]); !ok {
			return wanted{}, false
		}
	}
	tag, _ := trim(item, 0, end)
	w, ok := readTag(tag)
	w.quality = quality
	return w, ok
}

// one is the quality of an item that tells none.
const one = 1_000_000

// readParameters finds the quality among "q=0.5", " Q = .5", "level=1;q=0.5". An unknown parameter says nothing about the
// language and is passed over; two qualities, or one that is no number from 0 to 1, spoil the item.
func readParameters(s string) (quality uint32, ok bool) {
	quality, found := one, false
	for more := true; more; {
		var parameter string
		parameter, s, more = strings.Cut(s, ";")
		if parameter, _ = trim(parameter, 0, len(parameter)); parameter == "" {
			continue
		}
		name, value, has := strings.Cut(parameter, "=")
		name, _ = trim(name, 0, len(name))
		if !has || name == "" {
			return 0, false
		}
		if name != "q" && name != "Q" {
			continue
		}
		value, _ = trim(value, 0, len(value))
		if found {
			return 0, false
		}
		if quality, ok = readQuality(value); !ok {
			return 0, false
		}
		found = true
	}
	return quality, true
}

// readQuality reads a number from 0 to 1 of digits and one point. RFC 9110 allows three decimals; any number is taken. Only what is
// all zeros is 0: the smallest quality that is more still wants.
func readQuality(s string) (uint32, bool) {
	var whole, fraction uint32
	scale, digits, point, rest := uint32(one), 0, false, false
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
			rest = rest || c != '0'
		}
	}
	if digits == 0 || whole > 1 || whole == 1 && rest {
		return 0, false
	}
	if whole == 0 && rest {
		return max(fraction, 1), true
	}
	return whole * one, true
}
