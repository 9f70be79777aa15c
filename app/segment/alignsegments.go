package segment

import "github.com/parlance/parlance/app/textdiff"

// aligner finds out which segments of a page are texts that have a key already.
type aligner struct {
	known    []KnownKey
	segments []Segment
	match    []int  // for each segment, its index in known, or -1
	taken    []bool // for each of known
	live     []int  // indexes of known that are not retired
	keyed    []int  // indexes of segments that are aligned
}

// alignSegments returns, for each segment, the index of its text in known, or -1. No index is returned twice.
func alignSegments(known []KnownKey, segments []Segment) []int {
	a := &aligner{known: known, segments: segments, match: make([]int, len(segments)), taken: make([]bool, len(known))}
	for i, k := range known {
		if !k.Retired {
			a.live = append(a.live, i)
		}
	}
	for j, s := range segments {
		a.match[j] = -1
		if !s.NoTranslate && s.Kind.IsMarkdown() {
			a.keyed = append(a.keyed, j)
		}
	}
	gapsKnown, gapsPage := a.inOrder()
	for _, retired := range []bool{false, true} {
		a.identical(retired, func(kind Kind) Kind { return kind })
		a.identical(retired, keyGroup)
	}
	a.similar(gapsKnown, gapsPage)
	return a.match
}

// keyGroup returns KindHeading for headings and "" for other kinds: a heading's key names a section, so only a heading may have it.
func keyGroup(kind Kind) Kind {
	if kind == KindHeading {
		return KindHeading
	}
	return ""
}

func (a *aligner) assign(i, j int) { a.match[j], a.taken[i] = i, true }

// inOrder matches identical texts that kept their order. It returns, for each text, its gap: how many matches stand before it.
func (a *aligner) inOrder() (gapsKnown, gapsPage []int) {
	ids, headings := map[textdiff.Item]int{}, []bool{}
	id := func(t textdiff.Item) int {
		n, ok := ids[t]
		if !ok {
			n = len(ids)
			ids[t] = n
			headings = append(headings, t.Kind == string(KindHeading))
		}
		return n
	}
	known, page := make([]int, len(a.live)), make([]int, len(a.keyed))
	for n, i := range a.live {
		known[n] = id(item(a.known[i].Kind, a.known[i].Text))
	}
	for n, j := range a.keyed {
		page[n] = id(item(a.segments[j].Kind, a.segments[j].Text))
	}
	matches := textdiff.LCS(known, page)
	anchorAtHeadings(matches, known, page, func(id int) bool { return headings[id] })
	for _, m := range matches {
		a.assign(a.live[m.A], a.keyed[m.B])
	}
	gapsKnown, gapsPage = make([]int, len(a.known)), make([]int, len(a.segments))
	gap := 0
	for _, i := range a.live {
		if a.taken[i] {
			gap++
		}
		gapsKnown[i] = gap
	}
	gap = 0
	for _, j := range a.keyed {
		if a.match[j] >= 0 {
			gap++
		}
		gapsPage[j] = gap
	}
	return gapsKnown, gapsPage
}

// identical matches what is left by text and by the group of its kind, first come first served.
func (a *aligner) identical(retired bool, group func(Kind) Kind) {
	free := map[textdiff.Item][]int{}
	for i, k := range a.known {
		if !a.taken[i] && k.Retired == retired {
			t := item(group(k.Kind), k.Text)
			free[t] = append(free[t], i)
		}
	}
	for _, j := range a.keyed {
		t := item(group(a.segments[j].Kind), a.segments[j].Text)
		if a.match[j] >= 0 || len(free[t]) == 0 {
			continue
		}
		a.assign(free[t][0], j)
		free[t] = free[t][1:]
	}
}
