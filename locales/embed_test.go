package locales

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is inside the binary is what readers need of the folder: all of it.
func TestTheBinaryHoldsEveryCatalog(t *testing.T) {
	inside := map[string]bool{}
	if err := fs.WalkDir(FS, ".", func(name string, d fs.DirEntry, err error) error {
		inside[name] = !d.IsDir()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		wanted := strings.HasSuffix(name, ".toml") && name != "team.toml" || path.Base(name) == "reviews.jsonl"
		if wanted && !d.IsDir() && !inside[name] {
			t.Errorf("%s is not inside the binary", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(inside) < 50 {
		t.Errorf("only %d files are inside the binary", len(inside))
	}
}

// Nothing about people beside sign-offs gets into the binary, whatever lies in the folder when it is built.
func TestTheBinaryTakesNoFileAboutPeople(t *testing.T) {
	source, err := os.ReadFile("embed.go")
	if err != nil {
		t.Fatal(err)
	}
	patterns := strings.Fields(string(regexp.MustCompile(`(?m)^//go:embed (.*)$`).FindSubmatch(source)[1]))
	for name, want := range map[string]bool{
		"locales.toml": true, "glossary.toml": true, "fr/ui.fr.toml": true, "zh-Hant/side-effects.zh-Hant.toml": true, "fr/reviews.jsonl": true, "es-419/a.es-419.toml": true,
		"team.toml": false, "fr/questions.jsonl": false, "fr/readbacks.jsonl": false, "fr/history.jsonl": false, "fr/history.1.jsonl": false, "fr/reports.jsonl": false,
		"fr/audit.jsonl": false, "fr/fr.po": false, "fr/.questions.jsonl.swp": false, "fr/.questions.jsonl.new": false, "fr/questions.jsonl~": false,
		"fr/x.orig": false, "history.jsonl": false, "fr/data/history.jsonl": false,
	} {
		inside := slices.ContainsFunc(patterns, func(p string) bool { ok, _ := path.Match(p, name); return ok })
		if inside != want {
			t.Errorf("%s: inside the binary: %v", name, inside)
		}
	}
}
