// Package search finds texts by words that readers type: an index of one locale, and asking it.
//
// It promises:
//
//   - A word is found in any form that a reader would type: without accents, points or vowel signs, with or without an article that is written to the
//     word, in another grammatical form, as the beginning or as a part of a word, and from five letters on with one letter wrong. In Han, kana and
//     Thai, where words have no spaces between them, any part of a text is found, and only as it is written; of a longer query the words in it are.
//   - What has all words comes before what has some, and what is written as in the query before what is similar.
//   - An [Index] never changes. The [Page] of a page that has not changed is shared between the indexes of one snapshot and the next.
//   - Whatever is asked takes bounded time (law 8).
//
// How words are compared in a language is taken from Unicode (package uax29) and from the filters of bleve's analysis; they are put together in
// analysis.go. It knows nothing of HTTP, HTML or files.
package search

// Kind is what a text is on its page.
type Kind uint8

// The kinds of texts.
const (
	Body    Kind = iota
	Heading      // speaks for the texts after it, up to the next heading
	Title        // speaks for all texts of its page
	Label        // says what other texts are about, as the header of a table does; seldom what a reader looks for
)

// Text is one text of a page, without markup.
type Text struct {
	Kind Kind
	Text string
}

// Hit is one text that was found.
type Hit struct {
	Page, Text int  // its place among the pages of the index, and among the texts of that page
	Similar    bool // a word of the query is there in another spelling only
}

// Result is what was found.
type Result struct {
	Hits  []Hit // the part that was asked for, the best first
	Total int   // how many there are in all
}
