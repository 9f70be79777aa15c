package locale

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Canonical returns a tag as it stands in the table of locales: pt_br is pt-BR, iw is he. The error says that it is no language.
func Canonical(tag string) (string, error) {
	tag = Spelled(strings.ReplaceAll(tag, "_", "-"))
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return "", checkTag(tag)
	}
	tag = canonicalTag(t)
	return tag, checkTag(tag)
}

// OwnName returns the name of a language in itself, as CLDR has it; ok is false where it has none. People may write another one into the table.
func OwnName(tag string) (name string, ok bool) {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return "", false
	}
	name = display.Self.Name(t)
	return name, strings.TrimSpace(name) != ""
}
