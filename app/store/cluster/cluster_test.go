package cluster_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
	"github.com/parlance/parlance/app/store/storetest"
)

const secret = voter.Secret("a secret that only tests know")

// voterOptions returns options for the machines of a cluster on this one.
func voterOptions(t testing.TB, n int) []voter.Options {
	t.Helper()
	addrs := freeaddr.List(t, n)
	list := make([]voter.Options, n)
	for i := range list {
		list[i] = voter.Options{Cluster: "test", Dir: t.TempDir(), Addr: addrs[i], Peers: slices.Concat(addrs[:i], addrs[i+1:]), Secret: secret,
			Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	}
	return list
}

func start(t testing.TB, o voter.Options) *voter.Voter {
	t.Helper()
	v, err := voter.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v
}

// startVoters starts the machines of a cluster in this process.
func startVoters(t testing.TB, n int) (list []*voter.Voter) {
	t.Helper()
	for _, o := range voterOptions(t, n) {
		list = append(list, start(t, o))
	}
	return list
}

// open opens the cluster through one of its machines.
func open(t testing.TB, v *voter.Voter, replicas int) *cluster.Cluster {
	t.Helper()
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := cluster.Open(ctx, conn, cluster.Options{Name: "test", Replicas: replicas})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestContract(t *testing.T) {
	for _, machines := range []int{1, 3} {
		trees := 0
		t.Run(fmt.Sprint(machines), func(t *testing.T) {
			c := open(t, startVoters(t, machines)[0], machines)
			storetest.Run(t, func(t *testing.T, files map[string]string) store.Store {
				trees++
				s := c.Tree(fmt.Sprint("tree", trees))
				for name, text := range files {
					if err := s.Apply([]store.Write{{Path: name, New: []byte(text)}}); err != nil {
						t.Fatal(err)
					}
				}
				return s
			})
		})
	}
}

// Law 3: of all that write to one file at once, on whatever machine, each writes over what it has read.
func TestMachinesLoseNothingOfEachOther(t *testing.T) {
	voters := startVoters(t, 3)
	const each = 25
	var wait sync.WaitGroup
	for i, v := range voters {
		c := open(t, v, 3)
		wait.Go(func() {
			tree := c.Tree("locales")
			for n := 0; n < each; {
				old, err := store.ReadFile(tree.Tree(), "count")
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Error(err)
					return
				}
				switch err := tree.Apply([]store.Write{{Path: "count", Old: old, New: append(bytes.Clone(old), byte('a'+i))}}); {
				case err == nil:
					n++
				case !errors.Is(err, store.ErrChanged):
					t.Error(err)
					return
				}
				if err := tree.Append("ar/reviews.jsonl", func([]byte) ([]byte, error) { return fmt.Appendf(nil, "%d %d\n", i, n), nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	for _, v := range voters { // whoever comes now finds the same
		tree := open(t, v, 3).Tree("locales").Tree()
		count, err := store.ReadFile(tree, "count")
		if err != nil {
			t.Fatal(err)
		}
		ledger, err := store.ReadFile(tree, "ar/reviews.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		for i := range voters {
			if n := bytes.Count(count, []byte{byte('a' + i)}); n != each {
				t.Errorf("of machine %d there are %d of %d", i, n, each)
			}
			for n := 1; n <= each; n++ {
				if line := fmt.Sprintf("%d %d\n", i, n); !strings.Contains("\n"+string(ledger), "\n"+line) {
					t.Errorf("the line %q is gone", line)
				}
			}
		}
	}
}

// All or none, also of more bytes than are sent at once, and of files that do not shrink.
func TestApplyOfMuch(t *testing.T) {
	c := open(t, startVoters(t, 1)[0], 1)
	tree := c.Tree("content")
	writes := make([]store.Write, 1200)
	for i := range writes {
		writes[i] = store.Write{Path: fmt.Sprintf("p%d/größe %d.md", i%7, i), New: fmt.Appendf(nil, "text %d", i)}
	}
	large := make([]byte, store.MaxFileSize)
	rand.NewChaCha8([32]byte{}).Read(large)
	writes = append(writes, store.Write{Path: "large", New: large})
	if err := tree.Apply(writes); err != nil {
		t.Fatal(err)
	}
	for _, w := range writes {
		if got, err := store.ReadFile(tree.Tree(), w.Path); err != nil || !bytes.Equal(got, w.New) {
			t.Fatalf("%s: got %d bytes, %v", w.Path, len(got), err)
		}
	}
	if err := fstest.TestFS(tree.Tree().FS, "p0/größe 7.md", "large"); err != nil {
		t.Error(err)
	}
	if err := tree.Apply([]store.Write{{Path: "too large", New: append(large, 'x')}}); err == nil {
		t.Error("a file that cannot be read any more was written")
	}
}

// A ledger only grows, whoever asks.
func TestLedgersOnlyGrow(t *testing.T) {
	c := open(t, startVoters(t, 1)[0], 1)
	tree := c.Tree("locales")
	write := func(old, new string) error {
		w := store.Write{Path: "ar/reviews.jsonl", New: []byte(new)}
		if old != "" {
			w.Old = []byte(old)
		}
		return tree.Apply([]store.Write{{Path: "before", New: []byte(new)}, w, {Path: "behind", New: []byte(new)}})
	}
	if err := write("", "1\n"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"before", "behind"} {
		if err := tree.Remove(name, []byte("1\n")); err != nil {
			t.Error(err)
		}
	}
	if err := write("1\n", "1\n2\n"); err != nil {
		t.Error(err)
	}
	if err := tree.Apply([]store.Write{{Path: "ar/reviews.jsonl", Old: []byte("1\n2\n"), New: []byte("2\n")}}); err == nil || !strings.Contains(err.Error(), "only grow") {
		t.Errorf("got %v", err)
	}
	if err := tree.Remove("ar/reviews.jsonl", []byte("1\n2\n")); err == nil {
		t.Error("a ledger was removed")
	}
	if got, _ := store.ReadFile(tree.Tree(), "ar/reviews.jsonl"); string(got) != "1\n2\n" {
		t.Errorf("got %q", got)
	}
}
