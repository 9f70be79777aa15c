package segment

import "github.com/parlance/parlance/app/textdiff"

const (
	similarInGap    = 0.5  // similarity that makes two texts in the same gap one
	similarAnywhere = 0.75 // and two texts anywhere in the page
)

// similar matches what is left by similarity: within gaps, then anywhere.
func (a *aligner) similar(gapA, gapB map[int]int) {
	compare := textdiff.NewComparer()
	gone, added := map[int][]int{}, map[int][]int{}
	for _, i := range a.aOrder {
		if !a.taken[i] {
			gone[gapA[i]] = append(gone[gapA[i]], i)
		}
	}
	for _, j := range a.bOrder {
		if a.from[j] < 0 {
			added[gapB[j]] = append(added[gapB[j]], j)
		}
	}
	for gap, js := range added {
		a.pairSimilar(compare, gone[gap], js, similarInGap)
	}
	var is, js []int
	for _, i := range a.aOrder {
		if !a.taken[i] {
			is = append(is, i)
		}
	}
	for _, j := range a.bOrder {
		if a.from[j] < 0 {
			js = append(js, j)
		}
	}
	a.pairSimilar(compare, is, js, similarAnywhere)
}

// pairSimilar matches texts of known at is with segments at js.
func (a *aligner) pairSimilar(compare *textdiff.Comparer, is, js []int, minimum float64) {
	known, page := make([]textdiff.Item, len(is)), make([]textdiff.Item, len(js))
	for n, i := range is {
		known[n] = item(a.known[i].Kind, a.known[i].Text)
	}
	for n, j := range js {
		page[n] = item(a.page[j].Kind, a.page[j].Text)
	}
	for _, m := range compare.PairSimilar(known, page, minimum) {
		a.give(is[m.A], js[m.B])
	}
}

func item(kind Kind, text string) textdiff.Item {
	return textdiff.Item{Text: text, Kind: string(kind), Group: string(class(kind))}
}
