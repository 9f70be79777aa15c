package segment

import "github.com/parlance/parlance/app/textdiff"

// aligner finds out which segments of a page are texts that have a key already.
type aligner struct{ known, page alignedTexts }

// alignedTexts are the texts of one side of an alignment.
type alignedTexts struct {
	items []textdiff.Item
	live  []int // indexes of the known texts that are not retired, or of the segments that may be aligned
	match []int // for each item, the index of its match on the other side, or -1
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
	gapsKnown, gapsPage := a.known.gaps(), a.page.gaps()
	for _, indexes := range [][]int{a.known.live, retired} {
		a.identical(indexes, func(t textdiff.Item) string { return t.Kind })
		a.identical(indexes, func(t textdiff.Item) string { return t.Group })
	}
	a.similar(gapsKnown, gapsPage)
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

// gaps returns the gap of each live text: how many matches are before it.
func (t *alignedTexts) gaps() []int {
	gaps, gap := make([]int, len(t.items)), 0
	for _, i := range t.live {
		if t.match[i] >= 0 {
			gap++
		}
		gaps[i] = gap
	}
	return gaps
}

func (a *aligner) assign(i, j int) { a.known.match[i], a.page.match[j] = j, i }

// inOrder matches identical texts that kept their order.
func (a *aligner) inOrder() {
	ids, headings := map[textdiff.Item]int{}, []bool{}
	idsOf := func(t *alignedTexts) []int {
		list := make([]int, len(t.live))
		for n, i := range t.live {
			id, ok := ids[t.items[i]]
			if !ok {
				id = len(ids)
				ids[t.items[i]] = id
				headings = append(headings, t.items[i].Kind == string(KindHeading))
			}
			list[n] = id
		}
		return list
	}
	known, page := idsOf(&a.known), idsOf(&a.page)
	matches := textdiff.LCS(known, page)
	anchorAtHeadings(matches, known, page, func(id int) bool { return headings[id] })
	for _, m := range matches {
		a.assign(a.known.live[m.A], a.page.live[m.B])
	}
}

// identical matches what is left of some known texts by text and by kind or group, first come first served.
func (a *aligner) identical(indexes []int, kind func(textdiff.Item) string) {
	type text struct{ kind, text string }
	free := map[text][]int{}
	for _, i := range indexes {
		if item := a.known.items[i]; a.known.match[i] < 0 {
			t := text{kind(item), item.Text}
			free[t] = append(free[t], i)
		}
	}
	for _, j := range a.page.unmatched() {
		item := a.page.items[j]
		t := text{kind(item), item.Text}
		if len(free[t]) > 0 {
			a.assign(free[t][0], j)
			free[t] = free[t][1:]
		}
	}
}

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

// maxHeadingShift is how many places a range of blocks is moved at most.
const maxHeadingShift = 64

// anchorAtHeadings decides which of two identical headings stayed, if blocks were inserted or deleted between them. From "Note a Note b"
// to "Note b" either "Note a" was deleted or "a Note"; people insert and delete whole sections, so the range is moved up until it begins
// with a heading, if it can be. matches, which rise on both sides, are changed in place; heading reports whether a value of a or b is
// one.
func anchorAtHeadings(matches []textdiff.Match, a, b []int, heading func(int) bool) {
	for m := 1; m <= len(matches); m++ {
		next := textdiff.Match{A: len(a), B: len(b)}
		if m < len(matches) {
			next = matches[m]
		}
		last := matches[m-1]
		shift, deleted, inserted := 0, next.A-last.A-1, next.B-last.B-1
		switch {
		case deleted > 0 && inserted == 0:
			shift = headingShift(matches[:m], a, last.A+1, next.A, heading)
		case inserted > 0 && deleted == 0:
			shift = headingShift(matches[:m], b, last.B+1, next.B, heading)
		}
		for k := range shift {
			matches[m-1-k].A += deleted
			matches[m-1-k].B += inserted
		}
	}
}

// headingShift returns how many places the range from lo to hi moves up, 0 if no place is better than its own.
func headingShift(before []textdiff.Match, values []int, lo, hi int, heading func(int) bool) int {
	if heading(values[lo]) {
		return 0
	}
	last := before[len(before)-1]
	for k := 1; k <= min(len(before), maxHeadingShift); k++ {
		m := before[len(before)-k]
		if m.A != last.A-k+1 || m.B != last.B-k+1 || values[lo-k] != values[hi-k] {
			return 0
		}
		if heading(values[lo-k]) {
			return k
		}
	}
	return 0
}
