package textdiff

import (
	"cmp"
	"slices"
)

// maxAllPairs is up to how many pairs of two lists are all compared.
const maxAllPairs = 256

// Item is a text that [Comparer.PairSimilar] may pair with another.
type Item struct {
	Text  string
	Kind  string // among equally similar texts, one of the same kind is preferred
	Group string // texts of different groups are never paired
}

// scored is a pair of texts that may be one.
type scored struct {
	Match
	score float64
	apart int // distance of their places
}

// PairSimilar pairs texts of a with texts of b that are at least minimum similar, from 0 to 1, each with one other at most: the
// most similar first, then those whose places in the two lists are nearest. Long lists are not compared pair by pair: a text is
// compared with those near its own place and those that share rare words with it.
func (c *Comparer) PairSimilar(a, b []Item, minimum float64) []Match {
	pairs := c.similarPairs(a, b, minimum)
	slices.SortFunc(pairs, func(x, y scored) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.apart-y.apart, x.A-y.A, x.B-y.B)
	})
	var chosen []Match
	takenA, takenB := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !takenA[p.A] && !takenB[p.B] {
			takenA[p.A], takenB[p.B] = true, true
			chosen = append(chosen, p.Match)
		}
	}
	return chosen
}

// similarPairs returns the pairs that are similar enough.
func (c *Comparer) similarPairs(a, b []Item, minimum float64) []scored {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	var index map[string][]int
	if len(a)*len(b) > maxAllPairs {
		index = wordIndex(a)
	}
	var found []scored
	for j, y := range b {
		for _, i := range candidates(len(a), j, len(b), y.Text, index) {
			x := a[i]
			if x.Group != y.Group {
				continue
			}
			score := c.Similarity(x.Text, y.Text, minimum)
			if score < minimum {
				continue
			}
			if x.Kind == y.Kind {
				score += 0.05
			}
			found = append(found, scored{Match{i, j}, score, distance(i, len(a), j, len(b))})
		}
	}
	return found
}

// distance returns how far apart two places are, each in a list of its own, in places of the longer list.
func distance(i, lenA, j, lenB int) int {
	if lenA > lenB {
		j = j * lenA / lenB
	} else {
		i = i * lenB / lenA
	}
	return max(i-j, j-i)
}
