// Package po reads and writes translations as PO files of GNU gettext (gettext manual, section "The Format of PO Files").
//
// It promises:
//
//   - msgfmt -c has nothing to say about a file that [Write] returns.
//   - [Read] returns the texts that [Write] was given, byte for byte (law 5).
//   - A file is read whole or not at all: one that is cut short, malformed or too large gives an error with line and column, and no
//     document (law 8).
//   - An entry that is marked as fuzzy is no translation.
//
// # The export stamp
//
// Each entry has a translator's comment that says with which text it was exported ("# parlance: KEY draft sha1-…"). Such a comment
// stays with the translator's text in msgmerge, where a "#." comment comes from the newer file and would claim that the translator
// saw a text that they did not. It names the key too, because some tools drop msgctxt.
//
// # Plural forms
//
// msgstr[i] is the i-th of [github.com/parlance/parlance/app/catalog.Categories] of the locale, in CLDR's order, and the header
// Plural-Forms says the same as an expression. A category that whole numbers never reach (other in Russian) has its form all the same.
package po
