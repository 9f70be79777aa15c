package search

import (
	"cmp"
	"slices"
)

// ranked is a text with what it is ranked by.
type ranked struct {
	text    uint32
	score   float32
	whole   bool // it has all words
	similar bool // it has no word as it is meant, and one in another spelling
}

// rank returns the texts in their order.
func (x *Index) rank(s *scores, worth []float32, needed uint32, first, count int) Result {
	found := make([]ranked, 0, len(s.touched))
	for _, number := range s.touched {
		page := x.pageOf[number]
		base := x.base[page]
		info := x.pages[page].texts[number-base]
		r := ranked{text: number, score: s.total[number], similar: s.fuzzy[number] && s.matched[number]&needed == 0}
		matched := s.matched[number]
		inherit := func(from uint32, weight float32) {
			for i := range worth {
				if s.matched[from]&(1<<i) != 0 {
					r.score += weight * worth[i]
				}
			}
			matched |= s.matched[from]
		}
		if info.kind == Body {
			if info.section != noSection {
				inherit(base+uint32(info.section), headingWorth)
			}
			inherit(base, titleWorth)
		}
		r.whole = matched&needed == needed && info.kind != Label
		switch info.kind {
		case Label:
			r.score *= labelWorth
		case Heading:
			r.score *= headingBonus
		}
		found = append(found, r)
	}
	sortFirst(found, min(max(first, 0)+count, len(found)))
	result := Result{Total: len(found)}
	for _, r := range found[min(max(first, 0), len(found)):min(max(first, 0)+count, len(found))] {
		page := x.pageOf[r.text]
		result.Hits = append(result.Hits, Hit{int(page), int(r.text - x.base[page]), r.similar})
	}
	return result
}

// better reports which of two texts comes first, as [cmp.Compare] does.
func better(a, b ranked) int {
	switch {
	case a.similar != b.similar:
		if b.similar {
			return -1
		}
		return 1
	case a.whole != b.whole:
		if a.whole {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.text, b.text))
}

// maxSelected is up to how many texts are selected one by one, rather than all sorted.
const maxSelected = 64

// sortFirst puts the first n texts into their order at the beginning of the list. Nobody looks at the others.
func sortFirst(found []ranked, n int) {
	if n > maxSelected {
		slices.SortFunc(found, better)
		return
	}
	slices.SortFunc(found[:n], better)
	for i := n; i < len(found) && n > 0; i++ {
		if r := found[i]; better(r, found[n-1]) < 0 {
			at, _ := slices.BinarySearchFunc(found[:n], r, better)
			found[i] = found[n-1]
			copy(found[at+1:n], found[at:n-1])
			found[at] = r
		}
	}
}
