package glossary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Glossary is locales/glossary.toml: how the terms of the guides are rendered.
//
//	["bone marrow"]
//	note = "the soft tissue inside bones, not the spinal cord"
//	de = { translation = "Knochenmark", match = ["knochenmark"], forbidden = ["rückenmark"] }
//
//	["Parlance"]
//	keep = true
//
// It never changes.
type Glossary struct {
	first     map[string][]*Term // by the first word of the term, in lower case
	kept      map[string]bool    // words of the terms that are not translated
	keptTerms *KeptTerms
}

// Term is one entry of a glossary.
type Term struct {
	Term       string               // in English; found as whole words, in any case, also with a plural s
	Keep       bool                 // not to be translated: stands as it does in English, or as a rendering says (in another script)
	Renderings map[string]Rendering // by tag

	words []string
	cased bool // a capital inside: MRI is not "mri", and "Parlance" is not "parlance"
}

// Rendering is what a term becomes in one language.
type Rendering struct {
	Translation string   // shown to translators
	Match       []string // the pieces of which one must stand in the text, in any case; the translation is among them
	Forbidden   []string // none of these may start a word of the text

	match, forbidden []string // folded
}

// Rendering returns the rendering in a locale, by its tag or what the tag begins with: that in pt holds for pt-BR.
func (t *Term) Rendering(tag string) Rendering {
	for ; tag != ""; tag = tag[:max(0, strings.LastIndexByte(tag, '-'))] {
		if r, ok := t.Renderings[tag]; ok {
			return r
		}
	}
	return Rendering{}
}

// Find returns the terms that stand in an English text, whose words are given, longer terms before shorter ones.
func (g *Glossary) Find(words []lang.Word, text string) (found []*Term) {
	if g == nil {
		return nil
	}
	for i, w := range words {
		singular := strings.TrimSuffix(w.Lower, "s")
		for _, first := range []string{w.Lower, singular, strings.TrimSuffix(singular, "'")} {
			for _, t := range g.first[first] {
				if !slices.Contains(found, t) && t.startsAt(words[i:], text) {
					found = append(found, t)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b *Term) int {
		return cmp.Or(cmp.Compare(len(b.Term), len(a.Term)), cmp.Compare(a.Term, b.Term))
	})
	return found
}

// startsAt reports whether the term starts at the first of the words.
func (t *Term) startsAt(words []lang.Word, text string) bool {
	if len(words) < len(t.words) {
		return false
	}
	for i, w := range t.words {
		got, last := words[i].Lower, i == len(t.words)-1
		if got != w && !(last && (got == w+"s" || got == w+"'s")) || i > 0 && strings.ContainsAny(text[words[i-1].End:words[i].Start], ".,;:!?()") {
			return false
		}
	}
	return !t.cased || strings.HasPrefix(text[words[0].Start:], t.Term)
}
