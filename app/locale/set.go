package locale

import "math/bits"

// Set is a set of locales by their [Locale.Index]. The zero Set is empty.
type Set [4]uint64

// maxLocales is the largest number of locales in a table: a [Set] has room for no more.
const maxLocales = 256

// Add adds the locale with index i, 0 to 255.
func (s *Set) Add(i int) { s[uint8(i)>>6] |= 1 << (uint8(i) & 63) }

// Has reports whether the locale with index i is in the set.
func (s Set) Has(i int) bool {
	return i >= 0 && i < maxLocales && s[i>>6]&(1<<(i&63)) != 0
}

// Len returns how many locales are in the set.
func (s Set) Len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}
