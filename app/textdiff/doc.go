// Package textdiff aligns sequences of texts and compares texts with each other. It knows nothing of Markdown.
//
// It promises:
//
//   - The result depends on nothing but what is given.
//   - Law 8. Time and memory grow about in proportion to what is given: where an exact answer would take the square, a good answer is
//     returned instead.
package textdiff
