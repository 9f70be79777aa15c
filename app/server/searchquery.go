package server

import (
	"bytes"
	"strings"
	"unicode"
)

// sentSearch is what a reader asks for.
type sentSearch struct {
	query string // UTF-8 without control characters and directions, its words separated by single spaces; "" for nothing
	page  int    // of the results, from 1
}

// maxQuery is how many bytes of a query are shown again, and looked at: more than are looked for, so that the page can say that they are too many.
const maxQuery = 1 << 10

// maxSearchPage is the last page of results that is looked for.
const maxSearchPage = 1000

// parseSearch reads the query of an address, which may be anything: of several parameters the first counts.
func parseSearch(query []byte) sentSearch {
	sent := sentSearch{page: 1}
	seen := map[string]bool{}
	for parameter := range bytes.SplitSeq(query, []byte{'&'}) {
		name, value, _ := bytes.Cut(parameter, []byte{'='})
		switch key := string(unescapeForm(name)); {
		case seen[key]:
		case key == "q":
			sent.query, seen[key] = cleanQuery(unescapeForm(value)), true
		case key == "page":
			sent.page, seen[key] = pageNumber(value), true
		}
	}
	return sent
}

func pageNumber(value []byte) int {
	n := 0
	for _, c := range value {
		if c < '0' || c > '9' {
			return 1
		}
		n = min(10*n+int(c-'0'), maxSearchPage)
	}
	return max(n, 1)
}

// unescapeForm decodes a value of a form (WHATWG URL, section 5.1): a percent sign without two digits behind it stands for itself.
func unescapeForm(value []byte) []byte {
	decoded := make([]byte, 0, len(value))
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '+':
			decoded = append(decoded, ' ')
		case value[i] == '%' && i+2 < len(value) && hexDigit(value[i+1]) >= 0 && hexDigit(value[i+2]) >= 0:
			decoded = append(decoded, byte(hexDigit(value[i+1])<<4|hexDigit(value[i+2])))
			i += 2
		default:
			decoded = append(decoded, value[i])
		}
	}
	return decoded
}

func hexDigit(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }

// cleanQuery returns what a reader wrote as it can be shown in the field again: what is no text becomes a space, and so does what would turn the
// direction of what stands around it (R40). Too long a query is cut.
func cleanQuery(value []byte) string {
	text := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) || '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(value), " "))
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > maxQuery {
		text = strings.TrimSpace(strings.ToValidUTF8(text[:maxQuery], ""))
	}
	return text
}
