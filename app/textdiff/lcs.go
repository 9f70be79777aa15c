package textdiff

import (
	"slices"
	"sort"
)

// Match is a place in one sequence and the place of its match in the other.
type Match struct{ A, B int }

const (
	maxTable = 1 << 16 // cells of one table of the exact method
	maxSplit = 24      // how often a range is split at anchors
)

// LCS gives a long common subsequence of two sequences, in order. It is the longest for small ranges and near it for large
// ones, and takes time in proportion to their length: ranges are split at values that stand once on both sides (Bram Cohen's
// patience diff), and only small ones are solved exactly.
func LCS(a, b []int) []Match {
	s := sequence{a: a, b: b}
	s.span(0, len(a), 0, len(b), 0)
	slices.SortFunc(s.found, func(x, y Match) int { return x.A - y.A })
	return s.found
}

type sequence struct {
	a, b  []int
	found []Match
}

func (s *sequence) span(a0, a1, b0, b1, depth int) {
	for a0 < a1 && b0 < b1 && s.a[a0] == s.b[b0] {
		s.found = append(s.found, Match{a0, b0})
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && s.a[a1-1] == s.b[b1-1] {
		a1, b1 = a1-1, b1-1
		s.found = append(s.found, Match{a1, b1})
	}
	switch n, m := a1-a0, b1-b0; {
	case n == 0 || m == 0:
		return
	case n*m <= maxTable:
		s.exact(a0, a1, b0, b1)
		return
	}
	var anchors []Match
	if depth < maxSplit {
		anchors = s.anchors(a0, a1, b0, b1)
	}
	if anchors == nil {
		s.greedy(a0, a1, b0, b1)
		return
	}
	s.found = append(s.found, anchors...)
	for _, m := range anchors {
		s.span(a0, m.A, b0, m.B, depth+1)
		a0, b0 = m.A+1, m.B+1
	}
	s.span(a0, a1, b0, b1, depth+1)
}

// anchors gives the longest rising run of values that stand exactly once on each side.
func (s *sequence) anchors(a0, a1, b0, b1 int) []Match {
	inA, inB := map[int]int{}, map[int]int{} // place, or -1 where there are several
	note := func(in map[int]int, v, at int) {
		if _, again := in[v]; again {
			at = -1
		}
		in[v] = at
	}
	for i := a0; i < a1; i++ {
		note(inA, s.a[i], i)
	}
	for j := b0; j < b1; j++ {
		note(inB, s.b[j], j)
	}
	var once []Match
	for i := a0; i < a1; i++ {
		if j, ok := inB[s.a[i]]; ok && j >= 0 && inA[s.a[i]] == i {
			once = append(once, Match{i, j})
		}
	}
	return rising(once)
}

// rising gives the longest subsequence whose b rises; a rises already.
func rising(pairs []Match) []Match {
	var tops []int // of each pile, the index of its last pair
	before := make([]int, len(pairs))
	for i, p := range pairs {
		pile := sort.Search(len(tops), func(t int) bool { return pairs[tops[t]].B > p.B })
		before[i] = -1
		if pile > 0 {
			before[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	run := make([]Match, len(tops))
	for n := len(tops) - 1; n >= 0; n-- {
		at := tops[len(tops)-1]
		if n < len(tops)-1 {
			at = before[indexOf(pairs, run[n+1])]
		}
		run[n] = pairs[at]
	}
	if len(run) == 0 {
		return nil
	}
	return run
}

func indexOf(pairs []Match, p Match) int {
	return sort.Search(len(pairs), func(i int) bool { return pairs[i].A >= p.A })
}

// exact is the textbook table of longest common subsequences.
func (s *sequence) exact(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	best := make([]uint16, (n+1)*(m+1)) // best[i][j] for what follows i and j
	at := func(i, j int) *uint16 { return &best[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if s.a[a0+i] == s.b[b0+j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case s.a[a0+i] == s.b[b0+j]:
			s.found = append(s.found, Match{a0 + i, b0 + j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
}

// greedy gives each value of b the next of the same value in a. It is for large ranges where everything stands several times.
func (s *sequence) greedy(a0, a1, b0, b1 int) {
	places := map[int][]int{}
	for i := a0; i < a1; i++ {
		places[s.a[i]] = append(places[s.a[i]], i)
	}
	next := a0
	for j := b0; j < b1; j++ {
		at := places[s.b[j]]
		n := sort.SearchInts(at, next)
		if n == len(at) {
			continue
		}
		s.found = append(s.found, Match{at[n], j})
		next = at[n] + 1
	}
}
