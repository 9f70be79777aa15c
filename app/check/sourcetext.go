package check

import (
	"cmp"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
	"github.com/parlance/parlance/app/segment"
)

// English is the English of one message as the rules need it, taken apart once for all its translations. It never changes, so several
// goroutines may share it. It holds some ten times its text: let it go when the translations of the message are checked.
type English struct {
	unit     Unit // Text and Comments are empty
	markdown bool
	texts    map[string]*sourceText // of the plural categories, by text
}

// NewEnglish returns the English of a message, taken apart: Key, Kind and Source of a unit are read. The glossary is that of the
// contexts to come, nil for none.
func NewEnglish(u Unit, g *glossary.Glossary) *English {
	u.Text, u.Comments = catalog.Forms{}, nil
	e := &English{unit: u, markdown: segment.Kind(u.Kind).IsMarkdown(), texts: map[string]*sourceText{}}
	for _, form := range append(u.Source.Filled(), "other") {
		if text := u.Source.Get(form); e.texts[text] == nil {
			e.texts[text] = newSourceText(text, e.markdown, g)
		}
	}
	return e
}

// form returns the English for a plural category: its own, else that of other.
func (e *English) form(category string) *sourceText {
	return e.texts[cmp.Or(e.unit.Source.Get(category), e.unit.Source.Other)]
}

// sourceText is one English text, and what the rules derive from it alone.
type sourceText struct {
	*analyzedText
	quantities *quantity.Source
	negations  []negation       // by sentence
	negation   negation         // of the whole text
	terms      []*glossary.Term // longer ones first
}

func newSourceText(text string, markdown bool, g *glossary.Glossary) *sourceText {
	s := &sourceText{analyzedText: analyze(text, markdown, nil)}
	s.quantities = quantity.ReadSource(s.prose, s.words)
	for _, x := range s.sentences {
		s.negations = append(s.negations, readNegation(s.prose[x.Start:x.End]))
	}
	s.negation = readNegation(s.prose)
	s.terms = g.Find(s.words, s.prose)
	return s
}

// negation is a piece of English that may be negated.
type negation struct {
	word  string // that negates it; "" for none
	lower string // the piece in lower case
}

func readNegation(s string) negation { return negation{lang.NegationOf(s), strings.ToLower(s)} }
