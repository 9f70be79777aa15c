package check

import (
	"cmp"
	"strings"
	"unicode/utf8"

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
	glossary *glossary.Glossary
	texts    map[string]*sourceText // of the plural categories, by text
}

// NewEnglish returns the English of a message, taken apart: Key, Kind and Source of a unit are read. The glossary is that of the locales to
// come, nil for none.
func NewEnglish(u Unit, g *glossary.Glossary) *English {
	u.Text, u.Comments = catalog.Forms{}, nil
	e := &English{unit: u, markdown: segment.Kind(u.Kind).IsMarkdown(), glossary: g, texts: map[string]*sourceText{}}
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
	length      int // in characters, as a reader sees it
	quantities  *quantity.Source
	negations   []negation       // by sentence; none where nothing can be negated
	negation    negation         // of the whole text
	repeats     bool             // a sentence stands there twice
	terms       []*glossary.Term // longer ones first
	endMark     rune             // the last mark, 0 for none
	abbreviated bool             // the point at the end may belong to a short word
}

func newSourceText(text string, markdown bool, g *glossary.Glossary) *sourceText {
	s := &sourceText{analyzedText: analyze(text, markdown, nil)}
	s.length = utf8.RuneCountInString(s.plain)
	s.quantities = quantity.ReadSource(s.prose, s.words)
	s.readNegations()
	s.repeats = s.repeatedSentence() >= 0
	s.terms = g.Find(s.words, s.prose)
	s.endMark, _ = lastMark(s.prose)
	s.abbreviated = endsAbbreviated(s.prose)
	return s
}

// negation is a piece of English that may be negated.
type negation struct {
	word  string // that negates it; "" for none
	lower string // the piece in lower case
}

func readNegation(s string) negation { return negation{lang.NegationOf(s), strings.ToLower(s)} }

func (s *sourceText) readNegations() {
	if !lang.MayNegate(s.plain) {
		return
	}
	for _, x := range s.sentences {
		s.negations = append(s.negations, readNegation(s.prose[x.Start:x.End]))
	}
	s.negation = readNegation(s.prose)
}
