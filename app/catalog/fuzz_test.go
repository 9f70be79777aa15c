package catalog

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// seeds are the golden files and the catalogs of the repository.
func seeds(t testing.TB) (all [][]byte) {
	for _, pattern := range []string{"testdata/*.toml", "../../locales/*/*.toml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, data)
		}
	}
	return append(all,
		[]byte("# head\r\n\r\n[a.x] # t\r\nother = '''\r\na\r\nb''' # t\r\n# own\r\n\r\n#~ [b.x]\r\n#~ other = \"x\"\r\n"),
		[]byte("#| one: a\n#| other: b\n#~ one: c\n#~ other: \" d\"\n#= 90% x\n# p\n\n[a.x]\n\none=\"1\"\n\n# q\nother=\"2\"\n#~ own\n\n# tail\n"),
		[]byte("#~ [a.x]\n#~ other = '''\n#~ [b.y]\n#~ '''\n#~ [c.z]\n#~ # loose\n"),
	)
}

// words returns every text that a catalog holds, in whatever place.
func words(f *File) (all []string) {
	add := func(e *entry) {
		texts := []Forms{e.forms()}
		for _, p := range e.pairs {
			texts = append(texts, p.Text)
		}
		for _, t := range texts {
			t = t.Normalize()
			for _, c := range t.Filled() {
				all = append(all, t.Get(c))
			}
		}
	}
	for _, e := range f.layout().entries {
		add(e)
	}
	for _, r := range f.layout().trailers {
		if r.obsolete != nil {
			add(r.obsolete)
		}
	}
	return all
}

// comments returns every line of people's comments in a catalog.
func comments(f *File) (all []string) {
	all = append(all, f.layout().head...)
	for _, e := range f.layout().entries {
		all = append(all, e.peopleComments()...)
	}
	for _, r := range f.layout().trailers {
		all = append(all, r.lines...)
		if r.obsolete != nil {
			all = append(all, r.obsolete.peopleComments()...)
		}
	}
	all = slices.DeleteFunc(all, func(l string) bool { return l == "" })
	for i := range all {
		for strings.HasPrefix(all[i], "# #") {
			all[i] = all[i][2:]
		}
	}
	return all
}

// missing returns what of wanted is not in all; where counted is set, each is wanted as often as it stands there.
func missing(all, wanted []string, counted bool) (lost []string) {
	left := map[string]int{}
	for _, w := range all {
		left[w]++
	}
	for _, w := range wanted {
		if left[w] == 0 {
			lost = append(lost, w)
		} else if counted {
			left[w]--
		}
	}
	return lost
}

// FuzzCatalogRoundTrip: reading a file and writing it anew keeps all that it says, and what was written so is written so
// again (law 5). What Parse takes, go-i18n reads with the same keys and texts.
func FuzzCatalogRoundTrip(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := Parse("ui.ar.toml", data)
		if string(first.Bytes()) != string(data) {
			t.Fatal("Bytes differ from what was read")
		}
		if err != nil {
			return
		}
		second, err := Parse("ui.ar.toml", first.layout().bytes())
		if err != nil {
			t.Fatalf("written anew:\n%s\n%v", second.Bytes(), err)
		}
		if again := second.layout().bytes(); string(again) != string(second.Bytes()) {
			t.Fatalf("law 5: written\n%s\nwritten again\n%s", second.Bytes(), again)
		}
		if got, want := plainMessages(second), plainMessages(first); !reflect.DeepEqual(got, want) {
			t.Fatalf("got messages\n%+v\nwant\n%+v", got, want)
		}
		if lost := missing(comments(second), comments(first), true); len(lost) > 0 {
			t.Fatalf("lost comments %q of\n%s\nin\n%s", lost, data, second.Bytes())
		}
		if lost := missing(words(second), words(first), true); len(lost) > 0 {
			t.Fatalf("lost words %q of\n%s\nin\n%s", lost, data, second.Bytes())
		}
		compareWithGoI18n(t, second)
	})
}

// plainMessages returns the messages without their places in the file.
func plainMessages(f *File) []Message {
	all := slices.Clone(f.messages)
	for i := range all {
		all[i].Line, all[i].Col, all[i].positions = 0, 0, nil
		slices.Sort(all[i].Comments)
	}
	return all
}

func compareWithGoI18n(t *testing.T, f *File) {
	t.Helper()
	bundle := i18n.NewBundle(newPluralizer("en").tag)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	if strings.TrimSpace(string(f.Bytes())) == "" {
		return
	}
	file, err := bundle.ParseMessageFileBytes(f.Bytes(), "ui.ar.toml")
	if err != nil {
		t.Fatalf("go-i18n: %v\n%s", err, f.Bytes())
	}
	got := map[string]Forms{}
	for _, m := range file.Messages {
		got[m.ID] = Forms{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other}
	}
	for _, m := range f.Messages() {
		if g, ok := got[m.Key]; g != m.Forms || !ok && !m.Forms.Empty() {
			t.Fatalf("go-i18n reads %s as %q, this package as %q", m.Key, g, m.Forms)
		}
	}
}

// FuzzSync: laying out any two catalogs loses no word and no comment (law 3), twice is once (law 5), and what is
// published stands beside the hash of today's English (law 2).
func FuzzSync(f *testing.F) {
	all := seeds(f)
	for i, s := range all {
		f.Add(all[(i+1)%len(all)], s)
		f.Add([]byte(english1), s)
	}
	f.Fuzz(func(t *testing.T, english, locale []byte) {
		en, err := Parse("ui.en.toml", english)
		if err != nil {
			return
		}
		old, err := Parse("ui.ar.toml", locale)
		if err != nil {
			return
		}
		checkSync(t, en, old, categories[:])
	})
}

func checkSync(t *testing.T, en, old *File, categories []string) *File {
	t.Helper()
	f := SyncLocale(en, old, categories)
	if f.Faulty() {
		_, err := Parse("", f.Bytes())
		t.Fatalf("sync wrote a faulty file\n%s\n%v", f.Bytes(), err)
	}
	if again := f.layout().bytes(); string(again) != string(plainLines(f.Bytes())) {
		t.Fatalf("law 5: wrote\n%s\nread and wrote\n%s", f.Bytes(), again)
	}
	if again := SyncLocale(en, f, categories); string(again.Bytes()) != string(f.Bytes()) {
		t.Fatalf("law 5: first\n%s\nsecond\n%s", f.Bytes(), again.Bytes())
	}
	if lost := missing(words(f), words(old), false); len(lost) > 0 {
		t.Fatalf("law 3: lost words %q of\n%s\nin\n%s", lost, old.Bytes(), f.Bytes())
	}
	if lost := missing(comments(f), comments(old), true); len(lost) > 0 {
		t.Fatalf("law 3: lost comments %q of\n%s\nin\n%s", lost, old.Bytes(), f.Bytes())
	}
	if slices.ContainsFunc(en.Messages(), func(m Message) bool { return !usableEnglish(m.Forms) }) {
		return f
	}
	if len(f.Messages()) != len(en.Messages()) {
		t.Fatalf("%d entries for %d English ones", len(f.Messages()), len(en.Messages()))
	}
	for i, m := range f.Messages() {
		em := en.Messages()[i]
		if m.Key != em.Key || m.Hash != Hash(em.Forms) || m.Source != em.Forms {
			t.Fatalf("%s: laid out as %+v", em.Key, m)
		}
	}
	return f
}
