package textdiff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func BenchmarkLCS(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, n := range []int{100, 10_000} {
		before := random(r, n, n)
		after := slices.Insert(slices.Delete(slices.Clone(before), n/3, n/2), n/4, random(r, n/5, n)...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				LCS(before, after)
			}
		})
	}
}

func BenchmarkSimilarity(b *testing.B) {
	compare := NewComparer()
	for b.Loop() {
		compare.Similarity("Call the ward at once if you have a fever.", "Call the ward at once if you have got a fever.", 0)
	}
}
