package segment

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                                   0,
		"one two":                            2,
		"**one**, two — *three*":             3,
		"[one two](/not/these \"nor this\")": 2,
		"38.5 °C":                            2,
		"stem-cell `code`":                   2,
		"1. One":                             2,
		"<b>one</b>":                         1,
		"one\\\ntwo":                         2,
	} {
		if got := Words(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}
