package catalog

import (
	"errors"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// edits lays a catalog with one translated entry out for each English in turn.
func edits(t *testing.T, english ...string) *File {
	t.Helper()
	var f *File
	for i, text := range english {
		en := parse(t, "s.en.toml", "[s.a.p1]\nother = "+tomltext.QuoteBasic(text)+"\n")
		if f == nil {
			f = parse(t, "s.de.toml", "")
		}
		f = checkSync(t, en, f, []string{"other"})
		if i == 0 {
			f, _ = f.SetValues(map[string]Forms{"s.a.p1": {Other: "eins"}})
		}
	}
	return f
}

// accept makes the newest previous translation stand again.
func accept(f *File, key string, older bool) (*File, Previous, error) {
	p, err := f.Acceptable(key, older)
	if err != nil {
		return f, p, err
	}
	m, _ := f.Find(key)
	next, done := f.Replay([]Edit{{Key: key, Source: m.Hash, Was: Hash(Forms{}), Forms: p.Text, Restores: true}}, nil)
	return next, p, done[0].Err
}

func TestAcceptBindsTheTranslationToTodaysEnglish(t *testing.T) {
	f := edits(t, "One", "One.")
	got, p, err := accept(f, "s.a.p1", false)
	if err != nil || p.Source.Other != "One" || p.Text.Other != "eins" {
		t.Fatalf("got %+v, %v", p, err)
	}
	m, _ := got.Find("s.a.p1")
	if m.Forms.Other != "eins" || m.Hash != Hash(Forms{Other: "One."}) || len(m.Previous) != 0 {
		t.Errorf("got %+v", m)
	}
	if again := SyncLocale(parse(t, "s.en.toml", "[s.a.p1]\nother = \"One.\"\n"), got, []string{"other"}); string(again.Bytes()) != string(got.Bytes()) {
		t.Errorf("law 5: sync changes\n%s\nto\n%s", got.Bytes(), again.Bytes())
	}
}

// Two days became four, nobody translated that, then a typo was mended: two days must not come back with the typo.
func TestAcceptKnowsTheEnglishThatNobodyTranslated(t *testing.T) {
	f := edits(t, "Two days.", "Four dais.", "Four days.")
	if want := "#| Four dais.\n#~\n#| Two days.\n#~ eins\n"; !strings.Contains(string(f.Bytes()), want) {
		t.Errorf("no %q in\n%s", want, f.Bytes())
	}
	if m, _ := f.Find("s.a.p1"); len(m.Previous) != 1 {
		t.Errorf("previous translations: got %+v, want the one that has a text", m.Previous)
	}
	if got, _, err := accept(f, "s.a.p1", false); !errors.Is(err, ErrOlder) || got != f {
		t.Errorf("got %v, want ErrOlder", err)
	}
	got, p, err := accept(f, "s.a.p1", true)
	if m, _ := got.Find("s.a.p1"); err != nil || p.Source.Other != "Two days." || m.Forms.Other != "eins" || strings.Contains(string(got.Bytes()), "Four dais") {
		t.Errorf("asked for: got %v\n%s", err, got.Bytes())
	}
}

func TestNoteOfAnUntranslatedEnglishGoesWithItsReason(t *testing.T) {
	for name, f := range map[string]*File{
		"English is back":  edits(t, "Two.", "Four", "Four.", "Two."),
		"third English":    edits(t, "Two.", "Four", "Four.", "Five."),
		"nothing to guard": edits(t, "Two.", "Four."),
	} {
		if got := strings.Count(string(f.Bytes()), "#| Four\n"); got > 0 {
			t.Errorf("%s: still in\n%s", name, f.Bytes())
		}
	}
}

func TestAcceptRefuses(t *testing.T) {
	hash := "\nhash = " + tomltext.QuoteBasic(Hash(Forms{Other: "One."})) + "\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown":      {"", "no sound entry"},
		"has a text":   {"#> One.\n#| One\n#~ alt\n[s.a.p1]" + hash + "other = \"eins\"\n", "not outdated"},
		"no words":     {"#> One.\n[s.a.p1]" + hash + "other = \"\"\n", "never translated"},
		"unsound":      {"#> One.\n#| One\n#~ {{range}}\n[s.a.p1]" + hash, "cannot stand"},
		"whose is it?": {"#> One.\n#~ alt\n[s.a.p1]" + hash, "older English"},
		"faulty":       {"#> One.\n#| One\n#~ alt\n[s.a.p1]" + hash + "x = 1\n", "no sound entry"},
	} {
		f, _ := Parse("s.de.toml", []byte(c.text))
		if got, _, err := accept(f, "s.a.p1", false); err == nil || !strings.Contains(err.Error(), c.want) || got != f {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
