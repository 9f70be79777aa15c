package textdiff

// Comparer compares texts. It remembers the letter groups of every text it has seen, so that comparing one with many is quick. It
// must be used by one goroutine at a time.
type Comparer struct{ seen map[string]*letterGroups }

// NewComparer returns a comparer that has seen no text.
func NewComparer() *Comparer { return &Comparer{map[string]*letterGroups{}} }

// Similarity returns how similar two texts are, from 0 to 1: Dice's coefficient of their trigrams, or of their bigrams where both
// are short. The case of letters and the amount of white space make no difference. It may return 0 where the result would be below
// minimum.
func (c *Comparer) Similarity(a, b string, minimum float64) float64 {
	return dice(c.groups(a), c.groups(b), minimum)
}

func (c *Comparer) groups(text string) *letterGroups {
	g := c.seen[text]
	if g == nil {
		g = newLetterGroups(text)
		c.seen[text] = g
	}
	return g
}
