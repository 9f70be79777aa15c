// Package xliff reads and writes translations as XLIFF 2.1 (OASIS Standard, 13 February 2018).
//
// It promises:
//
//   - What [Write] returns is valid to the schemas of XLIFF's core and of its metadata module.
//   - [Read] returns the texts that [Write] was given, byte for byte (law 5).
//   - A file is read whole or not at all: one that is cut short, malformed, too large or too deep gives an error with line and
//     column, and no document. One with a document type is refused, so nothing in it can grow or fetch (law 8, R41).
//   - A target in the state initial is no translation.
//
// A file of XLIFF is a page, a unit is a message; the plural forms of a message are units of a group. What a unit was exported with
// stands in its metadata (XLIFF 2.1, Metadata Module). Marks of Markdown and placeholders are inline codes with original data (Inline Content).
package xliff
