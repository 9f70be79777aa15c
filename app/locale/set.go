package locale

// Set is a set of locales by their [Locale.Index]. The zero Set is empty.
type Set [4]uint64

// maxLocales is how many locales a table holds at most: as many as a [Set] has room for.
const maxLocales = 256

// Add puts the locale with index i, 0 to 255, into the set.
func (s *Set) Add(i int) { s[uint8(i)>>6] |= 1 << (uint8(i) & 63) }

// Remove takes the locale with index i, 0 to 255, out of the set.
func (s *Set) Remove(i int) { s[uint8(i)>>6] &^= 1 << (uint8(i) & 63) }

// Has tells whether the locale with index i is in the set.
func (s Set) Has(i int) bool {
	return i >= 0 && i < maxLocales && s[i>>6]&(1<<(i&63)) != 0
}
