package catalog

import (
	"strings"
	"testing"
)

// FuzzSetValues: a text that is filled in is there, or is refused by its key; no other entry changes, no word and no comment is
// lost (law 3), the same texts change nothing (law 5), and a file that was laid out stays laid out.
func FuzzSetValues(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s, "one", "two\nlines")
		f.Add([]byte(strings.ReplaceAll(string(s), "\n", "\r\n")), "{{.Count}}", "\"")
	}
	f.Fuzz(func(t *testing.T, data []byte, one, other string) {
		old, err := Parse("ui.ar.toml", data)
		if err != nil {
			return
		}
		same := map[string]Forms{}
		for _, m := range old.Messages() {
			same[m.Key] = m.Forms
		}
		if got, _ := old.SetValues(same); string(got.Bytes()) != string(data) {
			t.Fatalf("law 5: the same texts changed\n%s\nto\n%s", data, got.Bytes())
		}
		for i, m := range old.Messages() {
			if i > 3 {
				break
			}
			setOne(t, old, m, Forms{One: one, Other: other})
		}
	})
}

func setOne(t *testing.T, old *File, m Message, texts Forms) {
	t.Helper()
	got, faults := old.SetValues(map[string]Forms{m.Key: texts})
	texts = texts.Normalize()
	if len(faults) > 0 {
		if got != old {
			t.Fatalf("refused, and changed: %v\n%s", faults, got.Bytes())
		}
		return
	}
	if got.Faulty() {
		_, err := Parse("ui.ar.toml", got.Bytes())
		t.Fatalf("%s filled with %q: faulty: %v\n%s", m.Key, texts, err, got.Bytes())
	}
	for _, before := range old.Messages() {
		now, ok := got.Find(before.Key)
		want := before.Forms
		if before.Key == m.Key {
			for _, c := range texts.Filled() {
				want = want.With(c, texts.Get(c))
			}
		}
		if !ok || now.Forms != want || now.Hash != before.Hash || now.Source != before.Source {
			t.Fatalf("%s filled with %q: %s became %+v, was %+v\n%s", m.Key, texts, before.Key, now, before, got.Bytes())
		}
	}
	if lost := missing(words(got), words(old), false); len(lost) > 0 {
		t.Fatalf("law 3: lost words %q\n%s\n%s", lost, old.Bytes(), got.Bytes())
	}
	if lost := missing(comments(got), comments(old), true); len(lost) > 0 {
		t.Fatalf("law 3: lost comments %q\n%s\n%s", lost, old.Bytes(), got.Bytes())
	}
	if laidOut := string(old.layout().bytes()) == string(plainLines(old.Bytes())); laidOut && string(got.layout().bytes()) != string(plainLines(got.Bytes())) {
		t.Fatalf("law 5: was laid out, and is not\n%s\nbut\n%s", got.Bytes(), got.layout().bytes())
	}
}
