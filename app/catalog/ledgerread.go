package catalog

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

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
}

// ReadLedger reads every line of a ledger. A line that cannot be read is a fault, no more. So is a sign-off more than an hour in the future.
func ReadLedger(file string, data []byte) *Ledger {
	l := &Ledger{}
	for i, line := range bytes.Split(data, []byte{'\n'}) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		r, err := parseRecord(line)
		if err != nil {
			l.unread = append(l.unread, unreadLine{i + 1, namedKey(line)})
		} else if r.signs() && time.Until(r.At) > maxClockSkew {
			err = fmt.Errorf("signed off in the future, %s: it counts for nothing before that; correct the date, or sign off again", r.At.Format(time.RFC3339))
		}
		if err != nil {
			l.Faults = append(l.Faults, &store.Fault{File: file, Line: i + 1, Msg: err.Error()})
			continue
		}
		l.Records = append(l.Records, r)
	}
	return l
}

var keyMember = regexp.MustCompile(`"key"\s*:\s*"([^"\\]+)"`)

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
// whose lines are gone. Of one second the line below counts. A revocation under the key that a sign-off was carried from ends it too.
func activeSignOffs(records []Record, seen Revocations) (active []SignOff) {
	type ended struct {
		at   time.Time
		line int
	}
	revoked, origins := map[[3]string]ended{}, map[[3]string][3]string{}
	for i, r := range records {
		if r.Kind == KindRevoke && !r.At.Before(revoked[r.texts()].at) {
			revoked[r.texts()] = ended{r.At, i}
		}
		if r.Kind == KindCarried {
			origins[r.texts()] = [3]string{r.From, r.Source, r.Text}
		}
	}
	for texts, r := range seen {
		if r.At.After(revoked[texts].at) {
			revoked[texts] = ended{r.At, len(records)}
		}
	}
	isEnded := func(i int, r Record) bool {
		at := r.texts()
		for range len(origins) + 1 { // no further, where keys were carried in a circle
			if end, ok := revoked[at]; ok && !r.At.After(end.at) && (!r.At.Equal(end.at) || i <= end.line) {
				return true
			}
			from, ok := origins[at]
			if !ok || r.Kind != KindCarried {
				break
			}
			at = from
		}
		return false
	}
	for i, r := range records {
		if r.signs() && !isEnded(i, r) {
			active = append(active, r.SignOff)
		}
	}
	return active
}

// Active returns the sign-offs of a ledger that stand beside the revocations seen before, in their order. now is the ledger as it reads today, whose
// revocations count too: where one of its lines behind the first known ones cannot be read, the sign-offs of the key that it names
// are suspended, because the line may revoke them. Where it names none, all are, unless known lines tell what stood before.
func (l *Ledger) Active(seen Revocations, now *Ledger, known int) []SignOff {
	active := activeSignOffs(l.Records, seen.With(now.Records))
	for _, line := range now.unread {
		if line.number <= known || line.key == "" && known > 0 {
			continue
		}
		active = slices.DeleteFunc(active, func(s SignOff) bool { return line.key == "" || s.Key == line.key })
	}
	return active
}
