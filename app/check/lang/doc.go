// Package lang holds what the rules of package check know of languages and scripts, and takes texts apart into words and sentences.
//
// It promises:
//
//   - Facts are data: what is known of a language stands in one file of data/languages/. A language without one is known by its script alone.
//   - All values are immutable once read, so that any number of goroutines may use them.
//   - Words, sentences and classes of characters follow the Unicode version of package unicode, in time proportional to the text (law 8).
package lang
