package check

import (
	"testing"
)

func BenchmarkCatalogs(b *testing.B) {
	g := repositoryGlossary(b)
	all := corpus(b)
	n := 0
	for b.Loop() {
		n = 0
		for l, units := range all {
			in := contextOf(l, g)
			for _, u := range units {
				Message(u, in)
				n++
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(max(n, 1)), "ns/message")
}
