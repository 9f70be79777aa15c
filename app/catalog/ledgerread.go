package catalog

import (
	"fmt"
	"maps"
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

// ReadLedger reads every line of a ledger. A line that cannot be read is a fault, no more. So is a sign-off more than an hour in the future. Of a
// merge that was left behind both sides count, because times decide and not the order of lines.
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
		} else if r.signs() && time.Until(r.At) > maxClockSkew {
			err = fmt.Errorf("signed off in the future, %s: it counts for nothing before that; correct the date, or sign off again", r.At.Format(time.RFC3339))
		}
		if err != nil {
			fault(line.number, err.Error())
			continue
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

// ParseLedger returns the sign-offs in a ledger that nobody has revoked, in their order, without those that a line that cannot be read may
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

func (r Record) texts() [3]string { return [3]string{r.Key, r.Source, r.Text} }

// ActiveSignOffs returns the sign-offs among the records that nobody has revoked, in their order.
func ActiveSignOffs(records []Record) []SignOff { return activeSignOffs(records, nil) }

// signs reports whether the record says that somebody has signed its two texts off.
func (r Record) signs() bool { return r.Kind == KindSignOff || r.Kind == KindCarried }

// activeSignOffs returns the sign-offs that are made later than every revocation of their texts, among the records and those seen before,
// whose lines are gone. Of one second the line below counts. A sign-off that was carried is one statement under several keys: a revocation under
// one of them ends it under all.
func activeSignOffs(records []Record, seen Revocations) (active []SignOff) {
	type ended struct {
		at   time.Time
		line int
	}
	first := carriedFrom(records)
	revoked := map[[3]string]ended{}
	for i, r := range records {
		if at := first(r.texts()); r.Kind == KindRevoke && !r.At.Before(revoked[at].at) {
			revoked[at] = ended{r.At, i}
		}
	}
	for texts, r := range seen {
		if at := first(texts); r.At.After(revoked[at].at) {
			revoked[at] = ended{r.At, len(records)}
		}
	}
	for i, r := range records {
		end, ok := revoked[first(r.texts())]
		if r.signs() && (!ok || r.At.After(end.at) || r.At.Equal(end.at) && i > end.line) {
			active = append(active, r.SignOff)
		}
	}
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

// Active returns the sign-offs of a ledger that stand beside the revocations seen before, in their order. now is the ledger as it reads today, whose
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
