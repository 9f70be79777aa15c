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
	terms []*Term
	first map[string][]*Term // by the first word of the term, in lower case
	kept  map[string]bool    // words of the terms that are not translated
}

// Term is one entry of a glossary.
type Term struct {
	Term       string // in English; found as whole words, in any case, also with a plural s
	Note       string
	Keep       bool                 // not to be translated: stands as it does in English, or as a rendering says (in another script)
	Renderings map[string]Rendering // by tag

	words []string
	cased bool // a capital inside: MRI is not "mri", and "Parlance" is not "parlance"
}

// Rendering is what a term becomes in one language.
type Rendering struct {
	Translation string   `toml:"translation"` // shown to translators
	Match       []string `toml:"match"`       // the pieces of which one must stand in the text, in any case; the translation is among them
	Forbidden   []string `toml:"forbidden"`   // none of these may start a word of the text
}

func (g *Glossary) add(t *Term) {
	g.terms = append(g.terms, t)
	g.first[t.words[0]] = append(g.first[t.words[0]], t)
	if t.Keep {
		for _, w := range t.words {
			g.kept[w] = true
		}
	}
}

// Terms gives the terms in the order of the alphabet. The caller must not change them.
func (g *Glossary) Terms() []*Term {
	if g == nil {
		return nil
	}
	return g.terms
}

// rendering gives the rendering in a locale: that of its tag, else that of its language (pt-BR for pt is no such).
func (t *Term) In(tag string) Rendering {
	for {
		if r, ok := t.Renderings[tag]; ok {
			return r
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			return Rendering{}
		}
		tag = tag[:i]
	}
}

// in gives the terms that stand in an English text, longer terms before shorter ones.
func (g *Glossary) Find(ws []lang.Word, prose string) (hits []*Term) {
	if g == nil {
		return nil
	}
	seen := map[*Term]bool{}
	for i, w := range ws {
		for _, first := range []string{w.Lower, strings.TrimSuffix(w.Lower, "s"), strings.TrimSuffix(strings.TrimSuffix(w.Lower, "s"), "'")} {
			for _, t := range g.first[first] {
				if !seen[t] && t.at(ws[i:], prose) {
					seen[t] = true
					hits = append(hits, t)
				}
			}
		}
	}
	slices.SortFunc(hits, func(a, b *Term) int {
		return cmp.Or(cmp.Compare(len(b.Term), len(a.Term)), cmp.Compare(a.Term, b.Term))
	})
	return hits
}

// at says whether the term starts at the first of the words.
func (t *Term) at(ws []lang.Word, prose string) bool {
	if len(ws) < len(t.words) {
		return false
	}
	for i, w := range t.words {
		got := ws[i].Lower
		if got != w && (i < len(t.words)-1 || got != w+"s" && got != w+"'s") {
			return false
		}
		if i > 0 && strings.ContainsAny(prose[ws[i-1].End:ws[i].Start], ".,;:!?()") {
			return false
		}
	}
	return !t.cased || strings.HasPrefix(prose[ws[0].Start:], t.Term)
}

// covered says whether a longer term of the same English holds this one, and stands in the text: where "injection site"
// is rendered as it should be, "injection" need not stand there again.
func (t *Term) CoveredBy(hits []*Term, text, tag string) bool {
	for _, h := range hits {
		if h != t && len(h.words) > len(t.words) && strings.Contains(" "+strings.Join(h.words, " ")+" ", " "+strings.Join(t.words, " ")+" ") && ContainsAny(text, h.In(tag).Match) {
			return true
		}
	}
	return false
}

// keeps says whether a word, in lower case, is part of a term that is not translated.
func (g *Glossary) KeepsWord(lower string) bool { return g != nil && g.kept[lower] }
