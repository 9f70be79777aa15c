package server

import "testing"

func TestR17MatchesLists(t *testing.T) {
	for _, c := range cases(t, "nonematch.txt") {
		if got := matchesETag(joinLines(headerLines(c[0]), ","), `"a,b"`); got != (c[1] == "yes") {
			t.Errorf("%q: got %v, want %s", c[0], got, c[1])
		}
	}
}
