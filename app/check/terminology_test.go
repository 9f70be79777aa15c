package check

import "testing"

func TestEveryRenderingOfTheRepositoryIsALocalesOwn(t *testing.T) {
	for _, term := range repositoryGlossary(t).Terms() {
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
