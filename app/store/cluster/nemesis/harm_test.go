//go:build linux

package nemesis_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// harm is what is done to a cluster, and how it is mended again.
type harm struct {
	name     string
	weight   int
	majority bool // most machines go on, so that saving is to go on within seconds
	needs    func(s *site) bool
	do       func(s *site, random *rand.Rand, some []int) (mend func())
	lasts    time.Duration // at most
}

func anywhere(*site) bool { return true }

func namespaces(s *site) bool { return s.network != nil }

// harms are all kinds. some are machines of a minority.
func harms() []harm {
	return []harm{
		{"kill", 50, true, anywhere, killSome, 2 * time.Second},
		{"stop", 12, true, anywhere, stopSome, 3 * time.Second},
		{"stop for long", 2, true, anywhere, stopSome, 30 * time.Second},
		{"kill all", 8, false, anywhere, killAll, time.Second},
		{"part", 12, true, namespaces, part, 10 * time.Second},
		{"part one way", 4, true, namespaces, partOneWay, 10 * time.Second},
		{"cut one line", 4, true, namespaces, cutLine, 10 * time.Second},
		{"slow", 4, true, namespaces, slowSome, 10 * time.Second},
		{"lossy", 4, true, namespaces, lossySome, 10 * time.Second},
		{"full disk", 6, true, namespaces, fillSome, 5 * time.Second},
	}
}

// choose returns a kind of harm that can be done here, as often as its weight says. only are the names of those wanted, none for all.
func choose(s *site, random *rand.Rand, only []string) harm {
	all := slices.DeleteFunc(harms(), func(h harm) bool { return !h.needs(s) || len(only) > 0 && !slices.Contains(only, h.name) })
	sum := 0
	for _, h := range all {
		sum += h.weight
	}
	at := random.IntN(sum)
	for _, h := range all {
		if at -= h.weight; at < 0 {
			return h
		}
	}
	panic("unreachable")
}

// minority returns some machines, fewer than half of all.
func (s *site) minority(random *rand.Rand) []int {
	return random.Perm(s.voices)[:1+random.IntN(s.voices/2)]
}

func killSome(s *site, _ *rand.Rand, some []int) func() {
	for _, i := range some {
		s.machines[i].kill()
	}
	return func() { s.restart(some) }
}

// restart starts machines that were killed, and waits until they answer.
func (s *site) restart(list []int) {
	for _, i := range list {
		s.machines[i].start()
	}
	for _, i := range list {
		s.machines[i].await()
	}
}

func killAll(s *site, _ *rand.Rand, _ []int) func() {
	all := make([]int, s.voices)
	for i := range all {
		all[i] = i
		s.machines[i].kill()
	}
	return func() { s.restart(all) }
}

func stopSome(s *site, _ *rand.Rand, some []int) func() {
	for _, i := range some {
		s.machines[i].stop()
	}
	return func() {
		for _, i := range some {
			s.machines[i].resume()
		}
	}
}

// part has some machines reach none of the others, and the workbench without a voice reach those alone that are most.
func part(s *site, _ *rand.Rand, some []int) func() {
	return s.cutLines(func(from, to int) bool { return slices.Contains(some, from) != slices.Contains(some, to) })
}

// partOneWay has nothing that some machines send reach the others.
func partOneWay(s *site, _ *rand.Rand, some []int) func() {
	return s.cutLines(func(from, to int) bool { return slices.Contains(some, from) && !slices.Contains(some, to) })
}

// cutLine has two machines that reach all others not reach each other.
func cutLine(s *site, random *rand.Rand, some []int) func() {
	a := some[0]
	b := (a + 1 + random.IntN(s.voices-1)) % s.voices
	return s.cutLines(func(from, to int) bool { return from == a && to == b || from == b && to == a })
}

func (s *site) cutLines(is func(from, to int) bool) (mend func()) {
	var mends []func()
	for from := range s.machines {
		for to := range s.machines {
			if from != to && is(from, to) {
				s.network.cut(from, to)
				mends = append(mends, func() { s.network.mend(from, to) })
			}
		}
	}
	return func() {
		for _, mend := range mends {
			mend()
		}
	}
}

func slowSome(s *site, random *rand.Rand, some []int) func() {
	return s.slowed(some, 200+random.IntN(800), 1<<20)
}

func lossySome(s *site, random *rand.Rand, some []int) func() {
	return s.slowed(some, 500+random.IntN(2000), 6000)
}

func (s *site) slowed(some []int, kilobits, queue int) (mend func()) {
	for _, i := range some {
		s.network.slow(i, kilobits, queue)
	}
	return func() {
		for _, i := range some {
			s.network.unslow(i)
		}
	}
}

func fillSome(s *site, _ *rand.Rand, some []int) func() {
	for _, i := range some {
		if err := fillDisk(s.machines[i].dir); err != nil {
			s.t.Error(err)
		}
	}
	return func() {
		for _, i := range some {
			if err := emptyDisk(s.machines[i].dir); err != nil {
				s.t.Error(err)
			}
		}
	}
}

// outcome is what became of a round.
type outcome struct {
	kind   string
	kills  int
	failed time.Duration // until an edit that began after the harm was acknowledged; 0 where most machines were harmed
}

// round does one harm to the cluster and mends it, and waits until saving goes on.
func (s *site) round(n int, random *rand.Rand, only []string) (o outcome) {
	h, some := choose(s, random, only), s.minority(random)
	lasts := time.Duration(random.Int64N(int64(h.lasts)))
	if h.name == "stop for long" {
		lasts = h.lasts
	}
	began := time.Now()
	mend := h.do(s, random, some)
	o.kind = h.name
	switch h.name {
	case "kill":
		o.kills = len(some)
	case "kill all":
		o.kills = s.voices
	}
	if h.majority {
		o.failed = s.awaitEdit(began)
	}
	time.Sleep(lasts - time.Since(began))
	lasted := time.Since(began)
	mend()
	mended := time.Now()
	recovered := s.awaitEdit(mended)
	s.t.Logf("round %d: %s %v for %v: saving went on after %v, and after mending %v; %v so far", n, h.name, some, lasted.Round(time.Millisecond),
		o.failed.Round(time.Millisecond), recovered.Round(time.Millisecond), s.saved())
	time.Sleep(time.Duration(random.IntN(500)) * time.Millisecond)
	return o
}

// savePatience is how long it is waited until saving goes on, on a machine that has much else to do.
const savePatience = 5 * time.Minute

// awaitEdit waits for the acknowledgement of an edit that began after a moment, and returns how long after it that was.
func (s *site) awaitEdit(moment time.Time) time.Duration {
	for ; !s.answeredSince(moment); time.Sleep(5 * time.Millisecond) {
		if time.Since(moment) > savePatience {
			s.explain()
			s.t.Errorf("nothing was saved for %v", savePatience)
			s.stuck = true // no round is begun any more; what was acknowledged is looked for all the same
			break
		}
	}
	return time.Since(moment)
}

// saved tells how many edits were acknowledged.
func (s *site) saved() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprint(s.counts[wentIn], " saved")
}

// explain tells what the machines say of themselves.
func (s *site) explain() {
	for _, m := range s.machines {
		m.dump()
		s.t.Logf("machine %d:\n%s", m.number, m.lastLog())
	}
	m := s.machines[s.voices]
	for i := range s.voices {
		out, err := s.command(m, time.Minute, "cluster", "status", "--cluster", "nats://"+s.clients[i])
		s.t.Logf("asked through machine %d: %v\n%s", i, err, out)
	}
}
