package check

import (
	"testing"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
)

// FuzzMessage holds that no text makes a rule panic, and that findings point into the text they are about.
func FuzzMessage(f *testing.F) {
	for _, k := range cases(f) {
		u := k.unit()
		f.Add(k.tag, k.plain, u.Source.Other, u.Text.Other, "# check: allow numbers 5f3a9c because")
	}
	for l, units := range corpus(f) {
		for i, u := range units {
			if i%40 == 0 {
				f.Add(l.Tag, !segment.Kind(u.Kind).IsMarkdown(), u.Source.Other, u.Text.Other, "")
			}
		}
	}
	g := testGlossary(f)
	f.Fuzz(func(t *testing.T, tag string, plain bool, source, text, comment string) {
		kind := "paragraph"
		if plain {
			kind = ""
		}
		u := Unit{Key: "k", Kind: kind, Source: catalog.Forms{Other: source}, Text: catalog.Forms{One: text, Other: text}, Comments: []string{comment}}
		for _, x := range Message(u, contextFor(tag, g)) {
			form := u.Text.Get(x.Form)
			if x.Offset < 0 || x.Offset > len(form) || x.Message == "" || x.Hint == "" {
				t.Errorf("%+v in %q", x, form)
			}
			if utf8.ValidString(form) && x.Offset < len(form) && !utf8.RuneStart(form[x.Offset]) {
				t.Errorf("%+v points inside a character of %q", x, form)
			}
			if ruleNamed(x.Rule).name == "" {
				t.Errorf("%q is no rule", x.Rule)
			}
		}
		EnglishPage([]Unit{u})
		NearDuplicates([]Unit{u, {Source: u.Text}})
	})
}
