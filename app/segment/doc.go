// Package segment splits a Markdown page into segments, the texts that are translated, and assigns a key to each.
//
// It promises:
//
//   - Law 1. Every segment knows its bytes ([Page.Raw]): the page joined again from them and from what is between them is the
//     same to the byte, whatever its line ends are.
//
//   - Law 4. [Page.Keys] returns for a text the key that it had: inserting, moving or deleting a block changes the key of no
//     other block, fixing a typo keeps the key, and a key that was used never goes to a text that is unlike the first.
//
//   - A segment is one run of inline Markdown: what [Inline] accepts. So a translation can take the place of the English, and
//     nothing that a translator writes can change the blocks of a page.
//
//   - Law 8. A page of n bytes takes time and memory in proportion to n; what is too big, too deep or too wide is a
//     fault that says so, with its line and column.
//
//   - R47. Markdown that is not read is refused: no reader sees its marks.
//
// The Markdown is CommonMark 0.31.2 with tables, strikethrough, bare links and footnotes of GitHub Flavored Markdown, and ids of headings. Raw HTML is
// refused, except comments on lines of their own. A comment that starts with "note:" is for the translators of the next block, and one that says "notranslate" keeps the
// next block in English.
package segment
