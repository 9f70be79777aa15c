package segment

import "github.com/parlance/parlance/app/textdiff"

// aligner finds out which texts of a page are those that are remembered.
type aligner struct {
	known  []KnownKey
	page   []Segment
	from   []int  // for each segment, its index in known, or -1
	taken  []bool // for each of known
	aOrder []int  // the live ones of known
	bOrder []int  // the segments that take part
}

// align gives, for each segment, the index of what is remembered of it, or -1. Nothing is given twice.
func align(known []KnownKey, page []Segment) []int {
	a := &aligner{known: known, page: page, from: make([]int, len(page)), taken: make([]bool, len(known))}
	for i := range a.from {
		a.from[i] = -1
	}
	for i, k := range known {
		if !k.Retired {
			a.aOrder = append(a.aOrder, i)
		}
	}
	for j, s := range page {
		if !s.NoTranslate && s.Kind != KindTitle && s.Kind != KindDescription {
			a.bOrder = append(a.bOrder, j)
		}
	}
	gapA, gapB := a.inOrder()
	for _, retired := range []bool{false, true} {
		a.identical(retired, func(kind Kind) Kind { return kind })
		a.identical(retired, class)
	}
	a.similar(gapA, gapB)
	return a.from
}

// class puts headings apart: a heading's key names a section, so only a heading may have it.
func class(kind Kind) Kind {
	if kind == KindHeading {
		return KindHeading
	}
	return ""
}

type token struct {
	kind Kind
	text string
}

func (a *aligner) give(i, j int) { a.from[j], a.taken[i] = i, true }

// inOrder matches identical texts that kept their order. It gives each text's gap: how many of the matched stand before it.
func (a *aligner) inOrder() (gapA, gapB map[int]int) {
	ids, headings := map[token]int{}, map[int]bool{}
	id := func(t token) int {
		n, ok := ids[t]
		if !ok {
			n = len(ids)
			ids[t] = n
			headings[n] = t.kind == KindHeading
		}
		return n
	}
	as, bs := make([]int, len(a.aOrder)), make([]int, len(a.bOrder))
	for n, i := range a.aOrder {
		as[n] = id(token{a.known[i].Kind, a.known[i].Text})
	}
	for n, j := range a.bOrder {
		bs[n] = id(token{a.page[j].Kind, a.page[j].Text})
	}
	found := textdiff.LCS(as, bs)
	slide(found, as, bs, func(id int) bool { return headings[id] })
	for _, m := range found {
		a.give(a.aOrder[m.A], a.bOrder[m.B])
	}
	gapA, gapB = map[int]int{}, map[int]int{}
	gap := 0
	for _, i := range a.aOrder {
		if a.taken[i] {
			gap++
		}
		gapA[i] = gap
	}
	gap = 0
	for _, j := range a.bOrder {
		if a.from[j] >= 0 {
			gap++
		}
		gapB[j] = gap
	}
	return gapA, gapB
}

// identical matches what is left by its text and what kind gives of its kind, first come first served.
func (a *aligner) identical(retired bool, kind func(Kind) Kind) {
	free := map[token][]int{}
	for i, k := range a.known {
		if !a.taken[i] && k.Retired == retired {
			t := token{kind(k.Kind), k.Text}
			free[t] = append(free[t], i)
		}
	}
	for _, j := range a.bOrder {
		t := token{kind(a.page[j].Kind), a.page[j].Text}
		if a.from[j] >= 0 || len(free[t]) == 0 {
			continue
		}
		a.give(free[t][0], j)
		free[t] = free[t][1:]
	}
}
