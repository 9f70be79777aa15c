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
