package locale

import "strings"

// The bounds of what is read of Accept-Language (law 8, R2). No browser sends more.
const (
	maxHeaderBytes    = 1024 // a longer header is cut behind its last complete item
	maxLanguageRanges = 30   // items behind these are not read
)

// languageRange is one item of Accept-Language: a language range and its weight (RFC 9110, section 12.5.4).
type languageRange struct {
	key      tagKey
	qvalue   uint32 // weight in millionths; 0 excludes
	from, to uint16 // offsets of the tag in the header if it has variants; else 0, 0
}

// priorityList holds the items of a header, those of the greatest weight first, and those of equal weight in the order of the header
// (RFC 4647, section 2.3: language priority list).
type priorityList struct {
	ranges   [maxLanguageRanges]languageRange
	n        int
	excludes bool // an item has weight 0
}

// parse reads a header such as "da, en-gb;q=0.8, en;q=0.7". A malformed item costs only itself (R2).
func (p *priorityList) parse(header string) {
	header = truncateHeader(header)
	for from, seen := 0, 0; from < len(header) && seen < maxLanguageRanges; {
		to := from
		for to < len(header) && header[to] != ',' {
			to++
		}
		item, start := trimSpace(header, from, to)
		from = to + 1
		if item == "" {
			continue
		}
		seen++
		if r, ok := parseItem(item); ok {
			if r.to > 0 {
				r.from += uint16(start)
				r.to += uint16(start)
			}
			p.insert(r)
		}
	}
}

// truncateHeader cuts a header of more than [maxHeaderBytes] behind its last complete item.
func truncateHeader(header string) string {
	if len(header) <= maxHeaderBytes || header[maxHeaderBytes] == ',' {
		return header[:min(len(header), maxHeaderBytes)]
	}
	return header[:max(0, strings.LastIndexByte(header[:maxHeaderBytes], ','))]
}

// trimSpace returns header[from:to] without spaces and tabs around it, and the offset at which that begins.
func trimSpace(header string, from, to int) (string, int) {
	for from < to && isSpace(header[from]) {
		from++
	}
	for from < to && isSpace(header[to-1]) {
		to--
	}
	return header[from:to], from
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

// insert keeps the ranges in order. Insertion sort does: there are few, and they mostly come in order.
func (p *priorityList) insert(r languageRange) {
	i := p.n
	for ; i > 0 && p.ranges[i-1].qvalue < r.qvalue; i-- {
		p.ranges[i] = p.ranges[i-1]
	}
	p.ranges[i] = r
	p.n++
	p.excludes = p.excludes || r.qvalue == 0
}

// parseItem reads "tag" or "tag;q=0.5". It reports whether the item is well-formed.
func parseItem(item string) (languageRange, bool) {
	end := 0
	for end < len(item) && item[end] != ';' {
		end++
	}
	qvalue := uint32(maxQValue)
	if end < len(item) {
		var ok bool
		if qvalue, ok = parseParameters(item[end+1:]); !ok {
			return languageRange{}, false
		}
	}
	tag, _ := trimSpace(item, 0, end)
	r, ok := parseLanguageTag(tag)
	r.qvalue = qvalue
	return r, ok
}
