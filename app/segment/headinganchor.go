package segment

import "github.com/parlance/parlance/app/textdiff"

// maxHeadingShift is how many places a range of blocks is moved at most.
const maxHeadingShift = 64

// anchorAtHeadings decides which of two identical headings stayed, if blocks were inserted or deleted between them. From "Note a Note b"
// to "Note b" either "Note a" was deleted or "a Note"; people insert and delete whole sections, so the range is moved up until it begins
// with a heading, if it can be. matches, which rise on both sides, are changed in place; heading reports whether a value of a or b is
// one.
func anchorAtHeadings(matches []textdiff.Match, a, b []int, heading func(int) bool) {
	for m := 1; m <= len(matches); m++ {
		next := textdiff.Match{A: len(a), B: len(b)}
		if m < len(matches) {
			next = matches[m]
		}
		last := matches[m-1]
		shift, deleted, inserted := 0, next.A-last.A-1, next.B-last.B-1
		switch {
		case deleted > 0 && inserted == 0:
			shift = headingShift(matches[:m], a, last.A+1, next.A, heading)
		case inserted > 0 && deleted == 0:
			shift = headingShift(matches[:m], b, last.B+1, next.B, heading)
		}
		for k := range shift {
			matches[m-1-k].A += deleted
			matches[m-1-k].B += inserted
		}
	}
}

// headingShift returns how many places the range from lo to hi moves up, 0 if no place is better than its own.
func headingShift(before []textdiff.Match, values []int, lo, hi int, heading func(int) bool) int {
	if heading(values[lo]) {
		return 0
	}
	last := before[len(before)-1]
	for k := 1; k <= min(len(before), maxHeadingShift); k++ {
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
