package cluster_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// server is one that answers for releases.
type server struct {
	*cluster.Presence
	mu         sync.Mutex
	asked      [][2]cluster.Sum
	unreadable []string
	refuses    error
	silent     chan bool // nil where it answers
}

// serves has a connection be that of a server. size is 0 for one without a voice.
func serves(t *testing.T, conn *nats.Conn, name string, size int) *server {
	t.Helper()
	p, err := cluster.Tell(conn, cluster.Self{Machine: name, Size: size, Cluster: "test", Reader: name == "reader"})
	if err != nil {
		t.Fatal(err)
	}
	s := &server{Presence: p}
	err = p.Answer(func(_ context.Context, id, before cluster.Sum) ([]string, error) {
		s.mu.Lock()
		s.asked = append(s.asked, [2]cluster.Sum{id, before})
		unreadable, refuses, silent := s.unreadable, s.refuses, s.silent
		s.mu.Unlock()
		if silent != nil {
			<-silent
		}
		return unreadable, refuses
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// set changes how a server answers.
func (s *server) set(unreadable []string, refuses error, silent chan bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unreadable, s.refuses, s.silent = unreadable, refuses, silent
}

func (s *server) last() [2]cluster.Sum {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) == 0 {
		return [2]cluster.Sum{}
	}
	return s.asked[len(s.asked)-1]
}

// A release that a server cannot read is not served by any: the servers that are up answer for it before the pointer moves, the others are named.
func TestServersAnswerForAReleaseBeforeItIsServed(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	reading, err := voter.ConnectReader(secret.Reader(), nil, v.ClientAddr()) // it can answer, though it can do nothing else
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	one, two := serves(t, conn, v.Name(), 1), serves(t, reading, "reader", 0)
	n := 0
	release := func() (cluster.Release, error) {
		t.Helper()
		n++
		name := string(rune('a'+n)) + ".toml"
		if err := c.Tree("locales").Apply([]store.Write{{Path: name, New: []byte("x")}}); err != nil {
			t.Fatal(err)
		}
		return c.Release(t.Context(), "", "Ana")
	}
	first, err := release()
	if err != nil || len(first.Missing) > 0 || one.last() != [2]cluster.Sum{first.ID, ""} || two.last() != [2]cluster.Sum{first.ID, ""} {
		t.Fatalf("got %+v, %v; %v and %v were asked", first, err, one.last(), two.last())
	}
	two.set(nil, errors.New("its disk is full"), nil)
	_, err = release()
	refused, ok := errors.AsType[*cluster.RefusedError](err)
	if !ok || len(refused.By) != 1 || refused.By[0] != (cluster.Refusal{Machine: "reader", Why: "its disk is full"}) {
		t.Errorf("got %v", err)
	}
	two.set([]string{"content/a.md", "content/b.md"}, nil, nil) // of which others can read one
	one.set([]string{"content/b.md"}, nil, nil)
	if _, err = release(); err == nil || !strings.Contains(err.Error(), "reader: it cannot read content/a.md, and others can") {
		t.Errorf("got %v", err)
	}
	if now, err := c.Current(t.Context()); err != nil || now.ID != first.ID {
		t.Errorf("the pointer moved to %v, %v", now, err)
	}
	two.set([]string{"content/b.md"}, nil, nil) // law 9: nobody can read it, so it is the fault of the file alone
	second, err := release()
	if err != nil || one.last() != [2]cluster.Sum{second.ID, first.ID} {
		t.Errorf("got %v; %v was asked", err, one.last())
	}
	one.set(nil, errors.New("away"), nil)
	if _, err := c.Rollback(t.Context(), "", "Bo"); err == nil || !strings.Contains(err.Error(), v.Name()+": away") {
		t.Errorf("a rollback that a machine cannot read: %v", err)
	}
	if now, err := c.Current(t.Context()); err != nil || now.ID != second.ID {
		t.Errorf("the pointer moved to %v, %v", now, err)
	}
}

// Who does not answer within 10 s is named, and holds nothing up; so is who has not begun to answer.
func TestServersThatDoNotAnswerAreNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("waits 10 s for an answer")
	}
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := cluster.Tell(conn, cluster.Self{Machine: "starting", Cluster: "test"}); err != nil {
		t.Fatal(err)
	}
	s := serves(t, conn, "slow", 0)
	release := make(chan bool)
	defer close(release)
	s.set(nil, nil, release)
	if err := c.Tree("locales").Apply([]store.Write{{Path: "a.toml", New: []byte("x")}}); err != nil {
		t.Fatal(err)
	}
	r, err := c.Release(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, m := range r.Missing {
		names = append(names, m.Machine+" "+m.Why)
	}
	slices.Sort(names)
	if got := strings.Join(names, "\n"); !strings.Contains(got, "slow it did not answer within 10s") || !strings.Contains(got, "starting it is starting") {
		t.Errorf("got %s", got)
	}
	if now, err := c.Current(t.Context()); err != nil || now.ID != r.ID {
		t.Errorf("got %v, %v", now, err)
	}
}

// A reader speaks for itself alone: what it says in the name of a machine, of another server or of none changes nothing.
func TestAReaderSpeaksForItselfAlone(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	reading, err := voter.ConnectReader(secret.Reader(), nil, v.ClientAddr())
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	reading.SetErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}) // which the library prints otherwise
	machine, other := serves(t, conn, v.Name(), 1), serves(t, conn, "other", 0)
	reader := serves(t, reading, "reader", 0)
	answerForged(t, reading, "parlance.tell.candidate", func(name string) string { return `{"machine":"` + name + `","refused":"by a reader"}` }, v.Name(), "other", "nobody")
	answerForged(t, reading, "parlance.tell.status", func(name string) string {
		return `{"machine":"` + name + `","voice":true,"leader":true,"up":true,"machines":9,"cluster":"forged","behind":1,"release":"\u001b[2J","silent_seconds":9}`
	}, v.Name(), "other", "forged")
	for _, subject := range []string{"parlance.reader.here", "parlance.ask.here"} {
		if err := reading.Publish(subject, []byte(`{"machine":"other","gone":true}`)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Tree("locales").Apply([]store.Write{{Path: "a.toml", New: []byte("x")}}); err != nil {
		t.Fatal(err)
	}
	if r, err := c.Release(t.Context(), "", ""); err != nil || len(r.Missing) > 1 || r.Missing[0].Machine != "forged" {
		t.Fatalf("got %+v, %v: nobody refused but who forged", r, err)
	}
	s, err := cluster.StatusOf(t.Context(), conn, nil)
	if err != nil || s.Cluster != "test" || len(s.Machines) != 4 {
		t.Fatalf("got %+v, %v", s, err)
	}
	for _, m := range s.Machines {
		ofReader := m.Name == "reader" || m.Name == "forged"
		if m.Reader != ofReader || m.Voice != (m.Name == v.Name()) || !m.Up || m.Leader && ofReader || m.Silent > 0 || strings.Contains(string(m.Release), "\x1b") {
			t.Errorf("got %+v", m)
		}
	}
	if machine.last()[0] == "" || other.last() != machine.last() || reader.last() != machine.last() {
		t.Error("not all were asked")
	}
}

// answerForged has a connection answer in the names of others whatever it hears that tells where to.
func answerForged(t *testing.T, conn *nats.Conn, subject string, answer func(name string) string, names ...string) {
	t.Helper()
	if _, err := conn.Subscribe(subject, func(msg *nats.Msg) {
		var q struct{ Answer, Readers string }
		if err := json.Unmarshal(msg.Data, &q); err != nil {
			t.Error(err)
		}
		for _, name := range names {
			for _, to := range []string{q.Answer, q.Readers, msg.Reply} {
				if to != "" {
					_ = conn.Publish(to, []byte(answer(name)))
				}
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	if err := conn.Flush(); err != nil {
		t.Fatal(err)
	}
}
