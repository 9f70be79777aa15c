package segment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/textdiff"
)

const (
	likeHere     = 0.5  // likeness that makes two texts in the same gap one
	likeAnywhere = 0.75 // and two texts anywhere in the page
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

// similar matches what is left by likeness: within gaps, then anywhere.
func (a *aligner) similar(gapA, gapB map[int]int) {
	compare := textdiff.NewComparer()
	var as, bs []int
	gapsA, gapsB := map[int][]int{}, map[int][]int{}
	for _, i := range a.aOrder {
		if !a.taken[i] {
			gapsA[gapA[i]] = append(gapsA[gapA[i]], i)
		}
	}
	for _, j := range a.bOrder {
		if a.from[j] < 0 {
			gapsB[gapB[j]] = append(gapsB[gapB[j]], j)
		}
	}
	var here []guess
	for gap, b := range gapsB {
		here = append(here, a.guesses(gapsA[gap], b, likeHere, compare)...)
	}
	a.accept(here)
	for _, i := range a.aOrder {
		if !a.taken[i] {
			as = append(as, i)
		}
	}
	for _, j := range a.bOrder {
		if a.from[j] < 0 {
			bs = append(bs, j)
		}
	}
	a.accept(a.guesses(as, bs, likeAnywhere, compare))
}

// accept gives keys by the best guesses first.
func (a *aligner) accept(guesses []guess) {
	slices.SortFunc(guesses, func(x, y guess) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.apart-y.apart, x.i-y.i, x.j-y.j)
	})
	for _, g := range guesses {
		if !a.taken[g.i] && a.from[g.j] < 0 {
			a.give(g.i, g.j)
		}
	}
}

// guesses compares texts that are gone with texts that are new, and gives the pairs that are alike enough.
func (a *aligner) guesses(as, bs []int, enough float64, compare *textdiff.Comparer) []guess {
	if len(as) == 0 || len(bs) == 0 {
		return nil
	}
	var index map[string][]int
	if len(as)*len(bs) > allPairs {
		index = a.wordIndex(as)
	}
	var found []guess
	for m, j := range bs {
		b := a.page[j]
		for _, n := range a.worthComparing(as, m, len(bs), b.Text, index) {
			k := a.known[as[n]]
			if class(k.Kind) != class(b.Kind) {
				continue
			}
			score := compare.Similarity(k.Text, b.Text, enough)
			if score < enough {
				continue
			}
			if k.Kind == b.Kind {
				score += 0.05
			}
			found = append(found, guess{as[n], j, score, distance(n, len(as), m, len(bs))})
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
func (a *aligner) wordIndex(as []int) map[string][]int {
	index := map[string][]int{}
	for n, i := range as {
		for word := range strings.FieldsSeq(a.known[i].Text) {
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
func (a *aligner) worthComparing(as []int, m, lenB int, text string, index map[string][]int) []int {
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
