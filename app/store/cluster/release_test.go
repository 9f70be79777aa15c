package cluster_test

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

func TestReleases(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	if _, err := c.Rollback(t.Context(), "", "Ana"); err == nil {
		t.Error("rolled back to nothing")
	}
	write := func(name, old, new string) {
		t.Helper()
		w := store.Write{Path: name, New: []byte(new)}
		if old != "" {
			w.Old = []byte(old)
		}
		if err := c.Tree("locales").Apply([]store.Write{w}); err != nil {
			t.Fatal(err)
		}
	}
	write("a.toml", "", "1")
	write("team.toml", "", "people")
	first, err := c.Release(t.Context(), "the first", "Ana")
	if err != nil {
		t.Fatal(err)
	}
	write("a.toml", "1", "2")
	second, err := open(t, v, 1).Release(t.Context(), "", "Bo")
	if err != nil || second.ID == first.ID {
		t.Fatalf("got %v, %v", second, err)
	}
	if _, err := c.Rollback(t.Context(), "", "Ana"); err != nil {
		t.Fatal(err)
	}
	now, err := c.Current(t.Context())
	if err != nil || now.ID != first.ID || !now.Back || now.Note != "the first" {
		t.Errorf("got %+v, %v", now, err)
	}
	list, err := c.Releases(t.Context())
	if err != nil || len(list) != 3 || list[0].ID != first.ID || !list[0].Current || list[1].ID != second.ID || list[1].Current {
		t.Errorf("got %+v, %v", list, err)
	}
	for id, want := range map[cluster.Sum]string{first.ID: "1", second.ID: "2"} {
		text, err := c.Object(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		m, err := cluster.ParseManifest(text)
		if err != nil || len(m) != 1 {
			t.Errorf("got %v, %v: only what readers may get is released", m, err)
		}
		if got, err := c.Object(t.Context(), m["locales/a.toml"].Sum); err != nil || string(got) != want {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if _, err := c.Rollback(t.Context(), string(first.ID[:6]), "Ana"); err == nil {
		t.Error("rolled back to what is served")
	}
	if _, err := c.Rollback(t.Context(), "", "Ana"); err == nil || !strings.Contains(err.Error(), "no release before") {
		t.Errorf("rolled back from the first one: %v", err)
	}
	if _, err := c.Rollback(t.Context(), string(second.ID[:6]), "Ana"); err != nil {
		t.Error(err)
	}
	write("a.toml", "2", "3")
	if _, err := c.Release(t.Context(), "", "Bo"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []cluster.Sum{second.ID, first.ID} { // twice goes back two
		if r, err := c.Rollback(t.Context(), "", "Ana"); err != nil || r.ID != want {
			t.Errorf("went back to %.6s, want %.6s, %v", r.ID, want, err)
		}
	}
	write("a.toml", "3", "4")
	if _, err := c.Release(t.Context(), "", "Bo"); err != nil {
		t.Fatal(err)
	}
	if r, err := c.Rollback(t.Context(), "", "Ana"); err != nil || r.ID != first.ID { // and not to what was gone back from
		t.Errorf("went back to %.6s, want %.6s, %v", r.ID, first.ID, err)
	}
}
