package history_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

func newJournal(t *testing.T) (j *history.Journal, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), history.Name)
	return history.New(folder.NewLog(path, 1<<20).OwnerOnly().Rotate(100, nil)), path
}

var start = time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)

// record returns the record of an edit, as many minutes after the start.
func record(minute int, key, by, before, after string) history.Record {
	return history.NewRecord("de", catalog.Outcome{
		Edit: catalog.Edit{Key: key, Source: catalog.Hash(catalog.Forms{Other: "E"}), Forms: catalog.Forms{Other: after}, By: by,
			At: start.Add(time.Duration(minute) * time.Minute), Via: catalog.ViaWorkbench},
		Before: catalog.Forms{Other: before},
	})
}

func all(t *testing.T, j *history.Journal) []history.Record {
	t.Helper()
	records, faults, err := j.Records("de", "")
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	return records
}

func TestRecordsComeBackAsTheyWereInTheOrderOfTime(t *testing.T) {
	j, path := newJournal(t)
	plural := record(0, "ui.a.p1", "", "", "")
	plural.After, plural.From = catalog.Words{One: "1 <Tag>", Other: "{{.Count}} \"Tage\"\n"}, "ui.old.p1"
	want := []history.Record{plural, record(1, "s.a.p1", "Ada", "", "eins"), record(2, "s.a.p1", "Ben", "eins", "zwei")}
	if err := j.Append(want[2]); err != nil {
		t.Fatal(err)
	}
	if err := j.Append(want[:2]...); err != nil {
		t.Fatal(err)
	}
	if got := all(t, j); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode: got %v, %v", info.Mode(), err)
	}
	line, _ := os.ReadFile(path)
	const form = `{"locale":"de","key":"s.a.p1","by":"Ben","at":"2026-11-29T10:02:00Z","via":"workbench","source":"sha1-`
	if !strings.HasPrefix(string(line), form) || !strings.Contains(string(line), `"before":"","after":{"one":"1 <Tag>","other":`) {
		t.Errorf("got\n%s", line)
	}
}

func TestRecordsOfAPageOrAKeyOfOneLocale(t *testing.T) {
	j, path := newJournal(t)
	french := record(0, "s.a.p1", "Ada", "", "un")
	french.Locale = "fr"
	j.Append(french, record(1, "s.a.p1", "Ada", "", "eins"), record(2, "s.a.p10", "Ada", "", "zehn"), record(3, "ss.a.p1", "Ada", "", "andere"))
	line, _ := os.ReadFile(path)
	spaced := strings.NewReplacer(`{"locale":"fr",`, `{ "locale" : "de", `, "un", "von Hand").Replace(strings.SplitAfter(string(line), "\n")[0])
	if err := os.WriteFile(path, append(line, spaced...), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"": "von Hand eins zehn andere", "s": "von Hand eins zehn", "s.a.p1": "von Hand eins", "s.a.p": "", "x": ""} {
		records, faults, err := j.Records("de", name)
		var got []string
		for _, r := range records {
			got = append(got, r.After.Other)
		}
		if strings.Join(got, " ") != want || len(faults) > 0 || err != nil {
			t.Errorf("%q: got %q, %v, %v; want %q", name, got, faults, err, want)
		}
	}
}

// Law 3: wherever a crash cuts off the last line, the records before it are read, and those that are appended after it.
func TestLaw3TornLineCostsNoOtherRecord(t *testing.T) {
	j, path := newJournal(t)
	if err := j.Append(record(0, "s.a.p1", "Ada", "", "eins"), record(1, "s.a.p2", "Ada", "", "zwei")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first := strings.IndexByte(string(whole), '\n') + 1
	for cut := first + 1; cut < len(whole)-1; cut += 29 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := all(t, j); len(got) != 1 {
			t.Fatalf("cut at %d: got %v", cut, got)
		}
		if err := j.Append(record(2, "s.a.p3", "Ben", "", "drei")); err != nil {
			t.Fatal(err)
		}
		got, faults, err := j.Records("de", "")
		if err != nil || len(got) != 2 || len(faults) != 1 || faults[0].Line != 2 {
			t.Fatalf("cut at %d: got %v, %v, %v", cut, got, faults, err)
		}
	}
}

func TestJournalKnowsWhoWroteWordsAndWhatTheyWere(t *testing.T) {
	j, _ := newJournal(t)
	words := func(text string) catalog.Forms { return catalog.Forms{Other: text} }
	signed := func(key, source string, f catalog.Forms) bool { return f.Other == "signed" }
	k := j.Known("de", signed)
	check := func(key, text, by string, recorded bool) {
		t.Helper()
		name, ok := k.Author(key, words(text))
		found, ok2 := k.Words(key, catalog.Hash(words(text)))
		if name != by || ok != recorded || ok2 != recorded || recorded && found != words(text) {
			t.Errorf("%s %q: got %q, %v, %v, %v", key, text, name, ok, found, ok2)
		}
	}
	check("s.a.p1", "eins", "", false)
	j.Append(record(0, "s.a.p1", "Ada", "by hand", "eins"))
	check("s.a.p1", "eins", "Ada", true)
	check("s.a.p1", "by hand", "", true)
	check("s.a.p2", "eins", "", false)
	j.Append(record(1, "s.a.p1", "Ben", "eins", "zwei"))
	check("s.a.p1", "eins", "Ada", true)
	check("s.a.p1", "zwei", "Ben", true)
	j.Append(record(2, "s.a.p1", "Cem", "zwei", "eins"))
	check("s.a.p1", "eins", "Cem", true)
	if name, ok := j.Known("fr", signed).Author("s.a.p1", words("eins")); name != "" || ok {
		t.Errorf("another locale: got %q, %v", name, ok)
	}
	if _, err := j.Forget("cem"); err != nil {
		t.Fatal(err)
	}
	check("s.a.p1", "eins", "", true)
	back := record(3, "s.a.p1", "", "", "zwei")
	back.Via = catalog.ViaSync
	j.Append(back)
	check("s.a.p1", "zwei", "Ben", true)
	if !k.SignedOff("s.a.p1", "", words("signed")) || k.SignedOff("s.a.p1", "", words("eins")) {
		t.Error("sign-offs are not asked for")
	}
	var none *history.Journal
	if name, ok := none.Known("de", signed).Author("s.a.p1", words("eins")); name != "" || ok || none.Append(record(0, "a.b.c", "", "", "x")) != nil {
		t.Error("no journal knows something")
	}
}

func TestForgottenNameIsInNoLineAndWordsStay(t *testing.T) {
	j, path := newJournal(t)
	quoting := record(3, "s.a.p4", "Ben", "", `says "by":"Ada Lovelace" here`)
	j.Append(record(0, "s.a.p1", "Ada  Lovelace", "", "eins"), record(1, "s.a.p2", "ada lovelace", "x", "zwei"), record(2, "s.a.p3", "Ada", "", "drei"), quoting)
	odd := record(4, "s.a.p5", `Ada "the first" \`, "", "vier")
	j.Append(odd)
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	file.WriteString("{\"locale\":\"de\",\"key\":\"s.a.p6\",\"by\":\"Ada Lovelace\",\"at\":\"20\n{\"locale\":\"de\",\"by\":\"Ada Lovel")
	file.Close()
	if n, err := j.Forget("Ada Lovelace"); err != nil || n != 4 {
		t.Errorf("got %d, %v", n, err)
	}
	if n, err := j.Forget(odd.By); err != nil || n != 1 {
		t.Errorf("got %d, %v", n, err)
	}
	if n, err := j.Forget("Ada Lovelace"); err != nil || n != 0 {
		t.Errorf("again: got %d, %v", n, err)
	}
	data, _ := os.ReadFile(path)
	rest := strings.ReplaceAll(string(data), `says \"by\":\"Ada Lovelace\" here`, "")
	if strings.Contains(strings.ToLower(rest), "lovelace") || strings.Contains(rest, "the first") || strings.Contains(rest, "Ada Lovel") {
		t.Errorf("got\n%s", data)
	}
	records, _, err := j.Records("de", "")
	if err != nil || len(records) != 5 || records[0].By != "" || records[0].After.Other != "eins" || records[2].By != "Ada" || records[3] != quoting {
		t.Errorf("got %v, %v", records, err)
	}
}

// full is a log that nothing can be added to.
type full struct{ store.Log }

func (full) AppendLines([][]byte) error { return folder.ErrFull }

func TestAppendSaysThatNothingWasWritten(t *testing.T) {
	if err := history.New(full{}).Append(record(0, "s.a.p1", "Ada", "", "eins")); !errors.Is(err, folder.ErrFull) {
		t.Errorf("got %v", err)
	}
}
