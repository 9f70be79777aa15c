// Package exchange carries texts between the catalogs and the tools that translators use: PO (GNU gettext) and XLIFF 2.1
// (OASIS, 13 February 2018). Bytes in, bytes out.
//
// It promises:
//
//   - What is written, the format's own tools accept: msgfmt -c has nothing to say, and the XLIFF is valid to its schema.
//   - Reading what was written gives the same texts, byte for byte: export then import changes nothing (law 5).
//   - A file is read whole or not at all: one that is cut short, malformed, too large or too deep gives an error with line
//     and column, and no document. An XLIFF with a document type is refused, so nothing in it can grow or fetch.
//   - [Merge] never overwrites newer text (law 3) and takes no translation of another English (law 2). What it does not take,
//     it names. What a tool is not sure of (fuzzy in PO, state initial in XLIFF) is no translation.
//
// # What a file remembers
//
// A file says which site and locale it is of. Each unit says with which text it went out, as a hash. So an import can tell the
// translator's change from one that was made in the catalog meanwhile. In PO this stands in a translator's comment
// ("# parlance: KEY draft sha1-…"): those stay with the translator's text in msgmerge, where a "#." comment comes from the
// newer file and would claim that the translator saw a text that they did not. It names the key too, because some tools drop
// msgctxt. In XLIFF it is metadata of the unit. Where a tool drops it, a text that the catalog already has is never replaced.
//
// # Plural forms
//
// msgstr[i] is the i-th of [github.com/parlance/parlance/app/catalog.Categories] of the locale, in CLDR's order, and
// Plural-Forms says the same as an expression. A category that whole numbers never reach (other in Russian) has its form all
// the same. In XLIFF each category is a unit of its own, in a group.
package exchange
