package textdiff

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxWordTexts  = 24 // a word that stands in more texts than this tells nothing
	maxCandidates = 12 // texts sharing words that one text is compared with
)

// wordIndex returns the places of each word. Words that stand nearly everywhere are left out.
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

// candidates returns the places in a list of lenA texts that text j of another is to be compared with: all where there is no index,
// else those nearest to its own place and those that share the most rare words with it.
func candidates(lenA, j, lenB int, text string, index map[string][]int) []int {
	var near []int
	if index == nil {
		for i := range lenA {
			near = append(near, i)
		}
		return near
	}
	middle := j * lenA / lenB
	for i := max(0, middle-2); i < min(lenA, middle+3); i++ {
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
	var by []int
	for i := range shared {
		by = append(by, i)
	}
	slices.SortFunc(by, func(x, y int) int { return cmp.Or(shared[y]-shared[x], x-y) })
	for _, i := range by[:min(len(by), maxCandidates)] {
		if !slices.Contains(near, i) {
			near = append(near, i)
		}
	}
	return near
}
