package check

import (
	"path/filepath"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
)

// termsOf returns the terms of the repository's glossary.
func termsOf(t *testing.T) (terms []*glossary.Term) {
	var names map[string]any
	if _, err := toml.DecodeFile(filepath.Join(root, "glossary.toml"), &names); err != nil {
		t.Fatal(err)
	}
	for name := range names {
		found := repositoryGlossary(t).Find(lang.Words(name), name)
		if len(found) == 0 {
			t.Errorf("%q is not found", name)
		}
		terms = append(terms, found...)
	}
	return terms
}

func TestEveryRenderingOfTheRepositoryIsALocalesOwn(t *testing.T) {
	for _, term := range termsOf(t) {
		for tag, r := range term.Renderings {
			in := contextFor(tag, nil)
			u := Unit{Kind: "", Key: "k"}
			u.Source.Other, u.Text.Other = term.Term, r.Translation
			for _, f := range Message(u, in) {
				if f.Rule != "copy" && f.Rule != "script" {
					t.Errorf("%s, %s: %s: %s", term.Term, tag, f.Rule, f.Message)
				}
			}
		}
	}
}
