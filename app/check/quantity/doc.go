// Package quantity reads the numbers, units and telephone numbers of two texts and compares them by what they mean (R39).
//
// It promises:
//
//   - Numbers are equal if their values are, whatever digits, separators, words and units of one measure they are written with:
//     "1.5 g", "1,5 g" and "١٥٠٠ mg".
//   - Where a text can be read in two ways, the reading that agrees is taken: a quantity is different only if no reading agrees.
//   - It takes time in proportion to the length of the texts, however many numbers they hold (law 8).
package quantity
