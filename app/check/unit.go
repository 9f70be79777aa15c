package check

import (
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
)

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
