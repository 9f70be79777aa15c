package catalog

import (
	"slices"
	"testing"
)

// oneAuthor is a [Provenance] that has a record of everything, all by one author.
type oneAuthor struct{}

func (oneAuthor) Author(string, Forms) (string, bool)     { return "Ada", true }
func (oneAuthor) Words(string, string) (f Forms, ok bool) { return f, false }
func (oneAuthor) SignedOff(string, string, Forms) bool    { return false }

// FuzzReplay: an edit that takes its author's own steps out of the file takes nothing else: no other entry changes, no comment of people's and no
// previous translation of another English is lost (law 3), made twice it changes nothing (law 5), and what was laid out stays laid out.
func FuzzReplay(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s, "two\nlines")
	}
	f.Add([]byte("#> E\n#| E\n#~ a\n#~ b\n#| E\n#~ a\n# mine\n#| F\n#~ a\n[ui.a.b]\nhash = \""+Hash(Forms{Other: "E"})+"\"\nother = \"x\"\n"), "y")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		old, err := Parse("ui.ar.toml", data)
		if err != nil {
			return
		}
		for i, m := range old.Messages() {
			if i > 3 {
				break
			}
			replayOne(t, old, m, Edit{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: text}, By: "Ada"})
		}
	})
}

func replayOne(t *testing.T, old *File, m Message, one Edit) {
	t.Helper()
	got, done := old.Replay([]Edit{one}, oneAuthor{})
	if done[0].Err != nil {
		if got != old.asTables() {
			t.Fatalf("refused, and changed: %v\n%s", done[0].Err, got.Bytes())
		}
		return
	}
	if got.Faulty() {
		t.Fatalf("faulty:\n%s", got.Bytes())
	}
	for _, before := range old.Messages() {
		now, ok := got.Find(before.Key)
		want := before.Forms
		if before.Key == m.Key {
			want = done[0].Forms
		}
		if !ok || now.Forms != want || now.Hash != before.Hash || now.Source != before.Source {
			t.Fatalf("%s became %+v, was %+v\n%s", before.Key, now, before, got.Bytes())
		}
		for _, p := range before.Previous {
			own := before.Key == m.Key && p.Source == m.Source
			if !own && !slices.Contains(now.Previous, p) {
				t.Fatalf("law 3: %s lost %+v of\n%s\nin\n%s", before.Key, p, old.Bytes(), got.Bytes())
			}
		}
	}
	if lost := missing(comments(got), comments(old), true); len(lost) > 0 {
		t.Fatalf("law 3: lost comments %q\n%s\n%s", lost, old.Bytes(), got.Bytes())
	}
	if again, _ := got.Replay([]Edit{one}, oneAuthor{}); string(again.Bytes()) != string(got.Bytes()) {
		t.Fatalf("law 5: made twice\n%s\nis\n%s", got.Bytes(), again.Bytes())
	}
	if laidOut := string(old.layout().bytes()) == string(plainLines(old.Bytes())); laidOut && string(got.layout().bytes()) != string(plainLines(got.Bytes())) {
		t.Fatalf("law 5: was laid out, and is not\n%s\nbut\n%s", got.Bytes(), got.layout().bytes())
	}
}
