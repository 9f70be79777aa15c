// Package catalog reads, writes and lays out the catalogs that translators edit, and reads the ledger of their reviews.
//
// It promises:
//
//   - A file is read whole: comments, blank lines, positions and the spelling of every value. [Parse] names every fault
//     with its line and column, and still returns the entries that are sound (R37, R40, R41).
//   - A translation belongs to one English text: the hash beside it names it ([Hash], law 2). The hash is go-i18n's
//     own, so that goi18n merge agrees.
//   - Laying out loses nothing (law 3). [SyncLocale] moves words that no longer fit into comments of the same file, and
//     back when their English comes back. Comments that people wrote stay with their entry, and so does a line that they gave a mark
//     of the tool's: where the tool would write something else, it becomes a plain comment.
//   - What the tool wrote, it reads and writes back to the same bytes, and laying out twice is laying out once (law 5).
//   - Plural categories and the choice among them come from go-i18n only (R33), and a text is never run as a template:
//     only the placeholders of the English are filled (R37).
//
// # Entries
//
// A catalog is TOML in go-i18n's form: one table for each message. Lines that the tool writes carry the marks of PO:
//
//	#. paragraph · "Infection" · author's note     where it stands
//	#> one line of today's English                 what hash stands for
//	#| the English before                          … and, below it,
//	#~ the translation that stood for it           newest pair first; nothing where nobody translated that English
//	#= 92% safety.intro.p1: a suggestion            an earlier translation, and how like its English is
//	[side-effects.infection.p1]
//	hash = "sha1-…"
//	other = "…"
//
// A text of several lines repeats its mark, one of several plural forms is written "#> one: …", and a line that could be
// misread is written as a TOML string. A block that ends in "#~ [key]" and the lines below it is an obsolete entry (PO's word): its English is
// gone. In an English catalog it is a retired key. Every other comment belongs to people.
package catalog
