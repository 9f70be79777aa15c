package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2/utils"

	"github.com/parlance/parlance/app/document"
)

// codingWeights are what an Accept-Encoding says: a weight in thousandths for each coding that we have, and behind them for "*".
type codingWeights [document.Codings + 1]int

// codingNames are the names in Accept-Encoding, in the order of codingWeights.
var codingNames = [document.Codings + 1]string{
	document.Identity: "identity", document.Gzip: "gzip", document.Zstd: "zstd", document.Brotli: "br", document.Codings: "*",
}

// unnamed is the weight of a coding that Accept-Encoding does not name.
const unnamed = -1

// of returns the weight of a coding. Zstd is given only to who names it.
func (w *codingWeights) of(c document.Coding) int {
	if w[c] == unnamed && c != document.Zstd {
		return w[document.Codings]
	}
	return w[c]
}

// negotiateCoding returns the content coding for an Accept-Encoding (RFC 9110, section 12.5.3): the highest weight; among equals brotli, then
// zstd, then gzip. Where nothing is acceptable it is identity: never 406.
func negotiateCoding(header []byte) document.Coding {
	switch string(header) {
	case "":
		return document.Identity
	case "gzip, deflate, br, zstd", "gzip, deflate, br": // as browsers send it, which saves 0.1 µs
		return document.Brotli
	}
	return weighCodings(header)
}

func weighCodings(header []byte) document.Coding {
	w := parseAcceptEncoding(header)
	best, coding := max(w.of(document.Identity), 0), document.Identity
	for c := document.Gzip; c < document.Codings; c++ { // the better ones come later
		if q := w.of(c); q > 0 && q >= best {
			best, coding = q, c
		}
	}
	return coding
}

// parseAcceptEncoding reads the header. A member with a weight that is no weight counts as not sent.
func parseAcceptEncoding(header []byte) codingWeights {
	w := codingWeights{unnamed, unnamed, unnamed, unnamed, unnamed}
	for member := range bytes.SplitSeq(header, []byte{','}) {
		name, parameters, _ := bytes.Cut(member, []byte{';'})
		q, ok := memberWeight(parameters)
		if !ok {
			continue
		}
		name = trim(name)
		for i, known := range codingNames {
			if isWord(name, known) || known == "gzip" && isWord(name, "x-gzip") { // the same (RFC 9110, section 8.4.1.3)
				w[i] = q
			}
		}
	}
	return w
}

// memberWeight finds the weight among a member's parameters; without one it is 1000.
func memberWeight(parameters []byte) (thousandths int, ok bool) {
	for parameter := range bytes.SplitSeq(parameters, []byte{';'}) {
		if name, value, _ := bytes.Cut(parameter, []byte{'='}); isWord(trim(name), "q") {
			return parseQValue(trim(value))
		}
	}
	return 1000, true
}

// trim takes off spaces and tabs at both ends, which is all the white space that HTTP knows.
func trim(b []byte) []byte { return bytes.Trim(b, " \t") }

// isWord reports whether bytes are an ASCII word, whatever the letters' case.
func isWord(b []byte, word string) bool { return utils.EqualFold(utils.UnsafeString(b), word) }

// parseQValue reads a weight (RFC 9110, section 12.4.2), in thousandths. What is no number from 0 to 1 is refused.
func parseQValue(s []byte) (thousandths int, ok bool) {
	if len(s) == 0 || len(s) > len("0.000") || s[0] != '0' && s[0] != '1' || len(s) > 1 && s[1] != '.' {
		return 0, false
	}
	thousandths = int(s[0]-'0') * 1000
	weight := 100
	for _, c := range s[min(2, len(s)):] {
		if c < '0' || c > '9' {
			return 0, false
		}
		thousandths += int(c-'0') * weight
		weight /= 10
	}
	return thousandths, thousandths <= 1000
}
