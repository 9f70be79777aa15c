package textdiff

import "sort"

// anchors returns the longest increasing subsequence of the values that occur exactly once on each side of r; nil if there are none.
func (s *subsequence) anchors(r span) []Match {
	inA, inB := map[int]int{}, map[int]int{} // index of each value; -1 where there are several
	note := func(in map[int]int, v, at int) {
		if _, again := in[v]; again {
			at = -1
		}
		in[v] = at
	}
	for i := r.a0; i < r.a1; i++ {
		note(inA, s.a[i], i)
	}
	for j := r.b0; j < r.b1; j++ {
		note(inB, s.b[j], j)
	}
	var unique []Match
	for i := r.a0; i < r.a1; i++ {
		if j, ok := inB[s.a[i]]; ok && j >= 0 && inA[s.a[i]] == i {
			unique = append(unique, Match{i, j})
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

// greedy matches each value of b with the next of the same value in a. It is for large ranges in which every value occurs several
// times.
func (s *subsequence) greedy(r span) {
	places := map[int][]int{}
	for i := r.a0; i < r.a1; i++ {
		places[s.a[i]] = append(places[s.a[i]], i)
	}
	next := r.a0
	for j := r.b0; j < r.b1; j++ {
		at := places[s.b[j]]
		n := sort.SearchInts(at, next)
		if n == len(at) {
			continue
		}
		s.found = append(s.found, Match{at[n], j})
		next = at[n] + 1
	}
}
