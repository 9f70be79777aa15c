package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/internal/textencoding"

	"github.com/parlance/parlance/app/store"
)

// Ledger is what was read of a ledger.
type Ledger struct {
	Records []Record
	Faults  store.Faults
	unread  []unreadLine
}

// unreadLine is a line that cannot be read. It may have revoked a sign-off.
type unreadLine struct {
	number int    // from 1
	key    string // that it names; "" where that cannot be told
	hashes []string
}

// ReadLedger reads every line of a ledger. A line that cannot be read is a fault, no more. So is a sign-off more than five minutes in the future, which
// counts as one of now. Of a merge that was left behind both sides count, because times decide and not the order of lines.
func ReadLedger(file string, data []byte) *Ledger {
	l := &Ledger{}
	fault := func(line int, msg string) {
		if len(l.Faults) == maxBreaks {
			msg = "too many errors above: mend them first, those below are not named"
		} else if len(l.Faults) > maxBreaks {
			return
		}
		l.Faults = append(l.Faults, &store.Fault{File: file, Line: line, Col: 1, Msg: msg})
	}
	if _, msg, whole, bad := textencoding.Advice(file, data); bad && whole {
		l.unread = append(l.unread, unreadLine{number: 1})
		fault(1, msg)
		return l
	}
	var numbers []int // of the lines of the records
	for _, line := range ledgerLines(data) {
		if line.marks != "" {
			fault(line.number, mergeAdvice(line.marks))
			continue
		}
		r, err := parseRecord(line.text)
		if err != nil {
			l.unread = append(l.unread, unreadLine{line.number, namedKey(line.text), hashes.FindAllString(string(line.text), 3)})
			fault(line.number, err.Error())
			continue
		}
		if r.signs() && Ahead(r.At) {
			fault(line.number, fmt.Sprintf("signed off in the future, %s: it counts as if it was made now, and every revocation of these texts ends it; correct the date",
				r.At.Format(time.RFC3339)))
		}
		l.Records, numbers = append(l.Records, r), append(numbers, line.number)
	}
	if at := strays(l.Records, l.Records); len(at) > 0 {
		signed := pairsOf(slices.DeleteFunc(slices.Clone(l.Records), func(r Record) bool { return !r.signs() }))
		for _, i := range at {
			if signed.meet(l.Records[i]) {
				fault(numbers[i], strayAdvice)
			}
		}
	}
	return l
}

// mergeAdvice says what to do about a merge that git left in a ledger.
func mergeAdvice(lines string) string {
	marks := "<<<<<<<, ======= and >>>>>>>"
	if strings.Contains(lines, "\n|||||||") {
		marks = "<<<<<<<, |||||||, ======= and >>>>>>>"
	}
	return "two versions of the ledger were not merged here: delete the lines that begin with " + marks + ", and keep all others, which count together"
}

var keyMember = regexp.MustCompile(`"key"\s*:\s*"([^"\\]+)"`)

var hashes = regexp.MustCompile(`sha1-[0-9a-f]{40}`)

// namedKey returns the key that a line names although it cannot be read, and "" where that cannot be told.
func namedKey(line []byte) string {
	found := keyMember.FindAllSubmatch(line, 2)
	if len(found) != 1 || validateKey(string(found[0][1])) != "" {
		return ""
	}
	return string(found[0][1])
}

// ParseLedger returns the sign-offs in a ledger that nobody has revoked, the oldest first, without those that a line that cannot be read may
// have revoked.
func ParseLedger(file string, data []byte) ([]SignOff, store.Faults) {
	l := ReadLedger(file, data)
	return l.Active(nil, l, 0), l.Faults
}

// ParseRecords returns the records of a ledger, and the faults of [ReadLedger].
func ParseRecords(file string, data []byte) ([]Record, store.Faults) {
	l := ReadLedger(file, data)
	return l.Records, l.Faults
}

// Unread reports whether the ledger has lines that cannot be read.
func (l *Ledger) Unread() bool { return len(l.unread) > 0 }

func (r Record) texts() [3]string { return [3]string{r.Key, r.Source, r.Text} }

// ActiveSignOffs returns the sign-offs among the records that nobody has revoked, the oldest first.
func ActiveSignOffs(records []Record) []SignOff { return activeSignOffs(records, nil) }

// signs reports whether the record says that somebody has signed its two texts off.
func (r Record) signs() bool { return r.Kind == KindSignOff || r.Kind == KindCarried }

// activeSignOffs returns the sign-offs that are made later than every revocation of their texts, among the records and those seen before, whose lines are
// gone. Which is later only their times tell, never the order of lines: of one second the revocation counts. A sign-off that was carried is one statement under
// several keys: a revocation under one of them ends it under all.
//
// A time that is too far ahead to be true does not tell which of two records is later, so the revocation counts there too. But a sign-off that is later than a
// revocation with such a time is later than all: commands write it so, in order that a text can be signed again.
func activeSignOffs(records []Record, seen Revocations) (active []SignOff) {
	first := carriedFrom(records)
	type texts struct {
		of    [3]string
		ahead bool
	}
	revoked := map[texts]time.Time{}    // the newest of each
	oldest := map[[3]string]time.Time{} // of those ahead
	revoke := func(r Record) {
		of, ahead := first(r.texts()), Ahead(r.At)
		if at := (texts{of, ahead}); r.At.After(revoked[at]) {
			revoked[at] = r.At
		}
		if before, ok := oldest[of]; ahead && (!ok || r.At.Before(before)) {
			oldest[of] = r.At
		}
	}
	for _, r := range records {
		if r.Kind == KindRevoke {
			revoke(r)
		}
	}
	for _, r := range seen {
		revoke(r)
	}
	stands := func(r Record) bool {
		of, ahead := first(r.texts()), Ahead(r.At)
		_, otherwise := revoked[texts{of, !ahead}]
		if before, ok := oldest[of]; ahead && ok && r.At.After(before) {
			otherwise = false
		}
		return !otherwise && r.At.After(revoked[texts{of, ahead}])
	}
	for _, r := range records {
		if r.signs() && stands(r) {
			active = append(active, r.SignOff)
		}
	}
	slices.SortStableFunc(active, func(a, b SignOff) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key), cmp.Compare(a.By, b.By), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Text, b.Text),
			cmp.Compare(a.Note, b.Note))
	})
	return active
}

// carriedFrom returns a function that returns the texts that all records of the same carried texts have in common: where the first was carried from.
func carriedFrom(records []Record) (first func([3]string) [3]string) {
	origins := map[[3]string][3]string{}
	first = func(at [3]string) [3]string {
		origin := at
		for from, ok := origins[origin]; ok; from, ok = origins[origin] {
			origin = from
		}
		for at != origin { // the next one asks once
			origins[at], at = origin, origins[at]
		}
		return origin
	}
	for _, r := range records {
		if r.Kind == KindCarried {
			if to, from := first(r.texts()), first([3]string{r.From, r.Source, r.Text}); to != from {
				origins[to] = from
			}
		}
	}
	return first
}

// Active returns the sign-offs of a ledger that stand beside the revocations seen before, the oldest first. now is the ledger as it reads today, whose
// revocations count too: where one of its lines behind the first known ones cannot be read, the sign-offs of the key or the texts that it names
// are suspended, because the line may revoke them. Where it names none, all are, unless known lines tell what stood before.
func (l *Ledger) Active(seen Revocations, now *Ledger, known int) []SignOff {
	active, first := activeSignOffs(l.Records, seen.With(now.Records)), carriedFrom(l.Records)
	if at := strays(now.Records, slices.Concat(l.Records, now.Records)); len(at) > 0 {
		var damaged []Record
		for _, i := range at {
			damaged = append(damaged, now.Records[i])
		}
		pairs := pairsOf(damaged)
		active = slices.DeleteFunc(active, func(s SignOff) bool { return pairs.meet(Record{SignOff: s}) })
	}
	for _, line := range now.unread {
		if line.number > known && (line.key != "" || len(line.hashes) > 0 || known == 0) {
			active = slices.DeleteFunc(active, func(s SignOff) bool { return line.mayRevoke(s, first) })
		}
	}
	return active
}

// mayRevoke reports whether the line may be a revocation of a sign-off, or of what that was carried from or to.
func (l unreadLine) mayRevoke(s SignOff, first func([3]string) [3]string) bool {
	source, text := slices.Contains(l.hashes, s.Source), slices.Contains(l.hashes, s.Text)
	switch {
	case l.key != "":
		return first([3]string{l.key, s.Source, s.Text}) == first([3]string{s.Key, s.Source, s.Text})
	case len(l.hashes) > 1:
		return source && text
	case len(l.hashes) == 1:
		return source || text
	}
	return true
}
