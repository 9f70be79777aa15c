package cluster_test

import (
	"errors"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

func TestLog(t *testing.T) {
	v := startVoters(t, 1)[0]
	log := open(t, v, 1).Log("history.jsonl")
	_, mark, ok, err := log.After(store.Mark{})
	if ok || err != nil {
		t.Errorf("got %v, %v of an empty log", ok, err)
	}
	if err := log.AppendLines([][]byte{[]byte("1"), []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if _, mark, ok, _ = log.After(mark); ok {
		t.Error("the log was not read as a whole")
	}
	if err := open(t, v, 1).Log("history.jsonl").AppendLines([][]byte{[]byte("3")}); err != nil {
		t.Fatal(err)
	}
	if err := log.AppendLines([][]byte{[]byte("4")}); err != nil {
		t.Fatal(err)
	}
	if added, _, ok, err := log.After(mark); !ok || err != nil || string(added) != "3\n4\n" {
		t.Errorf("got %q, %v, %v", added, ok, err)
	}
	if err := log.Rewrite(func([]byte) []byte { return nil }); err == nil {
		t.Error("lines that stay were said to be rewritten")
	}
}

// What was acknowledged is there after all machines ended, and what cannot be saved is refused while most are away.
func TestMostMachinesAway(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for machines that do not answer")
	}
	t.Parallel()
	options := voterOptions(t, 3)
	voters := []*voter.Voter{start(t, options[0]), start(t, options[1]), start(t, options[2])}
	c := open(t, voters[0], 3)
	tree := c.Tree("content")
	if err := tree.Apply([]store.Write{{Path: "a.md", New: []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	voters[1].Close()
	voters[2].Close()
	err := tree.Apply([]store.Write{{Path: "a.md", Old: []byte("1"), New: []byte("2")}})
	if !errors.Is(err, cluster.ErrUnsaved) || c.Unsaved() != 1 {
		t.Errorf("got %v, and %d writes were refused", err, c.Unsaved())
	}
	if got, err := store.ReadFile(tree.Tree(), "a.md"); err != nil || string(got) != "1" {
		t.Errorf("got %q, %v: reading needs nobody", got, err)
	}
	voters[1] = start(t, options[1])
	var writing error
	for range 3 {
		if writing = tree.Apply([]store.Write{{Path: "b.md", New: []byte("1")}}); writing == nil || errors.Is(writing, store.ErrChanged) {
			break
		}
	}
	if got, err := store.ReadFile(tree.Tree(), "b.md"); err != nil || string(got) != "1" {
		t.Errorf("got %q, %v after %v", got, err, writing)
	}
	voters[0].Close()
	voters[1].Close()
	again := []*voter.Voter{start(t, options[0]), start(t, options[1]), start(t, options[2])}
	for _, v := range again {
		if got, err := store.ReadFile(open(t, v, 3).Tree("content").Tree(), "b.md"); err != nil || string(got) != "1" {
			t.Errorf("got %q, %v", got, err)
		}
	}
}
