package lang

import "slices"

// IsInvisible reports whether a character has no width.
func IsInvisible(r rune) bool { return r >= 0x80 && ClassOf(r)&invisible != 0 }

// UsesInvisible reports whether the language's scripts use an invisible character.
func (l *Language) UsesInvisible(r rune) bool {
	scripts := known().Invisible[string(r)]
	return slices.Contains(scripts, "*") || slices.ContainsFunc(scripts, l.Writes)
}
