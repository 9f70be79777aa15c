package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/store"
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

// ParseGlossary reads a glossary. The error is store.Faults.
func ParseGlossary(file string, data []byte) (*Glossary, error) {
	var raw map[string]any
	if err := toml.Unmarshal(data, &raw); err != nil {
		if p, ok := err.(toml.ParseError); ok {
			return nil, store.Faults{store.At(file, data, p.Position.Start, "%s", p.Message)}
		}
		return nil, store.Faults{{File: file, Msg: err.Error()}}
	}
	p := glossaryParser{file: file, data: data}
	g := &Glossary{first: map[string][]*Term{}, kept: map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		members, ok := raw[name].(map[string]any)
		if !ok {
			p.fault(name, name, "%s is no term: write a table, as [%q]", name, name)
			continue
		}
		if t := p.term(name, members); t != nil {
			g.add(t)
		}
	}
	return g, p.faults.Err()
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

type glossaryParser struct {
	file   string
	data   []byte
	faults store.Faults
}

func (p *glossaryParser) fault(term, member, format string, args ...any) {
	p.faults = append(p.faults, store.At(p.file, p.data, p.place(term, member), format, args...))
}

// place finds the line of a term's member, or that of its header.
func (p *glossaryParser) place(term, member string) int {
	at, offset, inside := 0, 0, false
	for line := range strings.Lines(string(p.data)) {
		l := strings.TrimSpace(line)
		if strings.HasPrefix(l, "[") {
			if inside = strings.HasPrefix(l, fmt.Sprintf("[%q", term)) || strings.HasPrefix(l, "["+term+"]"); inside && at == 0 {
				at = offset
			}
		}
		if inside && member != "" && (strings.HasPrefix(l, member+" ") || strings.HasPrefix(l, member+"=") || strings.HasPrefix(l, fmt.Sprintf("[%q.%s]", term, member))) {
			return offset
		}
		offset += len(line)
	}
	return at
}

func (p *glossaryParser) term(name string, raw map[string]any) *Term {
	t := &Term{Term: norm.NFC.String(name), Renderings: map[string]Rendering{}}
	for _, w := range wordsOf(t.Term) {
		t.words = append(t.words, w.lower)
		t.cased = t.cased || t.Term[w.at+1:w.end] != strings.ToLower(t.Term[w.at+1:w.end])
	}
	if len(t.words) == 0 {
		p.fault(name, "", "the term %q has no word: write the English term as the name of the table", name)
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(raw)) {
		ok := true
		switch v := raw[k].(type) {
		case string:
			t.Note, ok = v, k == "note"
		case bool:
			t.Keep, ok = v, k == "keep"
		case map[string]any:
			p.rendering(t, k, v)
		default:
			ok = false
		}
		if !ok {
			p.fault(name, k, "a term has note (a text), keep (true or false) and renderings by language; %s is none of these", k)
		}
	}
	t.cased = t.cased || t.Keep
	return t
}

func (p *glossaryParser) rendering(t *Term, tag string, raw map[string]any) {
	if l, err := bcp47.Parse(tag); err != nil || l.String() != tag {
		p.fault(t.Term, tag, "%q is not the tag of a language: write it as in locales.toml, for example pt-BR", tag)
		return
	}
	var r Rendering
	for k, v := range raw {
		text, isText := v.(string)
		list, isList := texts(v)
		switch {
		case k == "translation" && isText:
			r.Translation = text
		case k == "match" && isList:
			r.Match = list
		case k == "forbidden" && isList:
			r.Forbidden = list
		default:
			p.fault(t.Term, tag, "a rendering has translation (a text), match and forbidden (lists of texts); %s is none of these", k)
		}
	}
	if strings.TrimSpace(r.Translation) == "" {
		p.fault(t.Term, tag, "the rendering in %s has no translation: write it", tag)
		return
	}
	r.Match = append(r.Match, r.Translation)
	for _, f := range r.Forbidden {
		if forbiddenAt(foldTerm(r.Translation), foldTerm(f), nil) >= 0 {
			p.fault(t.Term, tag, "%q is forbidden and stands in the translation %q: take it out", f, r.Translation)
		}
	}
	t.Renderings[tag] = r
}

func texts(v any) (list []string, ok bool) {
	items, ok := v.([]any)
	for _, x := range items {
		s, isText := x.(string)
		if !isText || strings.TrimSpace(s) == "" {
			return nil, false
		}
		list = append(list, s)
	}
	return list, ok
}

// rendering gives the rendering in a locale: that of its tag, else that of its language (pt-BR for pt is no such).
func (t *Term) rendering(tag string) Rendering {
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
func (g *Glossary) in(ws []word, prose string) (hits []*Term) {
	seen := map[*Term]bool{}
	for i, w := range ws {
		for _, first := range []string{w.lower, strings.TrimSuffix(w.lower, "s"), strings.TrimSuffix(strings.TrimSuffix(w.lower, "s"), "'")} {
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
func (t *Term) at(ws []word, prose string) bool {
	if len(ws) < len(t.words) {
		return false
	}
	for i, w := range t.words {
		got := ws[i].lower
		if got != w && (i < len(t.words)-1 || got != w+"s" && got != w+"'s") {
			return false
		}
		if i > 0 && strings.ContainsAny(prose[ws[i-1].end:ws[i].at], ".,;:!?()") {
			return false
		}
	}
	return !t.cased || strings.HasPrefix(prose[ws[0].at:], t.Term)
}

// covered says whether a longer term of the same English holds this one, and stands in the text: where "injection site"
// is rendered as it should be, "injection" need not stand there again.
func (t *Term) covered(hits []*Term, text, tag string) bool {
	for _, h := range hits {
		if h != t && len(h.words) > len(t.words) && strings.Contains(" "+strings.Join(h.words, " ")+" ", " "+strings.Join(t.words, " ")+" ") && hasAny(text, h.rendering(tag).Match) {
			return true
		}
	}
	return false
}

// keeps says whether a word, in lower case, is part of a term that is not translated.
func (g *Glossary) keeps(lower string) bool { return g != nil && g.kept[lower] }
