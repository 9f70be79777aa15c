package textdiff

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// isCommonSubsequence fails where matches do not rise on both sides or join different values.
func isCommonSubsequence(t *testing.T, a, b []int, matches []Match) {
	t.Helper()
	last := Match{-1, -1}
	for _, m := range matches {
		if m.A <= last.A || m.B <= last.B || a[m.A] != b[m.B] {
			t.Fatalf("%v and %v: %v after %v in %v", a, b, m, last, matches)
		}
		last = m
	}
}

// lcsLength returns the length of the longest common subsequence, by the definition.
func lcsLength(a, b []int) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			row[j+1] = max(above, row[j])
			if x == y {
				row[j+1] = diagonal + 1
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

func TestLCSOfSmallSequencesIsTheLongest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		values := 1 + r.IntN(20)
		a, b := random(r, r.IntN(40), values), random(r, r.IntN(40), values)
		matches := LCS(a, b)
		isCommonSubsequence(t, a, b, matches)
		if got, want := len(matches), lcsLength(a, b); got != want {
			t.Fatalf("%v and %v: %d matches, want %d", a, b, got, want)
		}
	}
}

func TestLCSOfLargeSequencesOfRareValuesIsLong(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, values := range []int{10_000, 1e6} {
		a := random(r, 3000, values)
		b := slices.Clone(a)
		for range 300 {
			b[r.IntN(len(b))] = r.IntN(values)
			b = slices.Insert(b, r.IntN(len(b)), r.IntN(values))
		}
		matches := LCS(a, b)
		isCommonSubsequence(t, a, b, matches)
		if got, want := len(matches), lcsLength(a, b)/2; got < want {
			t.Errorf("%d values: %d matches, want %d at least", values, got, want)
		}
	}
}

func random(r *rand.Rand, length, values int) []int {
	list := make([]int, length)
	for i := range list {
		list[i] = r.IntN(values)
	}
	return list
}

func FuzzLCS(f *testing.F) {
	f.Add([]byte("abcabba"), []byte("cbabac"))
	f.Add([]byte(""), []byte("x"))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		a, b := make([]int, len(x)), make([]int, len(y))
		for i, c := range x {
			a[i] = int(c)
		}
		for i, c := range y {
			b[i] = int(c)
		}
		isCommonSubsequence(t, a, b, LCS(a, b))
	})
}
