package segment

import "github.com/parlance/parlance/app/textdiff"

const (
	similarInGap    = 0.5  // similarity that makes two texts in the same gap one
	similarAnywhere = 0.75 // similarity that makes two texts anywhere in the page one
	maxHeadingShift = 64   // how many places a range of blocks is moved at most
)

// aligner finds out which segments of a page are texts that have a key already.
type aligner struct{ known, page alignedTexts }

// alignedTexts are the texts of one side of an alignment.
type alignedTexts struct {
	items []textdiff.Item
	live  []int // indexes of the known texts that are not retired, or of the segments that may be aligned
	match []int // for each item, the index of its match on the other side, or -1
	gap   []int // for each live item, how many matches that kept their order are before it
}

// alignSegments returns, for each segment, the index of its text in known, or -1. No index is returned twice.
func alignSegments(known []KnownKey, segments []Segment) []int {
	var a aligner
	var retired []int
	for i, k := range known {
		a.known.add(k.Kind, k.Text, !k.Retired)
		if k.Retired {
			retired = append(retired, i)
		}
	}
	for _, s := range segments {
		a.page.add(s.Kind, s.Text, !s.NoTranslate && s.Kind.IsMarkdown())
	}
	a.inOrder()
	for _, indexes := range [][]int{a.known.live, retired} {
		a.identical(indexes, func(t textdiff.Item) textdiff.Item { return t })
		a.identical(indexes, func(t textdiff.Item) textdiff.Item { t.Kind = ""; return t })
	}
	a.similar()
	return a.page.match
}

// add adds a text. The group of headings is their own: a heading's key names a section, so only a heading may have it.
func (t *alignedTexts) add(kind Kind, text string, live bool) {
	item := textdiff.Item{Text: text, Kind: string(kind)}
	if kind == KindHeading {
		item.Group = item.Kind
	}
	if live {
		t.live = append(t.live, len(t.items))
	}
	t.items, t.match = append(t.items, item), append(t.match, -1)
}

func (t *alignedTexts) at(indexes []int) []textdiff.Item {
	items := make([]textdiff.Item, len(indexes))
	for n, i := range indexes {
		items[n] = t.items[i]
	}
	return items
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

func (t *alignedTexts) unmatchedByGap() map[int][]int {
	byGap := map[int][]int{}
	for _, i := range t.unmatched() {
		byGap[t.gap[i]] = append(byGap[t.gap[i]], i)
	}
	return byGap
}

func (t *alignedTexts) setGaps() {
	t.gap = make([]int, len(t.items))
	gap := 0
	for _, i := range t.live {
		if t.match[i] >= 0 {
			gap++
		}
		t.gap[i] = gap
	}
}

func (a *aligner) assign(i, j int) { a.known.match[i], a.page.match[j] = j, i }

// inOrder matches identical texts that kept their order.
func (a *aligner) inOrder() {
	known, page := a.known.at(a.known.live), a.page.at(a.page.live)
	matches := textdiff.LCS(known, page)
	anchorAtHeadings(matches, known, page)
	for _, m := range matches {
		a.assign(a.known.live[m.A], a.page.live[m.B])
	}
	a.known.setGaps()
	a.page.setGaps()
}

// identical matches what is left of some known texts by what key returns of each, first come first served.
func (a *aligner) identical(indexes []int, key func(textdiff.Item) textdiff.Item) {
	free := map[textdiff.Item][]int{}
	for _, i := range indexes {
		if a.known.match[i] < 0 {
			k := key(a.known.items[i])
			free[k] = append(free[k], i)
		}
	}
	for _, j := range a.page.unmatched() {
		if k := key(a.page.items[j]); len(free[k]) > 0 {
			a.assign(free[k][0], j)
			free[k] = free[k][1:]
		}
	}
}

// similar matches what is left by similarity: within gaps, then anywhere.
func (a *aligner) similar() {
	compare := textdiff.NewComparer()
	pair := func(gone, added []int, minimum float64) {
		for _, m := range compare.PairSimilar(a.known.at(gone), a.page.at(added), minimum) {
			a.assign(gone[m.A], added[m.B])
		}
	}
	gone := a.known.unmatchedByGap()
	for gap, added := range a.page.unmatchedByGap() {
		pair(gone[gap], added, similarInGap)
	}
	pair(a.known.unmatched(), a.page.unmatched(), similarAnywhere)
}

// anchorAtHeadings decides which of two identical headings stayed, if blocks were inserted or deleted between them. From "Note a Note b"
// to "Note b" either "Note a" was deleted or "a Note"; people insert and delete whole sections, so the range is moved up until it begins
// with a heading, if it can be. matches, which rise on both sides, are changed in place.
func anchorAtHeadings(matches []textdiff.Match, a, b []textdiff.Item) {
	for m, last := range matches {
		next := textdiff.Match{A: len(a), B: len(b)}
		if m+1 < len(matches) {
			next = matches[m+1]
		}
		shift, deleted, inserted := 0, next.A-last.A-1, next.B-last.B-1
		switch {
		case deleted > 0 && inserted == 0:
			shift = headingShift(matches[:m+1], a, last.A+1, next.A)
		case inserted > 0 && deleted == 0:
			shift = headingShift(matches[:m+1], b, last.B+1, next.B)
		}
		for k := range shift {
			matches[m-k].A += deleted
			matches[m-k].B += inserted
		}
	}
}

// headingShift returns how many places the range from lo to hi moves up, 0 if no place is better than its own.
func headingShift(before []textdiff.Match, items []textdiff.Item, lo, hi int) int {
	last := len(before) - 1
	for k := range min(len(before), maxHeadingShift) + 1 {
		if items[lo-k].Group != "" {
			return k
		}
		if k > last || before[last-k].A != before[last].A-k || before[last-k].B != before[last].B-k || items[lo-k-1] != items[hi-k-1] {
			break
		}
	}
	return 0
}
