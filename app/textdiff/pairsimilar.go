package textdiff

import (
	"cmp"
	"slices"
	"strings"
)

const (
	allPairs     = 256  // so many pairs of a gap are all compared
	rare         = 24   // a word that stands in more texts than this tells nothing
	candidates   = 12   // texts that one text is compared with, where there are many
)

// guess is a pair of texts that may be one.
type guess struct {
	i, j  int // in known, in the page
	score float64
	apart int // how far from each other, within their gap
}

// Item is a text that [Comparer.PairSimilar] may pair with another.
type Item struct {
	Text  string
	Kind  string // among equally similar texts, one of the same kind is preferred
	Group string // texts of different groups are never paired
}

// PairSimilar pairs texts of as with texts of bs that are alike enough, each with one other at most.
func (c *Comparer) PairSimilar(as, bs []Item, enough float64) []Match { return accept(c.guesses(as, bs, enough)) }

// accept gives the best guesses first.
func accept(guesses []guess) (chosen []Match) {
	takenA, takenB := map[int]bool{}, map[int]bool{}
	slices.SortFunc(guesses, func(x, y guess) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.apart-y.apart, x.i-y.i, x.j-y.j)
	})
	for _, g := range guesses {
		if !takenA[g.i] && !takenB[g.j] {
			takenA[g.i], takenB[g.j] = true, true
			chosen = append(chosen, Match{g.i, g.j})
		}
	}
	return chosen
}

// guesses compares texts that are gone with texts that are new, and gives the pairs that are alike enough.
func (c *Comparer) guesses(as, bs []Item, enough float64) []guess {
	if len(as) == 0 || len(bs) == 0 {
		return nil
	}
	var index map[string][]int
	if len(as)*len(bs) > allPairs {
		index = wordIndex(as)
	}
	var found []guess
	for m, b := range bs {
		for _, n := range worthComparing(as, m, len(bs), b.Text, index) {
			k := as[n]
			if k.Group != b.Group {
				continue
			}
			score := c.Similarity(k.Text, b.Text, enough)
			if score < enough {
				continue
			}
			if k.Kind == b.Kind {
				score += 0.05
			}
			found = append(found, guess{n, m, score, distance(n, len(as), m, len(bs))})
		}
	}
	return found
}

// distance says how far apart two places are, each in its own list, in places of the longer one.
func distance(n, lenA, m, lenB int) int {
	if lenA > lenB {
		m = m * lenA / lenB
	} else {
		n = n * lenB / lenA
	}
	return max(n-m, m-n)
}

// wordIndex tells where each word stands. Words that stand nearly everywhere are left out.
func wordIndex(as []Item) map[string][]int {
	index := map[string][]int{}
	for n, i := range as {
		for word := range strings.FieldsSeq(i.Text) {
			at := index[word]
			if len(at) <= rare && (len(at) == 0 || at[len(at)-1] != n) {
				index[word] = append(at, n)
			}
		}
	}
	return index
}

// worthComparing gives the places in as that a new text should be compared with: all of few, else those nearest to its own
// place and those that share the most rare words with it.
func worthComparing(as []Item, m, lenB int, text string, index map[string][]int) []int {
	var near []int
	if index == nil {
		for n := range as {
			near = append(near, n)
		}
		return near
	}
	middle := m * len(as) / lenB
	for n := max(0, middle-2); n < min(len(as), middle+3); n++ {
		near = append(near, n)
	}
	shared := map[int]int{}
	for word := range strings.FieldsSeq(text) {
		if at := index[word]; len(at) <= rare {
			for _, n := range at {
				shared[n]++
			}
		}
	}
	var by []int
	for n := range shared {
		by = append(by, n)
	}
	slices.SortFunc(by, func(x, y int) int { return cmp.Or(shared[y]-shared[x], x-y) })
	for _, n := range by[:min(len(by), candidates)] {
		if !slices.Contains(near, n) {
			near = append(near, n)
		}
	}
	return near
}
