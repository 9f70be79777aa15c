package released_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
)

// objectPath returns where the disk keeps a file.
func objectPath(dir string, sum cluster.Sum) string {
	return filepath.Join(dir, "objects", string(sum[:2]), string(sum))
}

// A machine starts with no network at all, from the release that it served last, with every revocation that it had heard of.
func TestAStartNeedsNoNetwork(t *testing.T) {
	s, dir := &source{objects: map[cluster.Sum]string{}}, t.TempDir()
	d, err := open(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	first := s.release(map[string]string{"content/a.md": "one", "locales/ar/reviews.jsonl": "{\"signed\":1}\n"})
	second := s.release(map[string]string{"content/a.md": "two", "locales/ar/reviews.jsonl": "{\"signed\":1}\n"})
	if err := errors.Join(d.Take(t.Context(), first), d.Take(t.Context(), second)); err != nil {
		t.Fatal(err)
	}
	s.revoked = "{\"kind\":\"revoke\"}\n"
	if err := d.Revoked([]string{"locales/ar/reviews.jsonl"}); err != nil {
		t.Fatal(err)
	}
	alone, err := released.Open(dir)
	if err != nil || len(alone.Faults()) > 0 || alone.ID() != second {
		t.Fatalf("got %v, %v, %s", err, alone.Faults(), alone.ID())
	}
	if got := read(t, alone.Tree("content"), "a.md"); got != "two" {
		t.Errorf("got %q", got)
	}
	if got := read(t, alone.Tree("locales"), "ar/reviews.jsonl"); got != "{\"signed\":1}\n{\"kind\":\"revoke\"}\n" {
		t.Errorf("a text that was taken back came back with a start: %q", got)
	}
	if err := alone.Take(t.Context(), first); err != nil { // it is here still
		t.Errorf("the release before is not on the disk: %v", err)
	}
	if err := alone.Take(t.Context(), cluster.SumOf([]byte("another"))); err == nil || alone.ID() != first {
		t.Errorf("got %v", err)
	}
}

// Whatever of the folder is damaged, a start serves what can be read of it, and once the cluster answers everything (law 9).
func TestADamagedFolderServesWhatItCan(t *testing.T) {
	spoil := func(path string) error { return os.WriteFile(path, []byte("{spoilt"), 0o644) }
	for name, c := range map[string]struct {
		damage func(dir string, first, second cluster.Sum) error
		text   string // of the file that changes, before the cluster answers
		same   string // of the one that does not
	}{
		"nothing": {func(string, cluster.Sum, cluster.Sum) error { return nil }, "two", "same"},
		"a file":  {func(dir string, _, _ cluster.Sum) error { return spoil(objectPath(dir, cluster.SumOf([]byte("two")))) }, "", "same"},
		"a file that is gone": {func(dir string, _, _ cluster.Sum) error {
			return os.Remove(objectPath(dir, cluster.SumOf([]byte("two"))))
		}, "", "same"},
		"an empty file": {func(dir string, _, _ cluster.Sum) error {
			return os.Truncate(objectPath(dir, cluster.SumOf([]byte("two"))), 0)
		}, "", "same"},
		"the manifest": {func(dir string, _, second cluster.Sum) error { return spoil(objectPath(dir, second)) }, "one", "same"},
		"both manifests": {func(dir string, first, second cluster.Sum) error {
			return errors.Join(spoil(objectPath(dir, first)), spoil(objectPath(dir, second)))
		}, "", ""},
		"the pointer":   {func(dir string, _, _ cluster.Sum) error { return spoil(filepath.Join(dir, "release.json")) }, "two", "same"},
		"the other one": {func(dir string, _, _ cluster.Sum) error { return spoil(filepath.Join(dir, "release-again.json")) }, "two", "same"},
		"no pointer":    {func(dir string, _, _ cluster.Sum) error { return os.Remove(filepath.Join(dir, "release.json")) }, "two", "same"},
		"everything":    {func(dir string, _, _ cluster.Sum) error { return os.RemoveAll(dir) }, "", ""},
		"a revocation": {func(dir string, _, _ cluster.Sum) error {
			return spoil(filepath.Join(dir, "revoked/locales/ar/reviews.jsonl"))
		}, "two", "same"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, dir := &source{objects: map[cluster.Sum]string{}, revoked: "{\"kind\":\"revoke\"}\n"}, filepath.Join(t.TempDir(), "releases")
			d, err := open(dir, s)
			if err != nil {
				t.Fatal(err)
			}
			first := s.release(map[string]string{"content/a.md": "one", "content/b.md": "same", "locales/ar/reviews.jsonl": "{}\n"})
			second := s.release(map[string]string{"content/a.md": "two", "content/b.md": "same", "locales/ar/reviews.jsonl": "{}\n"})
			if err := errors.Join(d.Take(t.Context(), first), d.Take(t.Context(), second), c.damage(dir, first, second)); err != nil {
				t.Fatal(err)
			}
			d, err = released.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			tree := d.Tree("content")
			for file, want := range map[string]string{"a.md": c.text, "b.md": c.same} {
				data, err := store.ReadFile(tree, file)
				if string(data) != want || (err == nil) != (want != "") {
					t.Errorf("%s: got %q, %v, want %q", file, data, err, want)
				}
				if listed := d.ID() != ""; listed && errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s seems to have left the site", file)
				}
			}
			d.Connect(s)
			if err := d.Take(t.Context(), second); err != nil {
				t.Fatal(err)
			}
			_, err = d.Mend(t.Context(), true)
			if err := errors.Join(err, d.Revoked([]string{"locales/ar/reviews.jsonl"})); err != nil {
				t.Fatal(err)
			}
			if a, b := read(t, tree, "a.md"), read(t, tree, "b.md"); a != "two" || b != "same" {
				t.Errorf("got %q and %q once the cluster answers", a, b)
			}
			if got := read(t, d.Tree("locales"), "ar/reviews.jsonl"); got != "{}\n{\"kind\":\"revoke\"}\n" {
				t.Errorf("got %q", got)
			}
			if d, err := released.Open(dir); err != nil || len(d.Faults()) > 0 || d.ID() != second {
				t.Errorf("it is not mended: %v, %v", err, d.Faults())
			}
		})
	}
}

// What was written by a later build is refused with what to do, and left as it is.
func TestALaterFormatIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "release.json"), []byte("{\"format\":2,\"id\":\"x\"}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := released.Open(dir); err == nil || !strings.Contains(err.Error(), "use the release of parlance") {
		t.Errorf("got %v", err)
	}
}

// A file that is found damaged while it is served is fetched again, and read again.
func TestADamagedFileIsFetchedAgain(t *testing.T) {
	s, dir := &source{objects: map[cluster.Sum]string{}}, t.TempDir()
	d, err := open(dir, s)
	if err == nil {
		err = d.Take(t.Context(), s.release(map[string]string{"content/a.md": "one", "content/b.md": "two"}))
	}
	if err == nil {
		err = os.WriteFile(objectPath(dir, cluster.SumOf([]byte("one"))), []byte("spoilt"), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if data, err := store.ReadFile(d.Tree("content"), "a.md"); err == nil {
		t.Errorf("%q was served", data)
	}
	var told []string
	d.Watch(t.Context(), func(paths []string) { told = append(told, paths...) })
	s.asked = nil
	if n, err := d.Mend(t.Context(), false); n != 1 || err != nil || len(s.asked) != 1 || !slices.Equal(told, []string{"content/a.md"}) {
		t.Errorf("got %d, %v; asked for %v, told of %v", n, err, s.asked, told)
	}
	if got := read(t, d.Tree("content"), "a.md"); got != "one" {
		t.Errorf("got %q", got)
	}
}
