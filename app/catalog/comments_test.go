package catalog

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

// Law 3: case 49, found by FuzzCatalogRoundTrip. A comment between two of the tool's lines, with a blank line below it, is written above
// both; in the first entry of a file it was taken for the file's own from then on.
func TestCommentAboveABlankLineStaysWithTheFirstEntry(t *testing.T) {
	for _, data := range []string{
		"#. \n#\n\n#.\n[0]\n",
		"#. heading\n# mine\n\n#. more\n[a.x]\nother = \"1\"\n",
		"# head\n\n#> One.\n# mine\n\n#. heading\n[a.x]\nother = \"1\"\n",
		"#> One.\n\n# mine\n\n# too\n\n#. heading\n[a.x]\nother = \"1\"\n",
	} {
		first := parse(t, "ui.ar.toml", data)
		second := parse(t, "ui.ar.toml", string(first.layout().bytes()))
		got, want := second.Messages()[0].Comments, first.Messages()[0].Comments
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%q: got the comments %q, want %q:\n%s", data, got, want, second.Bytes())
		}
	}
}

// An entry that has become the first one keeps its comments too.
func TestCommentAboveABlankLineStaysWhereTheEntryAboveItGoes(t *testing.T) {
	old := parse(t, "s.de.toml", "[s.a.p1]\nother = \"\"\n\n# mine\n\n#. paragraph\n[s.a.p2]\nother = \"\"\n")
	f := SyncLocale(parse(t, "s.en.toml", "[s.a.p2]\nother = \"Two.\"\n"), old, []string{"other"})
	if m, _ := f.Find("s.a.p2"); !slices.Equal(m.Comments, []string{"# mine"}) {
		t.Errorf("got\n%s", f.Bytes())
	}
	checkSync(t, parse(t, "s.en.toml", "[s.a.p2]\nother = \"Two.\"\n"), old, []string{"other"})
}

// writtenComments are comments as people write them. Each has the word "mine".
var writtenComments = []string{
	"# mine", "#mine", "#\tmine", "# mine ", "##mine", "#, mine", "#: mine", "#. mine", "#. mine · x", "#> mine", "#| mine", "#~ mine", "#= mine",
	"# [s.mine.p9]\n# other = \"x\"", "#mine\n\n# mine too", "# \"mine", "#= mine 90% x",
}

// Law 3: a comment that people write anywhere in a catalog stays, whatever the tool does to the file, and doing that twice changes nothing.
func TestCommentAnywhereIsKept(t *testing.T) {
	english := parse(t, "s.en.toml", english1)
	laid := SyncLocale(english, nil, []string{"other"})
	laid, _ = laid.SetValues(map[string]Forms{"s.page.title": {Other: "T"}, "s.infection.p1": {Other: "q"}, "s.end.p1": {Other: "x\ny"}})
	laid = SyncLocale(parse(t, "s.en.toml", strings.Replace(english1, "Tell us early.", "Tell us at once.", 1)), laid, []string{"other"})
	lines := strings.Split(string(laid.Bytes()), "\n")
	for at := range len(lines) + 1 {
		if strings.Count(strings.Join(lines[:at], "\n"), "'''")%2 == 1 {
			continue // inside a text
		}
		for _, c := range writtenComments {
			for _, added := range []string{c, c + "\n", "\n" + c, "\n" + c + "\n"} {
				data := strings.Join(slices.Insert(slices.Clone(lines), at, added), "\n")
				checkKept(t, english, data)
				if at%4 == 0 {
					checkKept(t, english, strings.ReplaceAll(data, "\n", "\r\n"))
				}
			}
		}
		if at < len(lines) && lines[at] != "" && lines[at][0] != '#' && !strings.HasSuffix(lines[at], "'''") {
			trailed := slices.Clone(lines)
			trailed[at] += "\t#mine"
			checkKept(t, english, strings.Join(trailed, "\n"))
		}
	}
}

// checkKept does to a catalog what commands do, and looks for the comment after each.
func checkKept(t *testing.T, english *File, data string) {
	t.Helper()
	old, err := Parse("s.ar.toml", []byte(data))
	if err != nil {
		t.Fatalf("%v:\n%s", err, data)
	}
	want := strings.Count(data, "mine")
	for name, do := range map[string]func() *File{
		"sync": func() *File { return SyncLocale(english, old, []string{"other"}) },
		"edited English": func() *File {
			return SyncLocale(parse(t, "s.en.toml", strings.ReplaceAll(english1, ".\"", "!\"")), old, []string{"other"})
		},
		"one entry": func() *File {
			return SyncLocale(parse(t, "s.en.toml", "[s.infection.p1]\nother = \"x\"\n"), old, []string{"other"})
		},
		"no entry": func() *File { return SyncLocale(parse(t, "s.en.toml", ""), old, []string{"other"}) },
		"fill": func() *File {
			f, _ := old.SetValues(map[string]Forms{"s.page.title": {Other: "U"}, "s.infection.p1": {Other: "V"}, "s.infection.p2": {Other: "W"}})
			return f
		},
		"accept": func() *File {
			if strings.Contains(data, "#| mine") {
				return old // it is a line of the English before, and that is what accept is done with
			}
			f, _, _ := accept(old, "s.infection.p1", true)
			return f
		},
	} {
		f := do()
		if strings.Count(string(f.Bytes()), "mine") < want {
			t.Errorf("law 3: %s lost a comment of\n%s\nin\n%s", name, data, f.Bytes())
		}
		if name != "fill" && name != "accept" && f != old && string(parse(t, "s.ar.toml", string(f.Bytes())).layout().bytes()) != string(plainLines(f.Bytes())) {
			t.Errorf("law 5: %s wrote what is not laid out:\n%s", name, f.Bytes())
		}
		for _, en := range []*File{english, parse(t, "s.en.toml", "")} {
			once := SyncLocale(en, f, []string{"other"})
			if strings.Count(string(once.Bytes()), "mine") < want {
				t.Errorf("law 3: sync after %s lost a comment of\n%s\nin\n%s", name, f.Bytes(), once.Bytes())
			}
			if again := SyncLocale(en, once, []string{"other"}); string(again.Bytes()) != string(once.Bytes()) {
				t.Errorf("law 5: sync after %s changes\n%s\nto\n%s", name, once.Bytes(), again.Bytes())
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

// FuzzSyncEnglish: laying out any English catalog by a page loses no comment (law 3), and twice is once (law 5).
func FuzzSyncEnglish(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add([]byte(page1), s)
	}
	f.Fuzz(func(t *testing.T, markdown, data []byte) {
		page, err := segment.Parse("s", "s.md", markdown)
		if err != nil || len(CheckPage(page)) > 0 {
			return
		}
		old, err := Parse("s.en.toml", data)
		if err != nil {
			return
		}
		got := SyncEnglish(page, old)
		if lost := missing(comments(got), comments(old), true); len(lost) > 0 {
			t.Fatalf("law 3: lost comments %q of\n%s\nin\n%s", lost, data, got.Bytes())
		}
		if again := SyncEnglish(page, got); got.Faulty() || string(again.Bytes()) != string(got.Bytes()) {
			t.Fatalf("law 5: first\n%s\nsecond\n%s", got.Bytes(), again.Bytes())
		}
	})
}
