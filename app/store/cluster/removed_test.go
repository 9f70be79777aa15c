package cluster_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// A machine that was taken out is refused when it starts again on its old disk, where nothing is changed; removing it again changes nothing, and whatever an earlier
// call has left undone is named and done.
func TestAMachineThatWasRemovedDoesNotComeBack(t *testing.T) {
	if testing.Short() {
		t.Skip("replaces a machine")
	}
	options := voterOptions(t, 4)
	old := options[2]
	for i := range options { // the last one takes the place of the third
		options[i].Peers = nil
		for j := range options {
			if j != i && (i < 2 && j < 3 || i == 2 && j < 2 || i == 3 && j < 2) {
				options[i].Peers = append(options[i].Peers, options[j].Addr)
			}
		}
	}
	old.Peers = options[2].Peers
	voters := []*voter.Voter{start(t, options[0]), start(t, options[1]), start(t, old)}
	inhabit(t, open(t, voters[0], 3))
	conn := tell(t, 3, voters[:2]...)[0]
	lost := voters[2].Name()
	voters[2].Close()
	voters = append(voters, start(t, options[3]))
	tell(t, 3, voters[3])
	members, err := voters[0].ConnectMembers()
	if err != nil {
		t.Fatal(err)
	}
	defer members.Close()
	eventually(t, "the machines agree", func() error { return cluster.Majority(t.Context(), conn) })
	if err := cluster.MarkRemoved(t.Context(), conn, lost, voter.ID(lost)); err != nil { // and cut off there
		t.Fatal(err)
	}
	list, err := voter.Members(t.Context(), members)
	if err != nil {
		t.Fatal(err)
	}
	votes := []cluster.Vote{}
	for _, m := range list {
		votes = append(votes, cluster.Vote(m))
	}
	if s, err := cluster.StatusOf(t.Context(), conn, votes); err != nil || !s.Writable || !strings.Contains(strings.Join(s.Todo, "\n"), "not finished: parlance cluster remove "+lost) {
		t.Errorf("got %q, %v", s.Todo, err)
	}
	for range 2 {
		eventually(t, "removing", func() error { return remove(aMinute(t, 2), conn, members, lost) })
	}
	if s, err := cluster.StatusOf(t.Context(), conn, nil); err != nil || strings.Contains(strings.Join(s.Todo, "\n"), lost) {
		t.Errorf("got %q, %v", s.Todo, err)
	}
	before := times(t, old.Dir)
	old.Before = func(conn *nats.Conn, name string) error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		return cluster.CheckRemoved(ctx, conn, name, voter.ID(name))
	}
	_, err = voter.Start(old)
	if removed, ok := errors.AsType[*cluster.RemovedError](err); !ok || removed.Machine != lost || !strings.Contains(err.Error(), "empty --cluster-dir") {
		t.Errorf("got %v", err)
	}
	if after := times(t, old.Dir); after != before {
		t.Errorf("its folder was changed:\n%s\nwas\n%s", after, before)
	}
	options[1].Before = old.Before // and one that was not is not
	voters[1].Close()
	start(t, options[1])
}

// times lists the files of a folder, and when each was changed.
func times(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err == nil && !d.IsDir() {
			b.WriteString(path + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
