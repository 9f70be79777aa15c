package check

import (
	"cmp"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
)

// Message checks one translation against its English. A message without a translation has no findings: what is missing is not wrong.
// The findings stand in the order of the text.
func Message(u Unit, in Context) []Finding {
	return NewEnglish(u, in.Glossary).Check(u.Text, u.Comments, in)
}

// Check checks one translation as [Message] does, with the comments of its entry.
func (e *English) Check(text catalog.Forms, comments []string, in Context) []Finding {
	if text.Empty() {
		return nil
	}
	u := e.unit
	u.Text, u.Comments = text, comments
	c := &checker{unit: u, in: in, lang: lang.For(in.Tag, in.Script), english: e}
	c.plurals()
	for _, form := range u.Text.Filled() {
		c.checkForm(form)
	}
	return c.suppress()
}

// checker holds what the rules need while one message is checked.
type checker struct {
	unit    Unit
	in      Context
	lang    *lang.Language
	english *English

	form   string // the plural category of the texts below
	source *sourceText
	target *analyzedText
	marks  []mark      // of the target's prose
	senses []senseText // of the target, for the rules meaning and strength

	findings []Finding
}

// checkForm runs the rules over the text of one plural category.
func (c *checker) checkForm(form string) {
	c.form, c.source = form, c.english.texts[cmp.Or(c.unit.Source.Get(form), c.unit.Source.Other)]
	c.target = analyze(c.unit.Text.Get(form), c.english.markdown, c.source)
	c.marks = marksOf(c.target.prose)
	for _, r := range rules() {
		if r.check != nil {
			r.check(c)
		}
	}
}

// add adds a finding at a byte of the text.
func (c *checker) add(rule string, s Severity, offset int, message, hint string) {
	offset = max(0, min(offset, len(c.unit.Text.Get(c.form))))
	c.findings = append(c.findings, Finding{c.unit.Key, c.form, rule, s, message, hint, offset})
}

// addPlain adds a finding at a byte of what a reader sees.
func (c *checker) addPlain(rule string, s Severity, offset int, message, hint string) {
	c.add(rule, s, c.target.offset(offset), message, hint)
}

// Unit is one message to be checked: its English and its translation.
type Unit struct {
	Key      string
	Kind     string        // one of segment's kinds; anything else is a text of the interface, which has no marks
	Source   catalog.Forms // today's English
	Text     catalog.Forms // the translation; empty where the English itself is checked
	Comments []string      // of people, with their "#": they may suppress findings
}

// Context is what the rules must know of a locale.
type Context struct {
	Tag        string             // BCP 47, for example "pt-BR"
	Script     string             // ISO 15924, for example "Latn"; "" where it is not known
	Categories []string           // the CLDR plural categories that a counting message must fill, from catalog.Categories
	Glossary   *glossary.Glossary // nil for none
}
