package catalog

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// fork returns a second branch of a world: the same files and typed words, from here on with words of its own.
func (w *world) fork(seed uint64) *world {
	f := *w
	f.r, f.used = rand.New(rand.NewPCG(seed, 4)), w.used+1000
	f.english, f.past = slices.Clone(w.english), slices.Clone(w.past)
	f.typed = map[string]bool{}
	for word, stays := range w.typed {
		f.typed[word] = stays
	}
	return &f
}

func (w *world) live(steps int) {
	for range steps {
		ops := []func(){w.insert, w.remove, w.edit, w.move, w.undo, w.fill, w.fill, w.fill, w.comment, w.damage, w.erase, w.stray, w.accept, w.refill, w.sync, w.sync}
		ops[w.r.IntN(len(ops))]()
	}
}

// englishFile returns the English catalog of a world.
func (w *world) englishFile() *File {
	var m layout
	for _, msg := range w.english {
		e := &entry{key: msg.key}
		for _, c := range msg.forms.Filled() {
			e.set(c, msg.forms.Get(c))
		}
		m.entries = append(m.entries, e)
	}
	return m.file(&File{name: "ui.en.toml"}, false)
}

// mergeBoth merges two versions in both directions and checks what holds of every merge: it depends on no direction, can be read, and is written back to the
// same bytes (law 5).
func mergeBoth(t *testing.T, base, a, b *File) *File {
	t.Helper()
	merged, _, err := Merge(base, a, b)
	other, _, err2 := Merge(base, b, a)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if !bytes.Equal(merged.Bytes(), other.Bytes()) {
		t.Fatalf("the direction matters: base\n%s\na\n%s\nb\n%s\na into b\n%s\nb into a\n%s", base.Bytes(), a.Bytes(), b.Bytes(), other.Bytes(), merged.Bytes())
	}
	if merged.Faulty() && !a.Faulty() && !b.Faulty() {
		t.Fatalf("the result has faults:\n%s", merged.Bytes())
	}
	if merged != a && merged != b {
		if again := merged.layout().bytes(); !bytes.Equal(again, merged.Bytes()) {
			t.Fatalf("law 5: merged\n%s\nwritten back\n%s", merged.Bytes(), again)
		}
	}
	return merged
}

// Law 3: every word that somebody typed on either branch, and nobody removed, is in the merged catalog, and in what sync makes of it.
func TestLaw3MergingLosesNoWord(t *testing.T) {
	for seed := range uint64(200) {
		w := &world{t: t, r: rand.New(rand.NewPCG(seed, 5)), typed: map[string]bool{}}
		for range 4 {
			w.insert()
		}
		w.sync()
		w.live(15)
		base, baseEnglish := w.file, w.englishFile()
		a, b := w, w.fork(seed)
		a.live(12)
		b.live(12)
		merged := mergeBoth(t, base, a.file, b.file)
		english := mergeBoth(t, baseEnglish, a.englishFile(), b.englishFile())
		laidOut := checkSync(t, english, merged, categories[:])
		for _, f := range []*File{merged, laidOut} {
			if word := lostWord(string(base.Bytes()), string(f.Bytes()), a.typed, b.typed); word != "" {
				t.Fatalf("seed %d: %s is lost: base\n%s\na\n%s\nb\n%s\nmerged\n%s", seed, word, base.Bytes(), a.file.Bytes(), b.file.Bytes(), f.Bytes())
			}
		}
	}
}

// Law 4: where both branches added a paragraph, and each gave it the next number, both keep their key, their text and its translation.
func TestLaw4MergedBranchesGiveNoKeyToTwoTexts(t *testing.T) {
	english := func(key, text string) string { return "#. paragraph\n[" + key + "]\nother = \"" + text + "\"\n\n" }
	entry := func(key, text, words string) string {
		return "#. paragraph\n#> " + text + "\n[" + key + "]\nhash = \"" + Hash(Forms{Other: text}) + "\"\nother = \"" + words + "\"\n\n"
	}
	base, english1 := entry("s.a.p1", "E", "one"), english("s.a.p1", "E")
	merged := mergeBoth(t, parse(t, "s.ar.toml", base), parse(t, "s.ar.toml", base+entry("s.a.p2", "F", "")+entry("s.a.p3", "H", "three")),
		parse(t, "s.ar.toml", base+entry("s.a.p2", "G", "two")))
	en := mergeBoth(t, parse(t, "s.en.toml", english1), parse(t, "s.en.toml", english1+english("s.a.p2", "F")+english("s.a.p3", "H")),
		parse(t, "s.en.toml", english1+english("s.a.p2", "G")))
	translations := map[string]string{"E": "one", "F": "", "G": "two", "H": "three"}
	if len(en.Messages()) != len(translations) || len(merged.Messages()) != len(translations) {
		t.Fatalf("%d keys and %d entries for %d texts:\n%s\n%s", len(en.Messages()), len(merged.Messages()), len(translations), en.Bytes(), merged.Bytes())
	}
	for _, e := range en.Messages() {
		m, _ := merged.Find(e.Key)
		if m.Hash != Hash(e.Forms) || m.Forms.Other != translations[e.Forms.Other] {
			t.Errorf("%s, %q: %+v", e.Key, e.Forms.Other, m)
		}
	}
	again := mergeBoth(t, parse(t, "s.ar.toml", base+entry("s.a.p2", "G", "two")), parse(t, "s.ar.toml", base+entry("s.a.p2", "G", "two more")), merged)
	if words := len(again.Messages()); words != len(translations) {
		t.Errorf("merged again:\n%s", again.Bytes())
	}
}

// A page that one branch has renamed is still the page that the other translates.
func TestMergeFollowsARenamedPage(t *testing.T) {
	entry := func(key, text string) string {
		return "#. paragraph\n#> E\n[" + key + "]\nhash = \"" + Hash(Forms{Other: "E"}) + "\"\nother = \"" + text + "\"\n"
	}
	base := parse(t, "old.ar.toml", entry("old.a.p1", "")+"\n"+entry("old.a.p2", "two"))
	renamed := parse(t, "new.ar.toml", entry("new.a.p1", "")+"\n"+entry("new.a.p2", "two"))
	translated := parse(t, "new.ar.toml", entry("old.a.p1", "one")+"\n"+entry("old.a.p2", "two"))
	if got, want := string(mergeBoth(t, base, renamed, translated).Bytes()), entry("new.a.p1", "one")+"\n"+entry("new.a.p2", "two"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What stands and what becomes of the other text.
func TestMergeChoosesTheTextOfTodaysEnglish(t *testing.T) {
	entry := func(english, text, above string) string {
		return "#> " + english + "\n" + above + "[s.a.p1]\nhash = \"" + Hash(Forms{Other: english}) + "\"\nother = \"" + text + "\"\n"
	}
	first, second := "one", "two"
	if Hash(Forms{Other: second}) < Hash(Forms{Other: first}) {
		first, second = second, first
	}
	for name, c := range map[string]struct{ base, a, b, want string }{
		"one side translates":             {entry("E", "", ""), entry("E", "one", ""), entry("E", "", ""), entry("E", "one", "")},
		"both alike":                      {entry("E", "", ""), entry("E", "one", ""), entry("E", "one", ""), entry("E", "one", "")},
		"both differently":                {entry("E", "", ""), entry("E", "one", ""), entry("E", "two", ""), entry("E", first, "#| E\n#~ "+second+"\n")},
		"one empties, the other edits":    {entry("E", "x", ""), entry("E", "", ""), entry("E", "two", ""), entry("E", "two", "")},
		"English of one side alone":       {entry("E", "x", ""), entry("F", "", "#| E\n#~ x\n"), entry("E", "two", ""), entry("F", "", "#| E\n#~ two\n#| E\n#~ x\n")},
		"both translate, one for today's": {entry("E", "", ""), entry("F", "one", ""), entry("E", "two", ""), entry("F", "one", "#| E\n#~ two\n")},
		"comments of both sides": {entry("E", "", ""), entry("E", "one", "# of a\n"), entry("E", "", "# of b\n") + "# below\n",
			entry("E", "one", "# of a\n# of b\n") + "# below\n"},
		"removed and changed": {entry("E", "x", ""), "# nothing\n", entry("E", "two", ""), "# nothing\n\n" + entry("E", "two", removedOnOneSide+"\n")},
		"removed and not":     {entry("E", "x", ""), "# nothing\n", entry("E", "x", ""), "# nothing\n"},
		"out of use on one side, edited on the other": {entry("E", "x", ""), "#> E\n#~ [s.a.p1]\n#~ hash = \"" + Hash(Forms{Other: "E"}) + "\"\n#~ other = \"x\"\n", entry("E", "two", ""),
			entry("E", "two", "") + "\n#> E\n#~ [s.a.p1]\n#~ hash = \"" + Hash(Forms{Other: "E"}) + "\"\n#~ other = \"x\"\n"},
	} {
		got := string(mergeBoth(t, parse(t, "s.ar.toml", c.base), parse(t, "s.ar.toml", c.a), parse(t, "s.ar.toml", c.b)).Bytes())
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// Of one text each branch fills or changes other plural forms: the result has both, where no form is changed twice, for the same English.
func TestMergeJoinsPluralForms(t *testing.T) {
	entry := func(english string, forms ...string) string {
		text := "#> " + english + "\n[s.a.p1]\nhash = \"" + Hash(Forms{Other: english}) + "\"\n"
		for i, f := range forms {
			if f != "" {
				text += []string{"one", "few", "other"}[i] + " = \"" + f + "\"\n"
			}
		}
		return text
	}
	for name, c := range map[string]struct{ base, a, b, want string }{
		"each fills others":           {entry("E", "", "", ""), entry("E", "one", "", ""), entry("E", "", "few", "other"), entry("E", "one", "few", "other")},
		"each changes another":        {entry("E", "1", "2", "3"), entry("E", "one", "2", "3"), entry("E", "1", "2", "other"), entry("E", "one", "2", "other")},
		"both one alike":              {entry("E", "1", "2", "3"), entry("E", "one", "few", "3"), entry("E", "one", "2", "other"), entry("E", "one", "few", "other")},
		"one fills, the other more":   {entry("E", "", "", "3"), entry("E", "one", "", "3"), entry("E", "", "", "other"), entry("E", "one", "", "other")},
		"one twice":                   {entry("E", "1", "2", "3"), entry("E", "one", "2", "3"), entry("E", "uno", "2", "other"), ""},
		"one is taken out":            {entry("E", "1", "2", "3"), entry("E", "1", "", "3"), entry("E", "1", "2", "other"), ""},
		"another English of one side": {entry("E", "1", "2", "3"), entry("F", "one", "2", "3"), entry("E", "1", "2", "other"), ""},
		"a form that cannot be shown": {entry("E", "1", "2", "3"), entry("E", "one", "2", "3"), entry("E", "1", "2", "a\u2067"), ""},
	} {
		file := func(text string) *File {
			f, _ := Parse("ui.ar.toml", []byte(text))
			return f
		}
		got := string(mergeBoth(t, file(c.base), file(c.a), file(c.b)).Bytes())
		if c.want != "" && got != c.want || c.want == "" && !strings.Contains(got, "\n#~ ") && !strings.Contains(got, "# An entry") {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// A fault costs the entry it stands in: the rest is merged, and where both sides have a fault in the same one, both are kept (law 9).
func TestLaw9MergeWithAFault(t *testing.T) {
	entry := func(key, text string) string {
		return "#> E\n[s.a." + key + "]\nhash = \"" + Hash(Forms{Other: "E"}) + "\"\nother = " + text + "\n\n"
	}
	file := func(text string) *File {
		f, _ := Parse("s.ar.toml", []byte(text))
		return f
	}
	base := file(entry("p1", `""`) + entry("p2", `""`))
	a, b := file(entry("p1", `"one"`)+entry("p2", `"a" b"`)), file(entry("p1", `""`)+entry("p2", `"two"`))
	merged := string(mergeBoth(t, base, a, b).Bytes())
	for _, want := range []string{`other = "one"`, `other = "two"`, `# other = "a" b"`} {
		if !strings.Contains(merged, want) {
			t.Errorf("%s is not in\n%s", want, merged)
		}
	}
	twice := file(entry("p1", `""`) + entry("p2", `"once"`) + entry("p2", `"again"`)) // a key that stands twice, in an entry that the other side removed
	for words, want := range map[string]int{`"once"`: 1, `"again"`: 1, removedOnOneSide: 1} {
		if merged := string(mergeBoth(t, base, twice, file(entry("p1", `""`))).Bytes()); strings.Count(merged, words) != want {
			t.Errorf("%s does not stand %d time in\n%s", words, want, merged)
		}
	}
	worse := file(entry("p1", `""`) + entry("p2", `"c" d"`))
	merged = string(mergeBoth(t, base, a, worse).Bytes()) // two faults in one entry: the rest is merged, and of the entry both are there, one as comments
	for _, want := range []string{`other = "one"`, `other = "a" b"`, `other = "c" d"`, "# An entry that has a fault on one branch"} {
		if !strings.Contains(merged, want) {
			t.Errorf("%s is not in\n%s", want, merged)
		}
	}
	if f, err := Parse("s.ar.toml", []byte(merged)); f.Opaque() || err == nil || len(f.Messages()) != 1 {
		t.Errorf("two faults in one entry cost %v:\n%s", err, merged)
	}
	if _, _, err := Merge(base, a, file("= = =\n")); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("a version that cannot be read: %v", err)
	}
}

// lostWord returns a word that is not in the text though it was typed on one of the branches, or before on both, and not removed; "" where there is none.
func lostWord(base, text string, branches ...map[string]bool) string {
	for i, typed := range branches {
		other := branches[1-i]
		for word, stays := range typed {
			if stays && (other[word] || !strings.Contains(base, word)) && !strings.Contains(text, word) {
				return word
			}
		}
	}
	return ""
}
