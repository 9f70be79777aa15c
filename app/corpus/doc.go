// Package corpus reads both trees together, and says what each locale's readers get of each page.
//
// It promises:
//
//   - A translation is published only if its hash is that of today's English, and on a critical page only if a sign-off names
//     both texts. Every other segment stands in English, or in the nearest parent locale that has it (law 2).
//   - A [Corpus] never changes. A reading parses only what changed; a file with a fault is stood in for by what it last was, and
//     the fault is listed with file, line and column (laws 7 and 9).
//   - What every reader of a locale gets of a page is held once, in a [Publication]; progress, findings and readers' reports are
//     made from the same data.
//
// It knows nothing of HTML and HTTP.
package corpus
