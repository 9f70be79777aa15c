package catalog

import (
	"strings"
	"testing"
	"time"
)

func record(kind Kind, key, by string) Record {
	return Record{Kind: kind, SignOff: SignOff{Key: key, Source: Hash(Forms{Other: "a"}), Text: Hash(Forms{Other: "b"}), By: by,
		At: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC), Note: "<fine> & good"}}
}

func line(t *testing.T, r Record) string {
	t.Helper()
	l, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	return string(l)
}

func TestTornAndForeignLinesCostNothingElse(t *testing.T) {
	good := line(t, record(KindSignOff, "s.a.p1", "Amal"))
	foreign := []string{"{\"key\":\"x\"\n", "\n", "null\n", "[1]\n", `{"foo":1}` + "\n", good[:len(good)-1] + "x\n", "\xff\n",
		`{"note":"` + strings.Repeat("x", maxLine) + "\"}\n", strings.Replace(good, `{"key"`, `{"kind":"new","key"`, 1)}
	ledger := good + strings.Join(foreign, "") + strings.TrimSuffix(line(t, record(KindSignOff, "s.a.p2", "Bo")), "\n") + "\r\n" + good[:40]
	got, faults := ParseRecords("reviews.jsonl", []byte(ledger))
	if len(got) != 2 || got[0] != record("", "s.a.p1", "Amal") || got[1].Key != "s.a.p2" {
		t.Errorf("got %+v", got)
	}
	if len(faults) != len(foreign)-1+1 {
		t.Errorf("got %d faults:\n%v", len(faults), faults)
	}
	if last := faults[len(faults)-1]; last.Line != len(foreign)+3 {
		t.Errorf("torn line: got line %d", last.Line)
	}
}

// Of one second the revocation wins, wherever its line stands.
func TestRevokedSignOffDoesNotStand(t *testing.T) {
	a, other := line(t, record(KindSignOff, "s.a.p1", "Amal")), line(t, record(KindSignOff, "s.a.p2", "Amal"))
	revoke := line(t, record(KindRevoke, "s.a.p1", "Bo"))
	later := record(KindSignOff, "s.a.p1", "Amal")
	later.At = later.At.Add(time.Second)
	again := line(t, later)
	for ledger, want := range map[string]int{
		a: 1, a + other + revoke: 1, revoke + a: 0, a + revoke + a: 0, a + a + revoke: 0, a + revoke + again: 1, revoke + again + a: 1,
		line(t, record(KindCredit, "s.a.p1", "Cy")): 0, line(t, record(KindAccept, "s.a.p1", "Cy")): 0,
	} {
		if got, faults := ParseLedger("r", []byte(ledger)); len(got) != want || len(faults) > strings.Count(ledger, "\x01") {
			t.Errorf("%s: got %d sign-offs and %v, want %d", ledger, len(got), faults, want)
		}
	}
}

// A sign-off that was carried ends, under every key that it has, with a revocation under one of them, and carrying in a circle ends.
func TestRevokedSignOffIsNotCarried(t *testing.T) {
	carried := func(from, to string) string {
		r := record(KindCarried, to, "Amal")
		r.From = from
		return line(t, r)
	}
	a, revoke := line(t, record(KindSignOff, "s.a.p1", "Amal")), line(t, record(KindRevoke, "s.a.p1", "Bo"))
	ab, bc, ca := carried("s.a.p1", "b.a.p1"), carried("b.a.p1", "c.a.p1"), carried("c.a.p1", "s.a.p1")
	later := record(KindRevoke, "b.a.p1", "Bo")
	later.At = later.At.Add(time.Second)
	again := record(KindSignOff, "c.a.p1", "Cleo")
	again.At = later.At.Add(time.Second)
	underB := line(t, later)
	damaged := strings.Replace(underB, "revoke", "\x01", 1)
	for ledger, want := range map[string]int{a + ab + underB: 0, a + ab + bc + underB: 0, a + ab + underB + line(t, again): 1, a + ab + bc + underB + line(t, again): 1,
		a + ab + damaged: 0, a + ab + bc + damaged + line(t, record("", "d.a.p1", "Cleo")): 1, a + ab: 2, a + ab + bc: 3, a + ab + bc + revoke: 0, ab + bc: 2, bc + revoke + ab: 0, ab + bc + ca: 3, ab + bc + ca + revoke: 0} {
		if got, faults := ParseLedger("r", []byte(ledger)); len(got) != want || len(faults) > strings.Count(ledger, "\x01") {
			t.Errorf("%s: got %d sign-offs and %v, want %d", ledger, len(got), faults, want)
		}
	}
	if _, err := record(KindCarried, "s.a.p1", "Amal").Line(); err == nil {
		t.Error("carried from nowhere")
	}
}

func TestRecordThatCannotBeReadIsNotWritten(t *testing.T) {
	for name, change := range map[string]func(*Record){
		"key":    func(r *Record) { r.Key = "s.other" },
		"source": func(r *Record) { r.Source = "sha1-" },
		"text":   func(r *Record) { r.Text = "" },
		"by":     func(r *Record) { r.By = " " },
		"at":     func(r *Record) { r.At = time.Time{} },
		"note":   func(r *Record) { r.Note = strings.Repeat("x", maxLine) },
		"kind":   func(r *Record) { r.Kind = "what" },
	} {
		r := record("", "s.a.p1", "Amal")
		change(&r)
		if l, err := r.Line(); err == nil {
			t.Errorf("%s: written as %s", name, l)
		}
	}
}

func FuzzLedger(f *testing.F) {
	f.Add([]byte(`{"key":"s.a.p1","source":"sha1-86f7e437faa5a7fce15d1ddcb9eaeaea377667b8","text":"sha1-86f7e437faa5a7fce15d1ddcb9eaeaea377667b8","by":"A","at":"2026-11-22T10:00:00Z"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		records, _ := ParseRecords("r", data)
		for _, r := range records {
			l, err := r.Line()
			if err != nil {
				if len(data) < maxLine {
					t.Fatalf("read but not written: %+v: %v", r, err)
				}
				continue
			}
			again, faults := ParseRecords("r", l)
			if len(faults) > 0 || len(again) != 1 || !again[0].At.Equal(r.At) {
				t.Fatalf("written as %s, read as %+v, %v", l, again, faults)
			}
		}
	})
}

func TestR40NamesThatHideSomethingAreRefused(t *testing.T) {
	for by, ok := range map[string]bool{"Ana": true, "سارا\u200cجان": true, "A\u200bna": false, "\u202edr": false, "A\x07na": false} {
		_, err := Record{SignOff: SignOff{Key: "a.b.p1", Source: Hash(Forms{Other: "x"}), Text: Hash(Forms{Other: "y"}), By: by, At: time.Now()}}.Line()
		if (err == nil) != ok {
			t.Errorf("%q: %v", by, err)
		}
	}
}

// A sign-off of the future is a fault and counts as one of now; a clock that is a little ahead is forgiven. Where one of two records is of the future,
// the revocation wins: what is taken back stays taken back.
func TestSignOffOfTheFutureIsAFault(t *testing.T) {
	hash := Hash(Forms{Other: "x"})
	line := func(kind Kind, key string, at time.Time) string {
		data, err := Record{Kind: kind, SignOff: SignOff{Key: key, Source: hash, Text: hash, By: "Ana", At: at}}.Line()
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	now := time.Now()
	got, faults := ParseLedger("reviews.jsonl", []byte(line(KindSignOff, "a.b.p1", now.AddDate(0, 0, 2))+line(KindSignOff, "a.b.p2", now.Add(time.Minute))+
		line(KindSignOff, "a.b.p3", now.Add(-time.Hour))+line(KindRevoke, "a.b.p3", now.AddDate(1, 0, 0))))
	if keysOf(got) != "a.b.p2 a.b.p1" {
		t.Errorf("got %+v", got)
	}
	if len(faults) != 1 || faults[0].Line != 1 || !strings.Contains(faults[0].Msg, "in the future") {
		t.Errorf("got %v", faults)
	}
}
