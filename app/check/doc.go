// Package check holds the rules that a translation must meet, and those for the English it is made from.
//
// It promises:
//
//   - A finding says what is wrong, where (a byte of the text) and what to do about it. An error is a fault that can
//     mislead a patient or break a page. A warning is something that a person should look at.
//   - A rule finds nothing rather than something wrong: where a language's habits are not known to it, it stays silent.
//   - A finding can be suppressed for one message by a comment in its entry that says why, as in
//     "# check: allow numbers 5f3a9c because the unit is a word in Thai", until one of the two
//     texts changes. What can harm a reader's computer cannot be suppressed.
//   - Checking takes time in proportion to the length of the texts, whatever they hold, and never panics (law 8).
//
// Texts are compared as a reader sees them: marks, escapes and entities are decoded first; placeholders, code and web
// addresses are no words of a language. Numbers are compared by value, whatever digits and separators they are written
// with (R39).
//
// What the rules know of languages are the data files of package lang. All functions are pure.
package check
