package check

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/lang"
)

// Message checks one translation against its English. A message without a translation has no findings: what is missing
// is not wrong. The findings stand in the order of the text.
func Message(u Unit, in Context) []Finding {
	if u.Text.Empty() {
		return nil
	}
	return NewEnglish(u, in.Glossary).Check(u.Text, u.Comments, in)
}

// Check checks one translation as [Message] does, with the comments of its entry.
func (e *English) Check(text catalog.Forms, comments []string, in Context) []Finding {
	if text.Empty() {
		return nil
	}
	u := e.unit
	u.Text, u.Comments = text, comments
	c := &checker{unit: u, in: in, lang: lang.For(in.Tag, in.Script), english: e, markdown: e.markdown}
	c.plurals()
	for _, form := range u.Text.Filled() {
		c.one(form)
	}
	return c.silenced()
}

// checker holds what the rules need while one message is checked.
type checker struct {
	unit     Unit
	in       Context
	lang     *lang.Language
	own      uint64 // the scripts of lang, see [scriptSet]
	markdown bool

	english *English

	form string // of the texts below
	src  *original
	dst  *view

	findings []Finding
}

// one runs the rules over the text of one plural form.
func (c *checker) one(form string) {
	c.form, c.src = form, c.english.of(form)
	c.dst = newView(c.unit.Text.Get(form), c.markdown, c.src)
	for _, r := range rules {
		if r.run != nil {
			r.run(c)
		}
	}
}

// report adds a finding at a byte of the text.
func (c *checker) report(rule string, s Severity, at int, message, hint string) {
	at = max(0, min(at, len(c.unit.Text.Get(c.form))))
	c.findings = append(c.findings, Finding{c.unit.Key, c.form, rule, s, message, hint, at})
}

// reportSeen adds a finding at a byte of what a reader sees.
func (c *checker) reportSeen(rule string, s Severity, at int, message, hint string) {
	c.report(rule, s, c.dst.place(at), message, hint)
}

// quote writes a piece of a text into a message, shortened, its invisible characters shown.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return "“" + strings.Map(func(r rune) rune {
		if r < ' ' || lang.IsInvisible(r) || r == '\uFFFD' {
			return '�'
		}
		return r
	}, s) + "”"
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
