// Package segment splits a Markdown page into the texts that are translated, one leaf block each, and gives every text a key.
//
// It promises:
//
//   - Law 1. [Page.Join] with every segment's own raw text gives back the page's bytes, whatever its line ends are.
//   - Law 4. [Page.Keys] gives a text the key it had: inserting, moving or deleting a block changes the key of no
//     other block, a mended typo keeps the key, and a key, once used, never goes to a text that is unlike the first.
//   - A segment's text is one inline run: what [Inline] accepts. So one text can take the place of the other, and
//     nothing a translator writes can change the blocks of a page.
//   - Law 8. A page of n bytes takes time and memory in proportion to n; what is too big, too deep or too wide is a
//     fault that says so, at its line and column.
//
// The Markdown is CommonMark with GFM tables. Raw HTML is refused, except comments on lines of their own, which are for
// authors: a comment that starts with "note:" speaks to the translators of the next block, and one that says
// "notranslate" keeps the next block in English.
//
// The package knows nothing of catalogs and locales, and reads and writes no file.
package segment
