package catalog

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// checkMerge merges two catalogs of lines, faulty ones too, and reports whether all were sound. Of sound ones no word and no comment is lost that one side has
// added (law 3); of others no such line of a text, whatever faults they have (law 9).
func checkMerge(t *testing.T, base, a, b []byte) (sound bool) {
	t.Helper()
	files, sound := make([]*File, 3), true
	for i, picks := range [][]byte{base, a, b} {
		f, err := Parse("ui.ar.toml", []byte(fromVocabulary(picks)))
		files[i], sound = f, sound && err == nil
	}
	if !sound {
		_, _, err := Merge(files[0], files[1], files[2])
		_, _, err2 := Merge(files[0], files[2], files[1])
		if (err == nil) != (err2 == nil) {
			t.Fatalf("the direction matters: %v, %v", err, err2)
		}
		if err != nil {
			if !files[1].Opaque() && !files[2].Opaque() {
				t.Fatalf("law 9: %v", err)
			}
			return false
		}
		merged := mergeBoth(t, files[0], files[1], files[2])
		for _, f := range files[1:] {
			for line := range strings.Lines(string(f.Bytes())) {
				word := typed.FindString(line)
				if word != "" && !bytes.Contains(files[0].Bytes(), []byte(word)) && !bytes.Contains(merged.Bytes(), []byte(word)) {
					t.Fatalf("law 9: lost %q of base\n%s\na\n%s\nb\n%s\nin\n%s", word, files[0].Bytes(), files[1].Bytes(), files[2].Bytes(), merged.Bytes())
				}
			}
		}
		return false
	}
	merged := mergeBoth(t, files[0], files[1], files[2])
	for _, f := range files[1:] {
		for _, of := range []func(*File) []string{words, comments} {
			before := of(files[0])
			added := slices.DeleteFunc(of(f), func(w string) bool { return slices.Contains(before, w) })
			if lost := missing(of(merged), added, false); len(lost) > 0 {
				t.Fatalf("law 3: lost %q of base\n%s\na\n%s\nb\n%s\nin\n%s", lost, files[0].Bytes(), files[1].Bytes(), files[2].Bytes(), merged.Bytes())
			}
		}
	}
	return true
}

// typed are words of the vocabulary that people write, in whatever line.
var typed = regexp.MustCompile(`people \d|alt|weg|zwei|inside|eins|tab`)

// TestLaw3MergingAnyLines merges files of random lines, of which two come from the third.
func TestLaw3MergingAnyLines(t *testing.T) {
	r, sound := rand.New(rand.NewPCG(1, 3)), 0
	for range 8_000 {
		base := make([]byte, 1+r.IntN(14))
		for i := range base {
			base[i] = byte(r.IntN(len(vocabulary)))
		}
		edited := func() []byte {
			lines := slices.Clone(base)
			for range r.IntN(5) {
				at := r.IntN(len(lines) + 1)
				if r.IntN(2) == 0 && at < len(lines) {
					lines = slices.Delete(lines, at, at+1)
				} else {
					lines = slices.Insert(lines, at, byte(r.IntN(len(vocabulary))))
				}
			}
			return lines
		}
		if checkMerge(t, base, edited(), edited()) {
			sound++
		}
	}
	if sound < 200 {
		t.Errorf("only %d files were sound: the test says little", sound)
	}
}

// FuzzMerge is TestLaw3MergingAnyLines for any lines.
func FuzzMerge(f *testing.F) {
	f.Add([]byte{33, 38, 41}, []byte{6, 9, 13, 16, 33, 38, 41}, []byte{33, 38, 42})
	f.Fuzz(func(t *testing.T, base, a, b []byte) {
		if max(len(base), len(a), len(b)) < 60 {
			checkMerge(t, base, a, b)
		}
	})
}
