package textdiff

import (
	"slices"
	"strings"
	"unicode"
)

// Comparer compares texts. It remembers the letter groups of every text it has seen. It must be used by one goroutine at a time.
type Comparer struct{ seen map[string]letterGroups }

// NewComparer returns a comparer that has seen no text.
func NewComparer() *Comparer { return &Comparer{map[string]letterGroups{}} }

// Similarity returns how similar two texts are, from 0 to 1: Dice's coefficient, twice the groups they share over the groups they
// have, of their trigrams, or of their bigrams where both are short. The case of letters and the amount of white space make no
// difference. It may return 0 where the result would be below minimum.
func (c *Comparer) Similarity(a, b string, minimum float64) float64 {
	first, second := c.groups(a), c.groups(b)
	x, y := first.trigrams, second.trigrams
	if first.bigrams != nil && second.bigrams != nil {
		x, y = first.bigrams, second.bigrams
	}
	all := len(x) + len(y)
	if all == 0 || 2*float64(min(len(x), len(y))) < minimum*float64(all) {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			shared++
			i, j = i+1, j+1
		}
	}
	return 2 * float64(shared) / float64(all)
}

// maxBigramText is how many characters a text may have for its bigrams to be compared: one typo spoils three of its few trigrams.
const maxBigramText = 24

// letterGroups are the groups of neighbouring letters in a text, sorted, each as often as it occurs.
type letterGroups struct {
	bigrams  []uint64 // of a short text, else nil
	trigrams []uint64
}

func (c *Comparer) groups(text string) letterGroups {
	g, seen := c.seen[text]
	if !seen {
		letters := []rune(" " + strings.Join(strings.Fields(strings.Map(unicode.ToLower, text)), " ") + " ")
		g.trigrams = ngrams(letters, 3)
		if len(letters) <= maxBigramText {
			g.bigrams = ngrams(letters, 2)
		}
		c.seen[text] = g
	}
	return g
}

// ngrams returns the groups of n letters, 3 at most, sorted.
func ngrams(letters []rune, n int) []uint64 {
	if len(letters) < n {
		return nil
	}
	list := make([]uint64, 0, len(letters))
	for i := range len(letters) - n + 1 {
		var g uint64
		for _, c := range letters[i : i+n] {
			g = g<<21 | uint64(c)
		}
		list = append(list, g)
	}
	slices.Sort(list)
	return list
}
