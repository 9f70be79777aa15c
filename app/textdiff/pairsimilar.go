package textdiff

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

const (
	maxAllPairs   = 256 // so many pairs of two lists are all compared
	maxWordTexts  = 24  // a word in more texts than this is no sign of likeness
	maxCandidates = 12  // texts sharing words that one text of long lists is compared with
)

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

func (c *Comparer) similarPairs(a, b []Item, minimum float64) []scored {
	window, index := len(a), map[string][]int{}
	if len(a)*len(b) > maxAllPairs {
		window, index = 2, wordIndex(a)
	}
	var found []scored
	for j, y := range b {
		for _, i := range candidates(len(a), j*len(a)/len(b), window, y.Text, index) {
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

// wordIndex returns the places of each word. Words that occur nearly everywhere are left out.
func wordIndex(items []Item) map[string][]int {
	index := map[string][]int{}
	for i, item := range items {
		for word := range strings.FieldsSeq(item.Text) {
			at := index[word]
			if len(at) <= maxWordTexts && (len(at) == 0 || at[len(at)-1] != i) {
				index[word] = append(at, i)
			}
		}
	}
	return index
}

// candidates returns the places of n that a text is compared with: those in a window around a place, and those that share most rare words.
func candidates(n, place, window int, text string, index map[string][]int) []int {
	var near []int
	for i := max(0, place-window); i <= min(n-1, place+window); i++ {
		near = append(near, i)
	}
	shared := map[int]int{}
	for word := range strings.FieldsSeq(text) {
		if at := index[word]; len(at) <= maxWordTexts {
			for _, i := range at {
				shared[i]++
			}
		}
	}
	by := slices.SortedFunc(maps.Keys(shared), func(x, y int) int { return cmp.Or(shared[y]-shared[x], x-y) })
	for _, i := range by[:min(len(by), maxCandidates)] {
		if !slices.Contains(near, i) {
			near = append(near, i)
		}
	}
	return near
}
