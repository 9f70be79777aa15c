package check

import "github.com/parlance/parlance/app/check/glossary"

// terminology requires of each term in the English that the translation renders it as the glossary says.
func (c *checker) terminology() {
	terms := c.source.terms
	if c.in.Glossary != c.english.glossary {
		terms = c.in.Glossary.Find(c.source.words, c.source.prose)
	}
	for _, m := range glossary.Check(terms, c.target.plain, c.in.Tag) {
		term, hint := quote(m.Term), "write "+quote(m.Translation)
		switch m.Kind {
		case glossary.NotKept:
			c.add("glossary", Error, 0, term+" is not to be translated, and is missing", "write it as the English does")
		case glossary.Forbidden:
			c.addPlain("glossary", Error, m.Start, quote(m.Forbidden)+" is a wrong rendering of "+term, hint)
		case glossary.NotRendered:
			c.add("glossary", Warning, 0, "the English has "+term+", the translation has not its term", hint)
		}
	}
}
