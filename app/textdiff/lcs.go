package textdiff

import (
	"slices"
	"sort"
)

const (
	maxCells = 1 << 16 // cells of one table of the exact method
	maxDepth = 24      // how often a range is split at anchors
)

// Match is an index into one list and the index of its match in another.
type Match struct{ A, B int }

// LCS returns a long common subsequence of two sequences, in order: the longest of small ranges, and one near it of large ranges in
// which most values occur once. Its time grows in proportion to the length: ranges are split at values that occur once on both sides
// (Bram Cohen's patience diff), or in the middle where there are none, and only small ranges are solved exactly.
func LCS[T comparable](a, b []T) []Match {
	s := subsequence[T]{a: a, b: b}
	s.match(span{0, len(a), 0, len(b)}, 0)
	slices.SortFunc(s.found, func(x, y Match) int { return x.A - y.A })
	return s.found
}

type subsequence[T comparable] struct {
	a, b  []T
	found []Match
}

// span is a range of both sequences: from index a0 of the one to before a1, and from b0 of the other to before b1.
type span struct{ a0, a1, b0, b1 int }

// match finds the matches within r, which is depth splits deep.
func (s *subsequence[T]) match(r span, depth int) {
	for r.a0 < r.a1 && r.b0 < r.b1 && s.a[r.a0] == s.b[r.b0] {
		s.found = append(s.found, Match{r.a0, r.b0})
		r.a0, r.b0 = r.a0+1, r.b0+1
	}
	for r.a0 < r.a1 && r.b0 < r.b1 && s.a[r.a1-1] == s.b[r.b1-1] {
		r.a1, r.b1 = r.a1-1, r.b1-1
		s.found = append(s.found, Match{r.a1, r.b1})
	}
	switch n, m := r.a1-r.a0, r.b1-r.b0; {
	case n == 0 || m == 0:
		return
	case n*m <= maxCells:
		s.exact(r)
		return
	}
	var anchors []Match
	if depth < maxDepth {
		anchors = s.anchors(r)
	}
	if anchors == nil {
		a, b := (r.a0+r.a1)/2, (r.b0+r.b1)/2
		s.match(span{r.a0, a, r.b0, b}, depth+1)
		s.match(span{a, r.a1, b, r.b1}, depth+1)
		return
	}
	s.found = append(s.found, anchors...)
	for _, m := range anchors {
		s.match(span{r.a0, m.A, r.b0, m.B}, depth+1)
		r.a0, r.b0 = m.A+1, m.B+1
	}
	s.match(r, depth+1)
}

// exact fills the textbook table of longest common subsequences.
func (s *subsequence[T]) exact(r span) {
	n, m := r.a1-r.a0, r.b1-r.b0
	best := make([]uint16, (n+1)*(m+1)) // best[i][j] for what follows i and j
	at := func(i, j int) *uint16 { return &best[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if s.a[r.a0+i] == s.b[r.b0+j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case s.a[r.a0+i] == s.b[r.b0+j]:
			s.found = append(s.found, Match{r.a0 + i, r.b0 + j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
}

// anchors returns the longest increasing subsequence of the values that occur exactly once on each side of r; nil if there are none.
func (s *subsequence[T]) anchors(r span) []Match {
	indexes := func(values []T) map[T]int { // of each value; -1 where there are several
		in := map[T]int{}
		for i, v := range values {
			if _, again := in[v]; again {
				i = -1
			}
			in[v] = i
		}
		return in
	}
	inA, inB := indexes(s.a[r.a0:r.a1]), indexes(s.b[r.b0:r.b1])
	var unique []Match
	for i, v := range s.a[r.a0:r.a1] {
		if j, ok := inB[v]; ok && j >= 0 && inA[v] == i {
			unique = append(unique, Match{r.a0 + i, r.b0 + j})
		}
	}
	return longestIncreasing(unique)
}

// longestIncreasing returns the longest subsequence whose B increases, by patience sorting; A increases already.
func longestIncreasing(matches []Match) []Match {
	if len(matches) == 0 {
		return nil
	}
	var tops []int // index of the last match of each pile
	before := make([]int, len(matches))
	for i, m := range matches {
		pile := sort.Search(len(tops), func(t int) bool { return matches[tops[t]].B > m.B })
		if pile > 0 {
			before[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	longest := make([]Match, len(tops))
	at := tops[len(tops)-1]
	for n := len(tops) - 1; n >= 0; n-- {
		longest[n] = matches[at]
		at = before[at]
	}
	return longest
}
