package cluster_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// harmed is a cluster of three machines of which one is down, and what was acknowledged in it.
type harmed struct {
	t       *testing.T
	options []voter.Options
	voters  []*voter.Voter
	texts   map[string]string // the last words of each file
	lines   []string          // of the ledger
}

// write writes words through one of the machines.
func (h *harmed) write(c *cluster.Cluster, n int) {
	h.t.Helper()
	tree := c.Tree("locales")
	for i := range n {
		name := fmt.Sprint("de/", i%5, ".toml")
		var old []byte
		if was, ok := h.texts[name]; ok {
			old = []byte(was)
		}
		words := fmt.Sprintf("%d %s", len(h.lines), strings.Repeat("Wort ", i%7))
		if err := tree.Apply([]store.Write{{Path: name, Old: old, New: []byte(words)}}); err != nil {
			h.t.Fatal(err)
		}
		h.texts[name] = words
		line := fmt.Sprintf("{\"n\":%d}\n", len(h.lines))
		if err := tree.Append("de/reviews.jsonl", func([]byte) ([]byte, error) { return []byte(line), nil }); err != nil {
			h.t.Fatal(err)
		}
		h.lines = append(h.lines, line)
	}
}

// right fails the test where a machine serves other words than those that were acknowledged.
func (h *harmed) right(v *voter.Voter, what string) {
	h.t.Helper()
	tree := open(h.t, v, 3).Tree("locales").Tree()
	for name, want := range h.texts {
		if got, err := store.ReadFile(tree, name); err != nil || string(got) != want {
			h.t.Fatalf("%s: %s is %q, %v, and not %q", what, name, got, err, want)
		}
	}
	if got, err := store.ReadFile(tree, "de/reviews.jsonl"); err != nil || string(got) != strings.Join(h.lines, "") {
		h.t.Fatalf("%s: the ledger has %d lines, %v, and not %d", what, bytes.Count(got, []byte("\n")), err, len(h.lines))
	}
}

// filesOf returns the paths of what the server keeps below a folder, in their order, and the bytes of all files.
func filesOf(t *testing.T, dir string) (names []string, all map[string]string) {
	t.Helper()
	all = map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if all[path] = string(data); len(data) > 0 && strings.Contains(path, "jetstream") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names, all
}

// damage does harm to one of the files of a folder, and says what.
func damage(t *testing.T, r *rand.Rand, names []string) (what string) {
	t.Helper()
	name := names[r.IntN(len(names))]
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := r.IntN(len(data))
	switch r.IntN(4) {
	case 0, 1:
		data[at] ^= byte(1 + r.IntN(255))
		what = fmt.Sprintf("flipped byte %d of %d in %s", at, len(data), name)
	case 2:
		what = fmt.Sprintf("cut after %d of %d bytes of %s", at, len(data), name)
		data = data[:at]
	case 3:
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		return "removed " + name
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return what
}

// damageSeeds are how many damages are tried; PARLANCE_DAMAGE names more.
const damageSeeds = 40

func seeds(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("PARLANCE_DAMAGE"))
	if err != nil {
		n = damageSeeds
	}
	t.Logf("%d damages", n)
	return n
}

// newHarmed starts three machines, ends the last, and writes on.
func newHarmed(t *testing.T) *harmed {
	h := &harmed{t: t, options: voterOptions(t, 3), texts: map[string]string{}}
	for _, o := range h.options {
		h.voters = append(h.voters, start(t, o))
	}
	c := open(t, h.voters[0], 3)
	h.write(c, 20)
	h.right(h.voters[2], "before the damage")
	h.voters[2].Close()
	h.write(c, 10)
	return h
}

// Law 3 and law 7: a machine that ended, and of whose files one is damaged meanwhile, in any byte, is refused at its start with the reason and what to do, and nothing is changed.
func TestADamagedMachineIsRefused(t *testing.T) {
	h := newHarmed(t)
	dir := h.options[2].Dir
	names, whole := filesOf(t, dir)
	for seed := range seeds(t) {
		what := damage(t, rand.New(rand.NewPCG(uint64(seed), 0)), names)
		_, before := filesOf(t, dir)
		v, err := voter.Start(h.options[2])
		if err == nil {
			v.Close()
			t.Fatalf("seed %d: %s, and the machine starts", seed, what)
		}
		if says := err.Error(); !strings.Contains(says, "damaged") || !strings.Contains(says, "start it with an empty folder") {
			t.Errorf("seed %d: %s: %v", seed, what, err)
		}
		if _, after := filesOf(t, dir); !mapsEqual(before, after) {
			t.Errorf("seed %d: %s: something was changed", seed, what)
		}
		for name, text := range whole {
			if before[name] != text {
				if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	again := start(t, h.options[2]) // as it was, it is taken, and gets what it missed
	h.right(again, "undamaged")
	again.Close()
	o := h.options[2]
	o.Dir = t.TempDir() // and begun anew, as the error says, it gets everything
	h.right(start(t, o), "begun anew")
	for _, v := range h.voters[:2] {
		h.right(v, "after all damages")
	}
}

func mapsEqual(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			return false
		}
	}
	return true
}
