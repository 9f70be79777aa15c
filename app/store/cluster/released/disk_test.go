package released_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
)

// source is a cluster as a disk sees it.
type source struct {
	objects map[cluster.Sum]string
	revoked string

	mu    sync.Mutex
	asked []cluster.Sum
}

func (s *source) Object(_ context.Context, sum cluster.Sum) ([]byte, error) {
	s.mu.Lock()
	s.asked = append(s.asked, sum)
	s.mu.Unlock()
	text, ok := s.objects[sum]
	if !ok {
		return nil, errors.New("away")
	}
	return []byte(text), nil
}

func (s *source) Revocations(name string) []byte {
	if name == "locales/ar/reviews.jsonl" {
		return []byte(s.revoked)
	}
	return nil
}

// open opens a disk that has files and revocations from a source.
func open(dir string, s *source) (*released.Disk, error) {
	d, err := released.Open(dir)
	if err == nil {
		d.Connect(s)
	}
	return d, err
}

// release adds a release.
func (s *source) release(files map[string]string) cluster.Sum {
	m := cluster.Manifest{}
	add := func(text string) cluster.Sum {
		sum := cluster.SumOf([]byte(text))
		s.objects[sum] = text
		return sum
	}
	for name, text := range files {
		m[name] = cluster.Listed{Sum: add(text), Size: int64(len(text))}
	}
	return add(string(m.Text()))
}

func read(t *testing.T, tree store.Tree, name string) string {
	t.Helper()
	data, err := store.ReadFile(tree, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Law 7: readers are served a release as a whole; what cannot be fetched changes nothing.
func TestReadersAreServedWholeReleases(t *testing.T) {
	s, dir := &source{objects: map[cluster.Sum]string{}}, filepath.Join(t.TempDir(), "releases")
	d, err := open(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	content, locales := d.Tree("content"), d.Tree("locales")
	if list, err := fs.ReadDir(content, "."); err != nil || len(list) > 0 {
		t.Errorf("got %v, %v before there is a release", list, err)
	}
	told := 0
	d.Watch(t.Context(), func(paths []string) {
		told++
		slices.Sort(paths)
		if want := [][]string{nil, {"content/a.md", "locales/ar/a.toml"}, {"content/a.md", "content/b.md", "locales/ar/a.toml"}}[told-1]; !slices.Equal(paths, want) {
			t.Errorf("got %v, want %v", paths, want)
		}
	})
	first := s.release(map[string]string{"content/a.md": "one", "content/b.md": "same", "locales/ar/a.toml": "eins"})
	if err := d.Take(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if read(t, content, "a.md") != "one" || read(t, locales, "ar/a.toml") != "eins" || told != 1 {
		t.Errorf("got %q, told %d times", read(t, content, "a.md"), told)
	}
	second := s.release(map[string]string{"content/a.md": "two", "content/b.md": "same", "locales/ar/a.toml": "zwei"})
	lost := cluster.SumOf([]byte("zwei"))
	delete(s.objects, lost)
	if err := d.Take(t.Context(), second); err == nil || read(t, content, "a.md") != "one" || d.ID() != first {
		t.Errorf("got %v: half a release is served", err)
	}
	s.objects[lost], s.asked = "zwei", nil
	if err := d.Take(t.Context(), second); err != nil || read(t, content, "a.md") != "two" || read(t, locales, "ar/a.toml") != "zwei" {
		t.Errorf("got %v", err)
	}
	if slices.Contains(s.asked, cluster.SumOf([]byte("same"))) {
		t.Error("a file that is here was fetched again")
	}
	third := s.release(map[string]string{"content/a.md": "three"})
	if err := d.Take(t.Context(), third); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(content, "b.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := d.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(dir + "/objects/*/*")
	if err != nil || len(left) != 6 { // two manifests, and four files of the second and the third
		t.Errorf("%d files are kept, %v", len(left), err)
	}
}

// A rollback never brings a withdrawn text back: revocations count whichever release is served.
func TestRevocationsCountAtOnce(t *testing.T) {
	s := &source{objects: map[cluster.Sum]string{}}
	d, err := open(t.TempDir(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Take(t.Context(), s.release(map[string]string{"locales/ar/reviews.jsonl": "{\"signed\":1}", "locales/fr/reviews.jsonl": "x\n"})); err != nil {
		t.Fatal(err)
	}
	tree := d.Tree("locales")
	before, err := fs.Stat(tree, "ar/reviews.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	d.Watch(t.Context(), func(paths []string) { told = append(told, paths...) })
	s.revoked = "{\"kind\":\"revoke\"}\n"
	if err := d.Revoked([]string{"locales/ar/reviews.jsonl", "locales/ar/a.toml"}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, tree, "ar/reviews.jsonl"); got != "{\"signed\":1}\n{\"kind\":\"revoke\"}\n" {
		t.Errorf("got %q", got)
	}
	if got := read(t, tree, "fr/reviews.jsonl"); got != "x\n" {
		t.Errorf("got %q", got)
	}
	after, err := fs.Stat(tree, "ar/reviews.jsonl")
	if err != nil || store.VersionOf(after) == store.VersionOf(before) {
		t.Error("the ledger seems to be as it was")
	}
	if strings.Join(told, " ") != "locales/ar/reviews.jsonl" {
		t.Errorf("told of %v", told)
	}
}
