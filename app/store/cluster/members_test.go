package cluster_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// begin starts machines as processes.
func begin(t *testing.T, options []voter.Options) *battlefield {
	t.Helper()
	b := &battlefield{t: t, options: options, cmds: make([]*exec.Cmd, len(options)), lines: map[string]bool{}, began: time.Now(), clients: freeaddr.List(t, len(options))}
	for i := range b.options {
		b.options[i].Client, b.options[i].Log = b.clients[i], nil
		b.start(i)
	}
	return b
}

// name returns the name of a machine, as its folder says.
func (b *battlefield) name(i int) string {
	b.t.Helper()
	var machine struct {
		Name string `json:"machine"`
	}
	data, err := os.ReadFile(filepath.Join(b.options[i].Dir, "machine.json"))
	if err == nil {
		err = json.Unmarshal(data, &machine)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return machine.Name
}

// remove takes a machine out of the cluster, and waits until the others hold everything.
func (b *battlefield) remove(name string) error {
	conn, err := voter.ConnectFull(secret, nil, b.clients...)
	if err != nil {
		return err
	}
	defer conn.Close()
	members, err := voter.ConnectMembers(secret, nil, b.clients...)
	if err != nil {
		return err
	}
	defer members.Close()
	ctx, cancel := context.WithTimeout(b.t.Context(), 2*time.Minute)
	defer cancel()
	return remove(ctx, conn, members, name)
}

// remove takes a machine out of a cluster.
func remove(ctx context.Context, conn, members *nats.Conn, name string) error {
	list, err := voter.Members(ctx, members)
	if err != nil {
		return err
	}
	var votes []cluster.Vote
	for _, m := range list {
		votes = append(votes, cluster.Vote(m))
	}
	return cluster.Remove(ctx, conn, cluster.Removal{Name: name, ID: voter.ID(name), Votes: votes, Vote: func() error { return voter.Remove(ctx, members, name) }, Step: func(int, int) {}})
}

// eventually waits until something does not fail any more.
func eventually(t *testing.T, what string, do func() error) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(200 * time.Millisecond) {
		err := do()
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s: %v", what, err)
		}
	}
}

// Law 3: machines are lost with their disks, one after the other, and others take their places, while four people write: nothing that was acknowledged is
// lost, although in the end no machine of the beginning is left. Without PARLANCE_CHAOS one machine is replaced, and another one lost then.
func TestLaw3EveryMachineIsReplaced(t *testing.T) {
	if testing.Short() {
		t.Skip("replaces machines")
	}
	b := begin(t, voterOptions(t, 3))
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for worker := range 4 {
		c := b.join(t)
		random := rand.New(rand.NewPCG(1, uint64(worker)))
		workers.Go(func() { b.work(worker, 20, c, random, stop) })
	}
	eventually(t, "removing a machine that is none", func() error { // once all hold everything
		if err := b.remove("nobody"); err == nil || !strings.Contains(err.Error(), "no machine") {
			return fmt.Errorf("got %w", err)
		}
		return nil
	})
	replaced := 1
	if os.Getenv("PARLANCE_CHAOS") != "" {
		replaced = 3
	}
	for i := range replaced {
		lost := b.name(i)
		if err := b.remove(lost); err == nil || !strings.Contains(err.Error(), "runs: stop it first") {
			t.Errorf("removing a machine that runs: %v", err)
		}
		b.kill(i)
		b.awaitAck(time.Now())
		if err := b.remove(lost); err == nil || !strings.Contains(err.Error(), "takes its place first") {
			t.Errorf("removing a machine that none replaces: %v", err)
		}
		b.options[i].Dir = t.TempDir() // its disk is lost
		b.start(i)
		began := time.Now()
		eventually(t, "removing "+lost, func() error { return b.remove(lost) })
		t.Logf("%s took the place of %s in %v, acknowledged so far: %d", b.name(i), lost, time.Since(began).Round(time.Millisecond), b.acks.Load())
		b.awaitAck(time.Now())
	}
	if replaced < 3 {
		b.kill(2)
		b.awaitAck(time.Now())
	}
	close(stop)
	workers.Wait()
	b.judge()
}
