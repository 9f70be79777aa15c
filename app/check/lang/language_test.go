package lang

import (
	"io/fs"
	"strings"
	"testing"
)

// Every data file is read; a fault is reported with file and line.
func TestEveryDataFileCanBeRead(t *testing.T) {
	if _, err := readFacts(); err != nil {
		t.Error(err)
	}
	all, err := readLanguages()
	if err != nil {
		t.Error(err)
	}
	for tag, l := range all {
		if len(l.Scripts) == 0 {
			t.Errorf("%s names no script", tag)
		}
	}
	for _, bad := range []string{"what is", "ratio x", "calendar x", "number x un", "habits odd", "not", "dual 2 h", "decimal dot"} {
		if err := eachLineOf("x.txt", "scripts Latn\n"+bad, newLanguage("x").set); err == nil || !strings.HasPrefix(err.Error(), "x.txt:2: ") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
	for _, bad := range []string{"what is", "script Xxxx Nothing", "unit mg g x", "invisible U+x Arab", "fold ab c", "fraction ½ x", "cjk x 十", "implies x one", "mark"} {
		if err := eachLineOf("x.txt", "\n"+bad, newFacts().set); err == nil || !strings.HasPrefix(err.Error(), "x.txt:2: ") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}

// Every data file says where its facts come from, and every set of words has some.
func TestDataFilesNameTheirSource(t *testing.T) {
	for _, pattern := range []string{"data/*.txt", "data/languages/*.txt"} {
		files, _ := fs.Glob(data, pattern)
		for _, name := range files {
			text, _ := data.ReadFile(name)
			if first, _, _ := strings.Cut(string(text), "\n"); !strings.HasPrefix(first, "# Source: ") && !strings.HasPrefix(first, "# Compiled by hand") {
				t.Errorf("%s:1: %q names no source", name, first)
			}
		}
	}
	for _, set := range allSets() {
		if len(known().sets[set].list) == 0 {
			t.Errorf("%s has no words", set)
		}
	}
}
