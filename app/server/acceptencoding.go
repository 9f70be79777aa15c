package server

import (
	"bytes"

	"github.com/parlance/parlance/app/document"
)

// unnamed is the weight of a coding that Accept-Encoding does not name.
const unnamed = -1

// accepted is what a reader's Accept-Encoding says: a weight in thousandths for each coding we have.
type accepted struct {
	identity, gzip, zstd, brotli, any int
}

// chooseCoding picks the content coding for an Accept-Encoding (RFC 9110, 12.5.3): the highest weight; among equals brotli, then zstd, then
// gzip; zstd only where it is named. Where nothing is acceptable it is identity: never 406.
func chooseCoding(header []byte) document.Coding {
	switch string(header) {
	case "":
		return document.Identity
	case "gzip, deflate, br, zstd", "gzip, deflate, br": // what browsers send, and what comes out of it below
		return document.Brotli
	}
	return weighCodings(header)
}

func weighCodings(header []byte) document.Coding {
	a := accepted{unnamed, unnamed, unnamed, unnamed, unnamed}
	a.read(header)
	best, coding := max(a.identity, 0), document.Identity
	if a.identity == unnamed && a.any > 0 {
		best = a.any
	}
	if q := a.weight(a.gzip); q > 0 && q >= best {
		best, coding = q, document.Gzip
	}
	if q := a.zstd; q > 0 && q >= best {
		best, coding = q, document.Zstd
	}
	if q := a.weight(a.brotli); q > 0 && q >= best {
		coding = document.Brotli
	}
	return coding
}

// weight gives a coding's weight, which is that of "*" where the coding is not named.
func (a *accepted) weight(own int) int {
	if own == unnamed {
		return a.any
	}
	return own
}

// read adds one line. A member with a weight that is no weight counts as not sent.
func (a *accepted) read(line []byte) {
	for len(line) > 0 {
		var member []byte
		member, line, _ = bytes.Cut(line, []byte{','})
		name, parameters, _ := bytes.Cut(member, []byte{';'})
		q, ok := memberQuality(parameters)
		if !ok {
			continue
		}
		switch name = trim(name); {
		case equalFold(name, "br"):
			a.brotli = q
		case equalFold(name, "gzip"), equalFold(name, "x-gzip"): // the same coding (RFC 9110, 8.4.1.3)
			a.gzip = q
		case equalFold(name, "zstd"):
			a.zstd = q
		case equalFold(name, "identity"):
			a.identity = q
		case len(name) == 1 && name[0] == '*':
			a.any = q
		}
	}
}

// memberQuality finds the weight among a member's parameters; without one it is 1.
func memberQuality(parameters []byte) (int, bool) {
	for len(parameters) > 0 {
		var one []byte
		one, parameters, _ = bytes.Cut(parameters, []byte{';'})
		name, value, _ := bytes.Cut(one, []byte{'='})
		if equalFold(trim(name), "q") {
			return quality(trim(value))
		}
	}
	return 1000, true
}

// trim takes spaces and tabs off both ends, which is all the white space that HTTP knows.
func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// equalFold compares with a lower-case ASCII word, whatever the letters' case.
func equalFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
