//go:build linux

package nemesis_test

import (
	"context"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

// judge holds what stands in the end, and the whole history, against what was acknowledged (law 3).
func (s *site) judge() {
	conn := eventually(s.t, "connecting in the end", s.connect)
	defer conn.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c, err := cluster.Open(ctx, conn, cluster.Options{Name: "nemesis"})
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	known := s.stands(c.Tree("locales").Tree())
	records, faults, err := history.New(c.Log(history.Name)).Records(tag, "")
	if err != nil || len(faults) > 0 {
		s.t.Fatal(err, faults)
	}
	recorded := 0
	after := map[string]bool{}
	for _, r := range records {
		known[r.After.Other], known[r.Before.Other] = true, true
		if after[r.After.Other] {
			s.t.Errorf("%s: the edit to %q stands twice in the history", r.Key, r.After.Other)
		}
		after[r.After.Other] = true
		recorded++
	}
	lost := 0
	for words, key := range s.words {
		if !known[words] {
			lost++
			s.t.Errorf("%s: the acknowledged words %q are lost", key, words)
		}
	}
	s.t.Logf("%d edits went in, %d were refused, of %d nobody knows, %d were read; %d acknowledged, %d in the history, %d lost",
		s.counts[wentIn], s.counts[refused], s.counts[unknown], s.counts[found], len(s.words), recorded, lost)
	result, info := porcupine.CheckOperationsVerbose(register, s.history, 2*time.Minute)
	if result != porcupine.Ok {
		s.t.Errorf("the history is not that of texts that are written by compare-and-swap: %v", result)
		if err := porcupine.VisualizePath(register, info, "/tmp/nemesis-history.html"); err == nil {
			s.t.Log("see /tmp/nemesis-history.html")
		}
	}
}

// stands returns the words of all catalogs, those too that they keep as previous ones, and notes them as found.
func (s *site) stands(tree store.Tree) map[string]bool {
	known := map[string]bool{}
	for i := range pages {
		slug := synthetic.Slug(i)
		data, err := store.ReadFile(tree, catalogPath(slug))
		if err != nil {
			s.t.Fatal(err)
		}
		for _, m := range parseCatalog(s.t, slug, data).Messages() {
			known[m.Forms.Other] = true
			for _, p := range m.Previous {
				known[p.Text.Other] = true
			}
			if s.edited(m.Key) {
				s.add(101, operation{key: m.Key, new: catalog.Hash(m.Forms)}, time.Now(), found)
			}
		}
	}
	return known
}
