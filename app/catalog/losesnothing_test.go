package catalog

import (
	"math/rand/v2"
	"testing"
)

// world is an English catalog under edit, a translator, and what the translator has typed and not removed.
type world struct {
	t       *testing.T
	r       *rand.Rand
	english []message
	past    [][]message
	used    int
	file    *File
	typed   map[string]bool
}

type message struct {
	key   string
	forms Forms
}

// TestLaw3EveryWordStays runs random lives of a catalog: authors edit, insert, delete, move and undo, a translator
// fills, comments, damages and removes, and sync runs between. Every word typed and not removed is still in the file.
func TestLaw3EveryWordStays(t *testing.T) {
	for seed := range uint64(100) {
		w := &world{t: t, r: rand.New(rand.NewPCG(seed, 3)), typed: map[string]bool{}}
		for range 4 {
			w.insert()
		}
		w.sync()
		for range 60 {
			ops := []func(){w.insert, w.remove, w.edit, w.edit, w.move, w.undo, w.undo, w.fill, w.fill, w.fill,
				w.comment, w.damage, w.erase, w.stray, w.accept, w.accept, w.refill, w.sync, w.sync}
			ops[w.r.IntN(len(ops))]()
		}
		w.sync()
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
