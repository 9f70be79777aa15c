package released_test

import (
	"errors"
	"io/fs"
	"slices"
	"testing"

	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
)

// A release is read before it is served, with what is the same as in the one before; when it is served nothing is fetched any more.
func TestTryServesNothing(t *testing.T) {
	s := &source{objects: map[cluster.Sum]string{}}
	d, err := released.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d.Connect(s)
	first := s.release(map[string]string{"content/a.md": "one", "content/b.md": "same"})
	if err := d.Take(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	second := s.release(map[string]string{"content/a.md": "two", "content/b.md": "same", "locales/ar/a.toml": "zwei"})
	try := func() ([]string, error) {
		return d.Try(t.Context(), second, first, func(c released.Candidate) ([]string, error) {
			if read(t, c.Content, "a.md") != "two" || read(t, c.Locales, "ar/a.toml") != "zwei" || c.Same("content/a.md") || !c.Same("content/b.md") || c.Same("locales/ar/a.toml") {
				t.Error("another release was read")
			}
			if entries, err := fs.ReadDir(c.Content, "."); err != nil || len(entries) != 2 {
				t.Errorf("got %v, %v", entries, err)
			}
			return []string{"content/a.md"}, errors.New("why not")
		})
	}
	lost := cluster.SumOf([]byte("zwei"))
	delete(s.objects, lost)
	if _, err := try(); err == nil || err.Error() == "why not" {
		t.Errorf("got %v of a release that cannot be fetched", err)
	}
	s.objects[lost] = "zwei"
	if unreadable, err := try(); err == nil || err.Error() != "why not" || !slices.Equal(unreadable, []string{"content/a.md"}) {
		t.Errorf("got %v, %v", unreadable, err)
	}
	if d.ID() != first || read(t, d.Tree("content"), "a.md") != "one" {
		t.Error("the candidate is served")
	}
	if err := d.Sweep(t.Context()); err != nil { // it leaves the candidate's files
		t.Fatal(err)
	}
	s.mu.Lock()
	s.asked = nil
	s.mu.Unlock()
	if err := d.Take(t.Context(), second); err != nil || len(s.asked) > 0 || read(t, d.Tree("content"), "a.md") != "two" {
		t.Errorf("got %v; %v were fetched again", err, s.asked)
	}
}
