package segment

import "github.com/parlance/parlance/app/textdiff"

// maxSlide is how many places a run is moved at most.
const maxSlide = 64

// slide settles which of two identical headings stayed, where a stretch of blocks came or went between them. From
// "Note a Note b" to "Note b" either "Note a" went or "a Note"; people add and delete whole sections, so the stretch is
// moved up until it begins with a heading, where it can be. found rises on both sides; heading tells of a value whether it is one.
func slide(found []textdiff.Match, a, b []int, heading func(int) bool) {
	for m := 1; m <= len(found); m++ {
		next := textdiff.Match{A: len(a), B: len(b)}
		if m < len(found) {
			next = found[m]
		}
		last := found[m-1]
		switch goneA, newB := next.A-last.A-1, next.B-last.B-1; {
		case goneA > 0 && newB == 0:
			n := slideBy(found[:m], a, last.A+1, next.A, heading)
			for k := 1; k <= n; k++ {
				found[m-k].A += goneA
			}
		case newB > 0 && goneA == 0:
			n := slideBy(found[:m], b, last.B+1, next.B, heading)
			for k := 1; k <= n; k++ {
				found[m-k].B += newB
			}
		}
	}
}

// slideBy gives how many places the run from lo to hi moves up, 0 where no place is better than its own.
func slideBy(before []textdiff.Match, values []int, lo, hi int, heading func(int) bool) int {
	if heading(values[lo]) {
		return 0
	}
	last := before[len(before)-1]
	for k := 1; k <= min(len(before), maxSlide); k++ {
		m := before[len(before)-k]
		if m.A != last.A-k+1 || m.B != last.B-k+1 || values[lo-k] != values[hi-k] {
			return 0
		}
		if heading(values[lo-k]) {
			return k
		}
	}
	return 0
}
