package segment

import "github.com/parlance/parlance/app/textdiff"

const (
	similarInGap    = 0.5  // similarity that makes two texts in the same gap one
	similarAnywhere = 0.75 // similarity that makes two texts anywhere in the page one
)

// similar matches what is left by similarity: within gaps, then anywhere.
func (a *aligner) similar(gapsKnown, gapsPage []int) {
	compare := textdiff.NewComparer()
	gone := a.known.unmatchedByGap(gapsKnown)
	for gap, added := range a.page.unmatchedByGap(gapsPage) {
		a.pairSimilar(compare, gone[gap], added, similarInGap)
	}
	a.pairSimilar(compare, a.known.unmatched(), a.page.unmatched(), similarAnywhere)
}

// unmatched returns the indexes of the live texts that have no match yet.
func (t *alignedTexts) unmatched() (indexes []int) {
	for _, i := range t.live {
		if t.match[i] < 0 {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

func (t *alignedTexts) unmatchedByGap(gaps []int) map[int][]int {
	byGap := map[int][]int{}
	for _, i := range t.unmatched() {
		byGap[gaps[i]] = append(byGap[gaps[i]], i)
	}
	return byGap
}

// pairSimilar matches the known texts at gone with the segments at added.
func (a *aligner) pairSimilar(compare *textdiff.Comparer, gone, added []int, minimum float64) {
	for _, m := range compare.PairSimilar(a.known.at(gone), a.page.at(added), minimum) {
		a.assign(gone[m.A], added[m.B])
	}
}

// at returns the texts at some indexes.
func (t *alignedTexts) at(indexes []int) []textdiff.Item {
	items := make([]textdiff.Item, len(indexes))
	for n, i := range indexes {
		items[n] = t.items[i]
	}
	return items
}
