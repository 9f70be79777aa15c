package catalog

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Revocations are the revocations that were ever seen in a ledger: the newest of each key and its two texts. They are never changed.
type Revocations map[[3]string]Record

// With returns the revocations with those among the records.
func (v Revocations) With(records []Record) Revocations {
	var all Revocations
	for _, r := range records {
		if known, ok := v[r.texts()]; r.Kind != KindRevoke || ok && !r.At.After(known.At) {
			continue
		}
		if all == nil {
			all = maps.Clone(v)
		}
		if all == nil {
			all = Revocations{}
		}
		if !r.At.Before(all[r.texts()].At) {
			all[r.texts()] = r
		}
	}
	if all == nil {
		return v
	}
	return all
}

// Lines returns the revocations as lines of a ledger, in their order.
func (v Revocations) Lines() []byte {
	var lines []string
	for _, r := range v {
		line, err := r.Line()
		if err == nil { // as of every record that was read
			lines = append(lines, string(line))
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

const strayAdvice = "this takes back no sign-off that was made before it, as parlance review writes it: its key, source, text or time has been changed. " +
	"Until it is mended it takes back each that has two of key, source and text in common with it"

// strays returns which of the records are revocations that take back no sign-off made before them. No command writes such a line: it was damaged, and may have
// been meant for any sign-off that is nearly of its texts.
func strays(records, signed []Record) (at []int) {
	first, earliest := carriedFrom(signed), map[[3]string]time.Time{}
	for _, r := range signed {
		if before, ok := earliest[first(r.texts())]; r.signs() && (!ok || r.At.Before(before)) {
			earliest[first(r.texts())] = r.At
		}
	}
	for i, r := range records {
		if r.Kind != KindRevoke {
			continue
		}
		if signed, ok := earliest[first(r.texts())]; !ok || r.At.Before(signed) {
			at = append(at, i)
		}
	}
	return at
}

// textPairs holds, of the key and the two texts of records, each two.
type textPairs map[[3]string]bool

func pairsOf(records []Record) textPairs {
	all := textPairs{}
	for _, r := range records {
		for _, p := range r.pairs() {
			all[p] = true
		}
	}
	return all
}

// meet reports whether a record has two of its key and texts in common with one of those.
func (p textPairs) meet(r Record) bool {
	return slices.ContainsFunc(r.pairs(), func(pair [3]string) bool { return p[pair] })
}

func (r Record) pairs() [][3]string {
	return [][3]string{{r.Key, r.Source, ""}, {r.Key, "", r.Text}, {"", r.Source, r.Text}}
}
