package history_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// ofEqualsRecords holds what is read where it stands against what is found by reading all.
func ofEqualsRecords(t *testing.T, j *history.Journal, what string) {
	t.Helper()
	for n := range 7 {
		key := fmt.Sprintf("s.a.p%d", n)
		want, _, err := j.Records("de", key)
		got, err2 := j.Of("de", key)
		if err != nil || err2 != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s: %s: got\n%v, %v\nwant\n%v, %v", what, key, got, err2, want, err)
		}
	}
}

// The records of a message are the same, whether they are read where they stand or all are: while edits are added, by another process too, files become full,
// lines are torn, and somebody is forgotten.
func TestRecordsOfAMessageAreReadWhereTheyStand(t *testing.T) {
	path := filepath.Join(t.TempDir(), history.Name)
	open := func() *history.Journal { return history.New(folder.NewLog(path, 4<<10).OwnerOnly().Rotate(100, nil)) }
	j, other := open(), open()
	ofEqualsRecords(t, j, "empty")
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 120 {
		var some []history.Record
		for range 1 + r.IntN(3) {
			one := record(r.IntN(1000), fmt.Sprintf("s.a.p%d", r.IntN(7)), fmt.Sprint("Person ", r.IntN(4)), "", fmt.Sprint("words ", n))
			if r.IntN(4) == 0 {
				one.Locale = "fr"
			}
			some = append(some, one)
		}
		by := []*history.Journal{j, other}[r.IntN(2)]
		if err := by.Append(some...); err != nil {
			t.Fatal(err)
		}
		switch r.IntN(20) {
		case 0:
			if _, err := other.Forget(fmt.Sprint("Person ", r.IntN(4))); err != nil {
				t.Fatal(err)
			}
		case 1:
			info, err := os.Stat(path)
			if err != nil || info.Size() > 3<<10 {
				continue // it is full, or about to be
			}
			file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			file.WriteString(`{"locale":"de","key":"s.a.p1","by":"Per`)
			file.Close()
		}
		ofEqualsRecords(t, j, fmt.Sprint("step ", n))
	}
	if files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || len(files) < 4 {
		t.Errorf("no file became full: %v, %v", files, err)
	}
}

// elsewhere is a log in which other lines stand where the journal has seen its own, as after a file was exchanged at this moment.
type elsewhere struct{ *folder.Log }

func (elsewhere) Spans(string, []store.Span, func([]byte)) error { return os.ErrNotExist }

func TestRecordsThatStandElsewhereNowAreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), history.Name)
	j := history.New(elsewhere{folder.NewLog(path, 1<<20)})
	if err := j.Append(record(0, "s.a.p1", "Ada", "", "eins"), record(1, "s.a.p1.x", "Ada", "", "zwei")); err != nil {
		t.Fatal(err)
	}
	if got, err := j.Of("de", "s.a.p1"); err != nil || len(got) != 1 || got[0].After.Other != "eins" {
		t.Errorf("got %v, %v", got, err)
	}
}
