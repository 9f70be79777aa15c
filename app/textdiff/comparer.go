package textdiff

// Comparer tells how like two texts are. It remembers what it has seen of them, so that comparing one with many is quick, and
// is used by one goroutine at a time.
type Comparer struct{ prints map[string]*print }

// NewComparer gives a comparer that has seen nothing.
func NewComparer() *Comparer { return &Comparer{map[string]*print{}} }

// Similarity gives how like two texts are, from 0 to 1, by the groups of letters they share (Dice's coefficient), whatever the
// case of the letters and the white space. It may give 0 where the answer would be below enough.
func (c *Comparer) Similarity(a, b string, enough float64) float64 {
	return likeness(printOf(c.prints, a), printOf(c.prints, b), enough)
}
