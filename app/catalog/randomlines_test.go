package catalog

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// vocabulary are lines of which catalogs are made, sound or not.
var vocabulary = []string{
	"", "", "", "# people 1", "# people 2 ", "#people", "#. paragraph · \"S\" · note", "#. heading", "#.", "#> One.", "#> one: One.",
	"#> other: Many.", "#>", "#| Old.", "#| one: Old.", "#|", "#~ alt", "#~ \" alt \"", "#~ [alt](x)", "#~ other: alt", "#~ few: alt", "#~",
	"#= 80% like", "#~ [s.a.p1]", "#~ [s.a.p2] # trail", "#~ [\"g/a\".x.p3]", "#~ hash = \"sha1-x\"", "#~ other = \"weg\"", "#~ other = '''",
	"#~ zwei\\", "#~ '''", "#~ # inside", "#~ one = \"eins\" # t", "[s.a.p1]", "[s.a.p2]", "[\"g/a\".x.p3] # trail", "[s.a.p4]", "[ s . \"a\".p5 ]",
	"hash = \"sha1-x\"", "hash = \"" + Hash(Forms{Other: "One."}) + "\" # h", "hash = '" + Hash(Forms{One: "One.", Other: "Many."}) + "'",
	"other = \"da\"", "other = '''", "eins\\", "[s.a.p1]", "#~ [s.a.p1]", "'''", "other = \"\" # later", "other = \"\"", "few = \"x\"",
	"one = \"1\"", "description = \"d\"", "  other = \"tab\"",
}

func fromVocabulary(picks []byte) string {
	var b strings.Builder
	for _, p := range picks {
		b.WriteString(vocabulary[int(p)%len(vocabulary)] + "\n")
	}
	return b.String()
}

// englishes are catalogs that a locale is laid out by.
func englishes(t testing.TB) []*File {
	return []*File{
		parse(t, "ui.en.toml", ""),
		parse(t, "ui.en.toml", "#. paragraph · \"S\"\n[s.a.p1]\nother = \"One.\"\n\n[\"g/a\".x.p3]\nother = \"alt\"\n"),
		parse(t, "ui.en.toml", "[s.a.p2]\nother = \"Old.\"\n#. heading\n[s.a.p1]\none = \"One.\"\nother = \"Many.\"\n[s.a.p5]\nother = \"x\\\\\\ny\"\n"),
	}
}

func checkLines(t *testing.T, ens []*File, picks []byte) (sound bool) {
	t.Helper()
	old, err := Parse("ui.ar.toml", []byte(fromVocabulary(picks)))
	if err != nil {
		return false
	}
	f := old
	for _, i := range []int{len(picks) % 3, 1, 2, 0, 1} {
		f = checkSync(t, ens[i], f, categories[:])
		if lost := missing(words(f), words(old), false); len(lost) > 0 {
			t.Fatalf("law 3: lost words %q of\n%s\nin\n%s", lost, old.Bytes(), f.Bytes())
		}
	}
	return true
}

// TestLaw3AnyLines lays out files of random lines, one English catalog after the other.
func TestLaw3AnyLines(t *testing.T) {
	r, ens, sound := rand.New(rand.NewPCG(1, 2)), englishes(t), 0
	for range 8_000 {
		picks := make([]byte, 1+r.IntN(14))
		for i := range picks {
			picks[i] = byte(r.IntN(len(vocabulary)))
		}
		if checkLines(t, ens, picks) {
			sound++
		}
	}
	if sound < 400 {
		t.Errorf("only %d files were sound: the test says little", sound)
	}
}

// FuzzSyncLines is FuzzSync with lines for letters.
func FuzzSyncLines(f *testing.F) {
	f.Add([]byte{6, 9, 13, 16, 33, 38, 41})
	ens := englishes(f)
	f.Fuzz(func(t *testing.T, picks []byte) {
		if len(picks) < 100 {
			checkLines(t, ens, picks)
		}
	})
}
