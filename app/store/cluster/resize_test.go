package cluster_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// tell has machines of this process tell of themselves, and returns connections to them.
func tell(t *testing.T, size int, voters ...*voter.Voter) (conns []*nats.Conn) {
	t.Helper()
	for _, v := range voters {
		conn, _ := connect(t, v)
		p, err := cluster.Tell(conn, cluster.Self{Machine: v.Name(), Version: "test", Cluster: "test", Size: size, Disk: diskOf(v)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(p.Close)
		conns = append(conns, conn)
	}
	return conns
}

func diskOf(v *voter.Voter) func() cluster.Disk {
	return func() cluster.Disk {
		free, known, full := v.Disk()
		return cluster.Disk{Free: free, Known: known, Full: full}
	}
}

// on returns on which machines each stream lies.
func on(t *testing.T, conn *nats.Conn) map[string]string {
	t.Helper()
	holdings, err := cluster.Holdings(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, h := range holdings {
		var names []string
		for name := range h.Whole {
			names = append(names, name)
		}
		slices.Sort(names)
		found[h.Stream] = strings.Join(names, " ")
	}
	return found
}

func aMinute(t *testing.T, minutes int) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(minutes)*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// After a resize from five machines to three, everything lies on the same three, so that the other two may be ended, and then one of the three be lost.
func TestResizePutsEverythingOnTheSameMachines(t *testing.T) {
	if testing.Short() {
		t.Skip("moves streams between machines")
	}
	options, voters, optionsOf := voterOptions(t, 5), []*voter.Voter{}, map[string]voter.Options{}
	for _, o := range options {
		v := start(t, o)
		voters, optionsOf[v.Name()] = append(voters, v), o
	}
	c := open(t, voters[0], 5)
	inhabit(t, c)
	conns := tell(t, 5, voters...)
	began := time.Now()
	spare, err := cluster.Resize(aMinute(t, 4), conns[0], 3, func(int, int) {})
	t.Logf("resized after %v", time.Since(began))
	if err != nil || len(spare) != 2 {
		t.Fatal(spare, err)
	}
	places := on(t, conns[0])
	for stream, names := range places {
		if names != places["KV_parlance"] || strings.Contains(names, spare[0]) || strings.Contains(names, spare[1]) || len(strings.Fields(names)) != 3 {
			t.Errorf("%s lies on %s, and the texts on %s; %v may be ended", stream, names, places["KV_parlance"], spare)
		}
	}
	s, err := cluster.StatusOf(t.Context(), conns[0], nil)
	if err != nil || !s.Writable || !strings.Contains(fmt.Sprint(s.Todo), spare[0]+" and "+spare[1]+" run and hold nothing") {
		t.Errorf("got %q, %v", s.Todo, err)
	}
	if again, err := cluster.Resize(aMinute(t, 4), conns[0], 3, func(int, int) {}); err != nil || !slices.Equal(again, spare) {
		t.Errorf("again: %v, %v", again, err)
	}
	var left []*voter.Voter
	for _, v := range voters {
		if slices.Contains(spare, v.Name()) {
			v.Close()
		} else {
			left = append(left, v)
		}
	}
	// Two of five votes are left, and two of the three that hold everything: what is saved is kept, and the status says so.
	lost := optionsOf[left[0].Name()]
	left[0].Close()
	remaining, _ := connect(t, left[1])
	eventually(t, "the status says that it can be saved", func() error {
		s, err := cluster.StatusOf(t.Context(), remaining, nil)
		if err == nil && (!s.Writable || !strings.Contains(fmt.Sprint(s.Todo), "what is saved is kept, but more than half of the machines that have a vote are down")) {
			err = fmt.Errorf("got %q", s.Todo)
		}
		return err
	})
	left[0] = start(t, lost)
	tell(t, 5, left[0])
	eventually(t, "the machines agree", func() error { return cluster.Majority(t.Context(), remaining) })
	members, err := left[0].ConnectMembers()
	if err != nil {
		t.Fatal(err)
	}
	defer members.Close()
	conn, _ := connect(t, left[0])
	for _, name := range spare {
		eventually(t, "removing", func() error { return remove(aMinute(t, 4), conn, members, name) }) // once all hold everything
	}
	if places := on(t, conn); len(strings.Fields(places["KV_parlance"])) != 3 {
		t.Errorf("everything lies on %v", places)
	}
	left[0].Close()
	c = openSoon(t, left[1])
	eventually(t, "saving", func() error {
		old, err := store.ReadFile(c.Tree("content").Tree(), "a.md")
		if err != nil {
			return err
		}
		return c.Tree("content").Apply([]store.Write{{Path: "a.md", Old: old, New: []byte("three were left, and one was lost")}})
	})
}

// openSoon opens the cluster through a machine, while a leader may have to be chosen.
func openSoon(t *testing.T, v *voter.Voter) (c *cluster.Cluster) {
	t.Helper()
	conn, _ := connect(t, v)
	eventually(t, "opening", func() (err error) {
		c, err = cluster.Open(aMinute(t, 1), conn, cluster.Options{})
		return err
	})
	t.Cleanup(c.Close)
	return c
}
