package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
)

func testWatchTellsOfEveryChange(t *testing.T, open Open) {
	s := open(t, map[string]string{"a.toml": "1", "ar/b.toml": "1"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan []string, 100)
	if err := s.Watch(ctx, func(paths []string) { reports <- paths }); err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct {
		path string
		make func() error
	}{
		{"a.toml", func() error { return s.Apply([]store.Write{{Path: "a.toml", Old: []byte("1"), New: []byte("2")}}) }},
		{"ar/log", func() error { return s.Append("ar/log", add("line\n")) }},
		{"ar/b.toml", func() error { return s.Remove("ar/b.toml", []byte("1")) }},
		{"fr/c.toml", func() error { return s.Apply([]store.Write{{Path: "fr/c.toml", New: []byte("1")}}) }},
	} {
		if err := change.make(); err != nil {
			t.Fatal(err)
		}
		for told := false; !told; {
			select {
			case paths := <-reports:
				told = paths == nil || slices.Contains(paths, change.path)
			case <-time.After(10 * time.Second):
				t.Fatalf("no report of %s", change.path)
			}
		}
	}
}
