//go:build linux

package nemesis_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/internal/synthetic"
)

// used is what a process has taken so far.
type used struct {
	processor time.Duration
	memory    int // that no file backs, in MB: what the process was given and keeps
}

var anonymous = regexp.MustCompile(`RssAnon:\s+([0-9]+) kB`)

func (m *machine) used() (u used) {
	proc := fmt.Sprint("/proc/", m.cmd.Process.Pid)
	stat, err := os.ReadFile(proc + "/stat")
	if err != nil {
		m.t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	for _, field := range fields[11:13] { // utime and stime, in hundredths of a second (proc(5))
		ticks, err := strconv.Atoi(field)
		if err != nil {
			m.t.Fatal(err)
		}
		u.processor += time.Duration(ticks) * 10 * time.Millisecond
	}
	status, err := os.ReadFile(proc + "/status")
	if err != nil {
		m.t.Fatal(err)
	}
	if found := anonymous.FindSubmatch(status); found != nil {
		u.memory, _ = strconv.Atoi(string(found[1]))
		u.memory >>= 10
	}
	return u
}

// settle waits until a process does next to nothing.
func (m *machine) settle() {
	for quiet, last := 0, m.used(); quiet < 3; {
		time.Sleep(time.Second)
		now := m.used()
		if quiet++; now.processor-last.processor > 50*time.Millisecond {
			quiet = 0
		}
		last = now
	}
}

// loaded is what a machine did under load.
type loaded struct {
	requests  int
	processor time.Duration
}

// load asks a machine for pages for a while, over 16 connections. Where known is set the answers are 304.
func (m *machine) load(for_ time.Duration, known bool) (l loaded) {
	before := m.used()
	client := &fasthttp.HostClient{Addr: strings.TrimPrefix(m.reader, "http://")}
	done := make(chan int)
	end := time.Now().Add(for_)
	for connection := range 16 {
		go func() {
			n := 0
			defer func() { done <- n }()
			request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			request.SetRequestURI(m.reader + "/" + tag + "/" + synthetic.Slug(connection))
			request.Header.Set("Accept-Encoding", "gzip, br")
			for time.Now().Before(end) {
				if err := client.Do(request, answer); err != nil {
					m.t.Error(err)
					return
				}
				if known {
					request.Header.SetBytesV("If-None-Match", answer.Header.Peek("Etag"))
				}
				n++
			}
		}()
	}
	for range 16 {
		l.requests += <-done
	}
	l.processor = m.used().processor - before.processor
	return l
}

// A reader of a cluster is held against a server of a folder, in turn: how many requests each answers, what one takes of the processor, and of memory; and how
// long it takes until all readers are served a release. PARLANCE_BENCH_PAGES and _LOCALES are the size of the site, _ROUNDS how often each is loaded.
func TestBenchCluster(t *testing.T) {
	rounds := int(number("PARLANCE_BENCH_ROUNDS", 0))
	if rounds == 0 {
		t.Skip("make bench-cluster runs this")
	}
	count, locales := int(number("PARLANCE_BENCH_PAGES", 1000)), int(number("PARLANCE_BENCH_LOCALES", 16))
	dir := t.TempDir()
	if err := synthetic.New(count, locales).Write(filepath.Join(dir, "site")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	program := build(t, dir)
	s := &site{t: t, dir: dir, voices: 1, clients: freeaddr.List(t, 1), record: newRecord()}
	cache := []string{"--cache-size", "64MB"}
	add := func(args ...string) *machine {
		m := s.newMachine(len(s.machines))
		m.program, m.args = program, append(append(m.args, cache...), args...)
		s.machines = append(s.machines, m)
		t.Cleanup(m.kill)
		m.start()
		m.await()
		return m
	}
	voice := add("--cluster-name", "nemesis", "--cluster-dir", "cluster", "--cluster-addr", freeaddr.List(t, 1)[0], "--cluster-client-addr", s.clients[0])
	readers := []*machine{add(readerArgs(s)...), add(readerArgs(s)...)}
	folder := add("--content", "../site/content", "--locales", "../site/locales")
	for _, m := range s.machines {
		m.settle()
	}
	t.Logf("memory that no file backs, at %d pages × %d locales: a machine with a voice %d MB, readers %d and %d MB, a folder's server %d MB", count, locales,
		voice.used().memory, readers[0].used().memory, readers[1].used().memory, folder.used().memory)
	for _, known := range []bool{false, true} {
		compare(t, readers[0], folder, rounds, known)
	}
	t.Logf("memory after that: readers %d and %d MB, a folder's server %d MB", readers[0].used().memory, readers[1].used().memory, folder.used().memory)
	s.timeReleases(voice, append(readers, voice))
}

func readerArgs(s *site) []string { return []string{"--cluster", "nats://" + s.clients[0]} }

// compare loads a reader of a cluster and a server of a folder in turn.
func compare(t *testing.T, reader, folder *machine, rounds int, known bool) {
	var rates, costs []float64
	for n := range rounds + 1 {
		a, b := reader.load(time.Second, known), folder.load(time.Second, known)
		if n%2 == 1 { // whoever comes first does not always
			b, a = folder.load(time.Second, known), reader.load(time.Second, known)
		}
		if n == 0 || a.processor == 0 || b.processor == 0 {
			continue // to warm up
		}
		rates = append(rates, float64(a.requests)/float64(b.requests))
		costs = append(costs, (float64(b.processor)/float64(b.requests))/(float64(a.processor)/float64(a.requests)))
	}
	slices.Sort(rates)
	slices.Sort(costs)
	what := "200"
	if known {
		what = "304"
	}
	t.Logf("%s: requests a second of a reader × those of a folder's server: median %.3f (%.2f to %.2f); by processor time for a request: %.3f (%.2f to %.2f)", what,
		rates[len(rates)/2], rates[0], rates[len(rates)-1], costs[len(costs)/2], costs[0], costs[len(costs)-1])
}
