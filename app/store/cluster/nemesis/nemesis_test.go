//go:build linux

// Package nemesis does harm to clusters of real processes, while four people edit the same two hundred texts in the browser, and readers read: it kills machines,
// stops them, cuts, slows and spoils what is between them, fills their disks and moves their clocks, and then holds what stands against what was
// acknowledged. It is tests alone.
package nemesis_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
)

// number returns a number of the environment, else another one.
func number(name string, other uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil {
		return n
	}
	return other
}

// build returns the program, built from what is here, or the one that PARLANCE_CHAOS_PROGRAM names.
func build(t *testing.T, dir string) string {
	if program := os.Getenv("PARLANCE_CHAOS_PROGRAM"); program != "" {
		return program
	}
	program := filepath.Join(dir, "parlance")
	if out, err := exec.Command("go", "build", "-o", program, "github.com/parlance/parlance/cmd/parlance").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// Law 3: an acknowledged edit survives whatever is done to a minority of the machines, or to all of them, and readers notice nothing.
//
// PARLANCE_CHAOS_ROUNDS, _SEED, _MACHINES (3 or 5), _ONLY (kinds of harm, after commas), _CLOCKS=1 (machines' clocks an hour apart) and _MINUTES (after which no round is
// begun) say what is done; the seed of a run repeats it as near as processes allow.
func TestNemesis(t *testing.T) {
	if testing.Short() {
		t.Skip("kills machines")
	}
	rounds, seed := int(number("PARLANCE_CHAOS_ROUNDS", 2)), number("PARLANCE_CHAOS_SEED", uint64(time.Now().UnixNano()))
	voices := int(number("PARLANCE_CHAOS_MACHINES", 3))
	only := strings.FieldsFunc(os.Getenv("PARLANCE_CHAOS_ONLY"), func(c rune) bool { return c == ',' })
	if os.Getenv("PARLANCE_CHAOS_ROUNDS") == "" {
		only = []string{"kill", "part"} // in a turn of two rounds
	}
	t.Logf("make chaos ROUNDS=%d SEED=%d MACHINES=%d ONLY=%q CLOCKS=%s", rounds, seed, voices, strings.Join(only, ","), os.Getenv("PARLANCE_CHAOS_CLOCKS"))
	dir := t.TempDir()
	if keep := os.Getenv("PARLANCE_CHAOS_DIR"); keep != "" {
		dir = keep
	}
	var program func(i int) (path string, env []string)
	if os.Getenv("PARLANCE_CHAOS_CLOCKS") != "" {
		program = clocks(t, dir)
	} else {
		built := build(t, dir)
		program = func(int) (string, []string) { return built, nil }
	}
	s := newSite(t, dir, voices, program)
	if s.network == nil {
		defer leftout.Skip(t, "nobody may make network namespaces and mount disks here: partitions, slow networks and full disks were not tried")
	}
	stop := make(chan struct{})
	var busy sync.WaitGroup
	editors := slices.Clone(s.machines[max(0, voices-3):]) // four
	for i, m := range editors {
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		busy.Go(func() { s.edit(m, random, stop) })
	}
	r := &readings{}
	for _, m := range s.machines {
		busy.Go(func() { s.read(m, r, stop) })
	}
	busy.Go(func() { s.release(r, stop) })
	busy.Go(func() { s.look(stop) })
	random := rand.New(rand.NewPCG(seed, 100))
	end := time.Now().Add(time.Duration(number("PARLANCE_CHAOS_MINUTES", 24*60)) * time.Minute)
	var outcomes []outcome
	for n := 0; n < rounds && !s.stuck && time.Now().Before(end); n++ {
		outcomes = append(outcomes, s.round(n, random, only))
	}
	close(stop)
	busy.Wait()
	t.Logf("readers got %d answers, the slowest after %v, in %d releases", r.answers, r.slowest.Round(time.Millisecond), r.releases)
	report(t, outcomes)
	s.judge()
}

// report tells what was done, and how long nothing could be saved.
func report(t *testing.T, outcomes []outcome) {
	byKind := map[string][]time.Duration{}
	kills := 0
	for _, o := range outcomes {
		byKind[o.kind] = append(byKind[o.kind], o.failed)
		kills += o.kills
	}
	for _, h := range harms() {
		waits := byKind[h.name]
		if len(waits) == 0 {
			continue
		}
		slices.SortFunc(waits, func(a, b time.Duration) int { return cmp.Compare(a, b) })
		t.Logf("%-14s %4d times; saving went on after: median %v, longest %v", h.name, len(waits), waits[len(waits)/2].Round(time.Millisecond), waits[len(waits)-1].Round(time.Millisecond))
	}
	t.Logf("%d processes were killed", kills)
}
