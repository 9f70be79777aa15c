// Package exchange compares what translators bring back in a file with the catalogs as they are now. The formats of such files are
// packages of their own, po and xliff, that read and write a [Document]. Bytes in, bytes out.
//
// It promises:
//
//   - [Merge] never overwrites newer text (law 3) and takes no translation of another English (law 2). What it does not take, it names.
//   - Importing what was exported changes nothing (law 5).
//   - A fault costs the unit it stands in, and only what cannot be told apart costs the file (law 9).
//
// # What a file remembers
//
// A file says which site and locale it is of. Each unit says with which text it was exported, as a hash. So an import can tell the translator's
// change from one that was made in the catalog meanwhile. Where a tool drops the hash, a text that the catalog already has is never replaced.
package exchange
