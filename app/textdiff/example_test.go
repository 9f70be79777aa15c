package textdiff_test

import (
	"fmt"

	"github.com/parlance/parlance/app/textdiff"
)

func ExampleLCS() {
	before := []int{1, 2, 3, 4}
	after := []int{2, 9, 3, 4, 1}
	fmt.Println(textdiff.LCS(before, after))
	// Output: [{1 0} {2 2} {3 3}]
}

func ExampleComparer_Similarity() {
	compare := textdiff.NewComparer()
	fmt.Printf("%.2f\n", compare.Similarity("Infection risk", "Infecton risk", 0))
	fmt.Printf("%.2f\n", compare.Similarity("Infection risk", "Visiting hours", 0))
	// Output:
	// 0.90
	// 0.20
}

func ExampleComparer_PairSimilar() {
	before := []textdiff.Item{{Text: "Call us if you are unwel."}, {Text: "One fine day."}}
	after := []textdiff.Item{{Text: "Something new."}, {Text: "Call us if you are unwell."}}
	for _, m := range textdiff.NewComparer().PairSimilar(before, after, 0.75) {
		fmt.Printf("%s -> %s\n", before[m.A].Text, after[m.B].Text)
	}
	// Output: Call us if you are unwel. -> Call us if you are unwell.
}
