package server

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func said(r byteRange, kind rangeKind) string {
	switch kind {
	case wholeRange:
		return "all"
	case noRange:
		return "none"
	}
	return fmt.Sprintf("%d+%d", r.offset, r.length)
}

func TestRangesOfTheTable(t *testing.T) {
	cases, err := os.ReadFile("testdata/ranges.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), " ; ")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		size, _ := strconv.ParseInt(fields[1], 10, 64)
		got := said(parseRange([]byte(fields[0]), size))
		if got != fields[2] {
			t.Errorf("%q of %d bytes: %s, want %s", fields[0], size, got, fields[2])
		}
		if by := said(rangeByTheBook(fields[0], size)); by != fields[2] {
			t.Errorf("%q of %d bytes: the reference says %s, want %s", fields[0], size, by, fields[2])
		}
	}
}

var rangeSpec = regexp.MustCompile(`^([0-9]*)[ \t]*-[ \t]*([0-9]*)$`)

// rangeByTheBook is parseRange as RFC 9110, section 14.1, says it, with numbers of any size.
func rangeByTheBook(header string, size int64) (byteRange, rangeKind) {
	unit, list, ok := strings.Cut(strings.Trim(header, " \t"), "=")
	if !ok || !strings.EqualFold(unit, "bytes") {
		return byteRange{0, size}, wholeRange
	}
	end, satisfiable := big.NewInt(size), []byteRange{}
	for spec := range strings.SplitSeq(list, ",") {
		if spec = strings.Trim(spec, " \t"); spec == "" {
			continue
		}
		m := rangeSpec.FindStringSubmatch(spec)
		if m == nil || m[1]+m[2] == "" {
			return byteRange{}, noRange
		}
		first, last := new(big.Int), new(big.Int).Sub(end, big.NewInt(1))
		if m[1] == "" {
			suffix, _ := new(big.Int).SetString(m[2], 10)
			if first.Sub(end, suffix); first.Sign() < 0 {
				first.SetInt64(0)
			}
		} else {
			first.SetString(m[1], 10)
			if m[2] != "" {
				said, _ := new(big.Int).SetString(m[2], 10)
				if said.Cmp(first) < 0 {
					return byteRange{}, noRange
				}
				if said.Cmp(last) < 0 {
					last = said
				}
			}
		}
		if first.Cmp(end) < 0 {
			satisfiable = append(satisfiable, byteRange{first.Int64(), last.Int64() - first.Int64() + 1})
		}
		if len(satisfiable) == 2 {
			return byteRange{0, size}, wholeRange
		}
	}
	if len(satisfiable) == 0 {
		return byteRange{}, noRange
	}
	return satisfiable[0], singleRange
}

// checkRange holds one header against the reference, and against what any answer must be: inside, and never empty.
func checkRange(t *testing.T, header string, size int64) {
	t.Helper()
	r, kind := parseRange([]byte(header), size)
	if got, want := said(r, kind), said(rangeByTheBook(header, size)); got != want {
		t.Errorf("%q of %d bytes: %s, want %s", header, size, got, want)
	}
	if kind != noRange && (r.offset < 0 || r.length < 1 || r.offset > size-r.length) {
		t.Errorf("%q of %d bytes: %d bytes from %d", header, size, r.length, r.offset)
	}
}

func TestAnyRangeIsReadAsTheStandardSays(t *testing.T) {
	pieces := []string{"0", "1", "9", "10", "99", "100", "18446744073709551616", "9223372036854775807", "-", "-", "-", ",", " ", "\t", "x", "bytes=", "+"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		header := "bytes="
		for range random.IntN(8) {
			header += pieces[random.IntN(len(pieces))]
		}
		checkRange(t, header, 1+random.Int64N(120))
	}
}

func FuzzRange(f *testing.F) {
	for _, header := range []string{"bytes=0-1", "bytes=-5", "bytes=5-", "bytes=0-1,3-4", "items=0-1", ""} {
		f.Add(header, int64(10))
	}
	f.Fuzz(func(t *testing.T, header string, size int64) {
		if size > 0 {
			checkRange(t, header, size)
		}
	})
}
