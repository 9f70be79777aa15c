package segment

import "github.com/parlance/parlance/app/textdiff"

const (
	similarInGap    = 0.5  // similarity that makes two texts in the same gap one
	similarAnywhere = 0.75 // similarity that makes two texts anywhere in the page one
)

// similar matches what is left by similarity: within gaps, then anywhere.
func (a *aligner) similar(gapsKnown, gapsPage []int) {
	compare := textdiff.NewComparer()
	gone, added := a.unmatched()
	goneIn, addedIn := map[int][]int{}, map[int][]int{}
	for _, i := range gone {
		goneIn[gapsKnown[i]] = append(goneIn[gapsKnown[i]], i)
	}
	for _, j := range added {
		addedIn[gapsPage[j]] = append(addedIn[gapsPage[j]], j)
	}
	for gap := range addedIn {
		a.pairSimilar(compare, goneIn[gap], addedIn[gap], similarInGap)
	}
	gone, added = a.unmatched()
	a.pairSimilar(compare, gone, added, similarAnywhere)
}

// unmatched returns the live texts of known that are gone from the page, and the segments that have no key yet.
func (a *aligner) unmatched() (gone, added []int) {
	for _, i := range a.live {
		if !a.taken[i] {
			gone = append(gone, i)
		}
	}
	for _, j := range a.keyed {
		if a.match[j] < 0 {
			added = append(added, j)
		}
	}
	return gone, added
}

// pairSimilar matches the texts of known at gone with the segments at added.
func (a *aligner) pairSimilar(compare *textdiff.Comparer, gone, added []int, minimum float64) {
	known, page := make([]textdiff.Item, len(gone)), make([]textdiff.Item, len(added))
	for n, i := range gone {
		known[n] = item(a.known[i].Kind, a.known[i].Text)
	}
	for n, j := range added {
		page[n] = item(a.segments[j].Kind, a.segments[j].Text)
	}
	for _, m := range compare.PairSimilar(known, page, minimum) {
		a.assign(gone[m.A], added[m.B])
	}
}

func item(kind Kind, text string) textdiff.Item {
	return textdiff.Item{Text: text, Kind: string(kind), Group: string(keyGroup(kind))}
}
