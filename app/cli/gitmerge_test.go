package cli

import (
	"fmt"
	"testing"
)

// Law 3, with git itself: edits, syncs and sign-offs on two branches, merged in both directions and rebased. No word that stands on a branch is lost, no conflict
// is left in a catalog, and readers get the same whichever branch is merged into which.
func TestLaw3GitMergesLoseNoWord(t *testing.T) {
	seeds := uint64(12)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			g := newGitSite(t, seed)
			for range 12 {
				g.work("m")
			}
			g.commit("start")
			base := g.words()
			branches := map[string]map[string]bool{}
			for _, b := range []string{"a", "b"} {
				g.git("checkout", "-q", "-b", b, "main")
				for range 2 {
					for range 7 {
						g.work(b)
					}
					g.commit(b)
				}
				branches[b] = g.words()
			}
			all := func(what string) {
				now := g.words()
				for _, b := range [][2]string{{"a", "b"}, {"b", "a"}} {
					for w := range branches[b[0]] {
						if removed := base[w] && !branches[b[1]][w]; !removed && !now[w] {
							t.Fatalf("%s: %s of branch %s is lost", what, w, b[0])
						}
					}
				}
			}
			first := g.merge("a", "b")
			all("b into a")
			g.git("checkout", "-q", "-f", "main")
			second := g.merge("b", "a")
			all("a into b")
			for i, s := range first {
				if s != second[i] {
					t.Errorf("b into a: %s\na into b: %s", s, second[i])
				}
			}
			g.git("checkout", "-q", "-f", "main")
			g.rebase("b", "a")
			all("b rebased onto a")
		})
	}
}
