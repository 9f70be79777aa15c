package catalog

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/store"
)

// MergeLedgers returns the ledger of reviews or questions that two versions of one make; base is what both come from. It has every record of both, each once:
// those of base first, then what was added since, by time, and whatever cannot be read last, a torn last line too. A line that cannot be read and that one
// side has removed is gone. The result does not depend on which of the two is ours. The error says that a version is no text in UTF-8.
func MergeLedgers(file string, base, ours, theirs []byte) ([]byte, error) {
	for _, data := range [][]byte{ours, theirs} {
		if _, msg, whole, bad := textencoding.Advice(file, data); bad && whole {
			return nil, store.Faults{{File: file, Line: 1, Col: 1, Msg: msg}}
		}
	}
	b, x, y := readLines(base), readLines(ours), readLines(theirs)
	switch less, more := x.within(y), y.within(x); {
	case bytes.Equal(ours, theirs) || more && !less && x.keeps(y):
		return ours, nil
	case less && !more && y.keeps(x):
		return theirs, nil
	}
	var merged, added []datedLine
	for _, l := range b.lines {
		if both := x.has[l.text] && y.has[l.text]; both || l.readable && (x.has[l.text] || y.has[l.text]) {
			merged = append(merged, l)
		}
	}
	for _, l := range slices.Concat(x.lines, y.lines) {
		if !b.has[l.text] {
			added = append(added, l)
		}
	}
	slices.SortFunc(added, datedLine.compare)
	var out bytes.Buffer
	for _, l := range append(merged, slices.Compact(added)...) {
		out.WriteString(l.text + "\n")
	}
	return out.Bytes(), nil
}

// datedLine is one line of a ledger.
type datedLine struct {
	text     string
	at       time.Time
	readable bool
}

// compare orders lines by time, those that cannot be read behind all others.
func (l datedLine) compare(m datedLine) int {
	rank := 0
	switch {
	case l.readable && !m.readable:
		rank = -1
	case m.readable && !l.readable:
		rank = 1
	}
	return cmp.Or(rank, l.at.Compare(m.at), cmp.Compare(l.text, m.text))
}

// linesOfLedger are the lines of one version of a ledger, each once.
type linesOfLedger struct {
	lines []datedLine
	has   map[string]bool
}

func readLines(data []byte) (l linesOfLedger) {
	l.has = map[string]bool{}
	for _, line := range ledgerLines(data) {
		text := string(bytes.TrimSpace(line.text))
		if line.marks != "" || text == "" || l.has[text] {
			continue
		}
		var record struct {
			At time.Time `json:"at"`
		}
		err := json.Unmarshal(line.text, &record)
		l.has[text] = true
		l.lines = append(l.lines, datedLine{text, record.At.UTC(), err == nil})
	}
	return l
}

// within reports whether every line is one of m.
func (l linesOfLedger) within(m linesOfLedger) bool {
	return !slices.ContainsFunc(l.lines, func(d datedLine) bool { return !m.has[d.text] })
}

// keeps reports whether every line that cannot be read is one of m.
func (l linesOfLedger) keeps(m linesOfLedger) bool {
	return !slices.ContainsFunc(l.lines, func(d datedLine) bool { return !d.readable && !m.has[d.text] })
}
