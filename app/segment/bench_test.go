//go:build !race

package segment

import (
	"fmt"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	for _, size := range []int{500_000, 5_000_000} {
		src := []byte(bigPage(size))
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				if _, err := Parse("page", "p.md", src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkKeys(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		for name, keys := range edited(b, n) {
			b.Run(fmt.Sprint(name, "/", n), func(b *testing.B) {
				for b.Loop() {
					keys()
				}
			})
		}
	}
}
