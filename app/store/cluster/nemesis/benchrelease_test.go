//go:build linux

package nemesis_test

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/parlance/parlance/app/internal/synthetic"
)

// timeReleases releases a changed text, and rolls back, and tells how long after the command has ended each reader gets the other words.
func (s *site) timeReleases(voice *machine, readers []*machine) {
	p := s.anyText(voice)
	for n := range 3 {
		words := wordsOf(counted, n+1)
		if !s.save(voice, p, words) {
			s.t.Fatal("nothing could be saved")
		}
		s.timeSwitch("release", words, readers, true)
	}
	s.timeSwitch("rollback", wordsOf(counted, 3), readers, false)
}

// anyText returns a text that takes any words.
func (s *site) anyText(m *machine) place {
	slug := synthetic.Slug(0)
	return place{slug: slug, key: slug + ".page.summary"}
}

// timeSwitch runs a command, and waits until every reader gets words, or no longer does.
func (s *site) timeSwitch(command, words string, readers []*machine, wanted bool) {
	var seen sync.WaitGroup
	at := make([]time.Time, len(readers))
	for i, m := range readers {
		seen.Go(func() {
			for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
				_, page, err := m.ask(http.MethodGet, m.reader+"/"+tag+"/"+synthetic.Slug(0), nil, 10*time.Second)
				if err == nil && strings.Contains(page, words) == wanted {
					at[i] = time.Now()
					return
				}
			}
			s.t.Errorf("machine %d: after %s %q is wanted %v, and it stays the other way", m.number, command, words, wanted)
		})
	}
	began := time.Now()
	out, err := s.command(readers[0], 10*time.Minute, command, "--cluster", "nats://"+s.clients[0])
	if err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
	ended := time.Now()
	seen.Wait()
	last := at[0]
	for _, t := range at {
		if t.After(last) {
			last = t
		}
	}
	s.t.Logf("%s: the command took %v, and the last of %d readers had it %v after its end", command, ended.Sub(began).Round(time.Millisecond), len(readers),
		last.Sub(ended).Round(time.Millisecond))
}
