package cluster_test

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parlance/parlance/app/store"
)

func mapTree(name string, files map[string]string) store.Tree {
	tree := fstest.MapFS{}
	for path, text := range files {
		tree[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return store.Tree{FS: tree, Name: name}
}

// Of all machines that find the cluster empty one fills it, with the files of its folders and none of another's.
func TestOneMachineFillsAnEmptyCluster(t *testing.T) {
	voters := startVoters(t, 3)
	by := make([]string, 3)
	var wait sync.WaitGroup
	for i, v := range voters {
		c := open(t, v, 3)
		wait.Go(func() {
			files := map[string]string{"who.md": fmt.Sprint(i), fmt.Sprint(i, ".md"): "", ".hidden": "", "embed.go": ""}
			for n := range 1500 {
				files[fmt.Sprint("pages/", n, ".md")] = fmt.Sprint(i)
			}
			var err error
			ledger := map[string]string{"ar/reviews.jsonl": fmt.Sprintln(i)}
			by[i], err = c.Fill(t.Context(), fmt.Sprint("machine ", i), mapTree("/srv/content", files), mapTree("locales", ledger))
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for _, v := range voters {
		c := open(t, v, 3)
		winner, _ := strings.CutPrefix(by[0], "machine ")
		content := c.Tree("content").Tree()
		names, err := fs.Glob(content, "*")
		if err != nil || fmt.Sprint(names) != fmt.Sprintf("[%s.md pages who.md]", winner) {
			t.Errorf("got %v, %v", names, err)
		}
		for n := range 1500 {
			if got, err := store.ReadFile(content, fmt.Sprint("pages/", n, ".md")); err != nil || string(got) != winner {
				t.Fatalf("got %q, %v: want %s", got, err, winner)
			}
		}
		if got, err := store.ReadFile(c.Tree("locales").Tree(), "ar/reviews.jsonl"); err != nil || string(got) != winner+"\n" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if by[0] == "" || by[0] != by[1] || by[1] != by[2] {
		t.Errorf("got %q", by)
	}
}

// What stands in a cluster is never written over from a folder, and a machine without folders fills nothing.
func TestFillWritesNothingOver(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := c.Fill(ctx, "a"); err == nil || !strings.Contains(err.Error(), "start one where the folders") {
		t.Errorf("got %v", err)
	}
	for i, name := range []string{"a", "b"} {
		if by, err := c.Fill(t.Context(), name, mapTree("content", map[string]string{"who.md": name})); by != "a" || err != nil {
			t.Errorf("%d: got %q, %v", i, by, err)
		}
	}
	if got, err := store.ReadFile(c.Tree("content").Tree(), "who.md"); err != nil || string(got) != "a" {
		t.Errorf("got %q, %v", got, err)
	}
}
