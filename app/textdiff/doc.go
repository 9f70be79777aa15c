// Package textdiff aligns sequences of texts and compares texts with each other. It knows nothing of Markdown.
//
// It promises:
//
//   - The result depends on nothing but what is given: not on the order of a map, not on time.
//   - Law 8. Time and memory grow in proportion to what is given, or nearly so: where an exact answer would take the square, a good
//     answer is given instead.
package textdiff
