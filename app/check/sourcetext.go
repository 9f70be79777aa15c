package check

import (
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/quantity"
	"github.com/parlance/parlance/app/segment"
)

// English is the English of one message as the rules need it, taken apart once for all its translations. It never changes, so several
// goroutines may share it. It holds some ten times its text: let it go when the translations of the message are checked.
type English struct {
	unit     Unit // Text and Comments are empty
	markdown bool
	glossary *glossary.Glossary
	texts    []*original // of the plural forms, each text once
}

// NewEnglish takes the English of a message apart: Key, Kind and Source of a unit are read. The glossary is that of
// the locales to come, nil for none.
func NewEnglish(u Unit, g *glossary.Glossary) *English {
	u.Text, u.Comments = catalog.Forms{}, nil
	e := &English{unit: u, markdown: segment.Kind(u.Kind).IsMarkdown(), glossary: g}
	for _, form := range u.Source.Filled() {
		e.add(u.Source.Get(form))
	}
	e.add(u.Source.Other)
	return e
}

func (e *English) add(text string) {
	for _, o := range e.texts {
		if o.text == text {
			return
		}
	}
	e.texts = append(e.texts, newOriginal(text, e.markdown, e.glossary))
}

// of gives the English for a plural form: its own, else that of other.
func (e *English) of(form string) *original {
	text := e.unit.Source.Get(form)
	if text == "" {
		text = e.unit.Source.Other
	}
	for _, o := range e.texts {
		if o.text == text {
			return o
		}
	}
	return nil // not reached: every text was added
}

// original is one English text, and what the rules derive from it alone.
type original struct {
	*view
	length int // in characters, as a reader sees it

	quantities *quantity.Source
	negative   bool             // something may be negated; the next two are empty otherwise
	nots       []negated        // by sentence
	not        negated          // of the whole text
	twice      bool             // a sentence stands there twice
	terms      []*glossary.Term // of the glossary, longer ones first
	end        rune             // the last mark, 0 for none
	short      bool             // the point at the end may belong to a short word
}

func newOriginal(text string, markdown bool, g *glossary.Glossary) *original {
	o := &original{view: newView(text, markdown, nil)}
	o.length = utf8.RuneCountInString(o.plain)
	o.quantities = quantity.ReadSource(o.prose, o.words)
	o.readNegations()
	o.twice = o.view.twice() >= 0
	o.terms = g.Find(o.words, o.prose)
	o.end, _ = lastMark(o.prose)
	o.short = abbreviated(o.prose)
	return o
}

// negated is a piece of English that may be negated.
type negated struct {
	by    string // the word that negates it; "" for none
	lower string // the piece in lower case
}

func (o *original) readNegations() {
	if o.negative = negates.MatchString(o.plain); !o.negative {
		return
	}
	for _, s := range o.sentences {
		o.nots = append(o.nots, readNegation(o.prose[s.Start:s.End]))
	}
	o.not = readNegation(o.prose)
}

func readNegation(s string) negated {
	return negated{negates.FindString(harmless.ReplaceAllString(s, " ")), strings.ToLower(s)}
}
