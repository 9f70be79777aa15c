package check

import (
	"fmt"
	"strings"
)

// Message checks one translation against its English. A message without a translation has no findings: what is missing
// is not wrong. The findings stand in the order of the text.
func Message(u Unit, in Context) []Finding {
	if u.Text.Empty() {
		return nil
	}
	c := &checker{unit: u, in: in, lang: languageOf(in), markdown: markdown(u.Kind)}
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
	lang     *language
	markdown bool

	form     string // of the text below
	src, dst *view

	sources  map[string]*view // by text
	findings []Finding
}

// one runs the rules over the text of one plural form.
func (c *checker) one(form string) {
	source := c.unit.Source.Get(form)
	if source == "" {
		source = c.unit.Source.Other
	}
	c.form, c.src, c.dst = form, c.sourceView(source), newView(c.unit.Text.Get(form), c.markdown, source)
	for _, r := range rules {
		if r.run != nil {
			r.run(c)
		}
	}
}

func (c *checker) sourceView(text string) *view {
	if v, ok := c.sources[text]; ok {
		return v
	}
	if c.sources == nil {
		c.sources = map[string]*view{}
	}
	v := newView(text, c.markdown, text)
	c.sources[text] = v
	return v
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
		if r < ' ' || invisible(r) || r == '\uFFFD' {
			return '�'
		}
		return r
	}, s) + "”"
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
