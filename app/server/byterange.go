package server

import (
	"bytes"
	"cmp"
	"math"
)

// byteRange is a part of what has an address: length bytes from an offset on.
type byteRange struct{ offset, length int64 }

// rangeKind is what a Range header comes to.
type rangeKind uint8

const (
	wholeRange  rangeKind = iota // everything is sent: none is asked for, in another unit, or several
	singleRange                  // one part
	noRange                      // nothing that there is, or what is no range at all: 416
)

const rangeUnit = "bytes="

// parseRange returns the part that a Range header asks for of size bytes, which are 1 at least (RFC 9110, sections 14.1.2 and 14.2). Of several ranges only
// those count that begin inside; where two do, everything is sent, which is allowed and cannot be used to have the same bytes sent many times over (law 8).
func parseRange(header []byte, size int64) (byteRange, rangeKind) {
	whole := byteRange{0, size}
	header = trim(header)
	if len(header) < len(rangeUnit) || !isWord(header[:len(rangeUnit)], rangeUnit) {
		return whole, wholeRange
	}
	found, kind := byteRange{}, noRange
	for rest, more := header[len(rangeUnit):], true; more; {
		var spec []byte
		spec, rest, more = bytes.Cut(rest, []byte{','})
		if spec = trim(spec); len(spec) == 0 {
			continue
		}
		first, last, ok := parseRangeSpec(spec, size)
		switch {
		case !ok:
			return byteRange{}, noRange
		case first >= size || first > last:
		case kind == singleRange:
			return whole, wholeRange
		default:
			found, kind = byteRange{first, min(last, size-1) - first + 1}, singleRange
		}
	}
	return found, kind
}

// parseRangeSpec returns the first and the last byte that "0-499", "500-" or "-500" names, of which the last may lie behind the end; the first does where
// nothing is named. ok is false where it is none of these.
func parseRangeSpec(spec []byte, size int64) (first, last int64, ok bool) {
	from, to, dash := bytes.Cut(spec, []byte{'-'})
	from, to = trim(from), trim(to)
	first, firstOK := parseOffset(from)
	last, lastOK := parseOffset(to)
	switch {
	case !dash || len(from) > 0 && !firstOK || len(to) > 0 && !lastOK || len(from)+len(to) == 0:
		return 0, 0, false
	case len(from) == 0:
		return max(0, size-last), size - 1, true
	case len(to) == 0:
		return first, math.MaxInt64, true
	}
	return first, last, compareDigits(from, to) <= 0
}

// compareDigits compares two numbers of any size.
func compareDigits(a, b []byte) int {
	a, b = bytes.TrimLeft(a, "0"), bytes.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), bytes.Compare(a, b))
}

// parseOffset returns a number of digits; one that is too large is the largest.
func parseOffset(digits []byte) (n int64, ok bool) {
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n > (math.MaxInt64-9)/10 {
			n = math.MaxInt64 / 10
			continue
		}
		n = n*10 + int64(c-'0')
	}
	return n, len(digits) > 0
}
