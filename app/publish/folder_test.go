package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// put publishes some files, and returns what changed, a line each.
func put(t *testing.T, dir string, files map[string]string, now time.Time) string {
	t.Helper()
	f, err := OpenFolder(dir, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for path, data := range files {
		if err := f.Put(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := f.Finish()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Kind+" "+c.Path)
	}
	return strings.Join(lines, "\n")
}

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

func TestFilesThatHaveNotChangedAreNotTouched(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	start := time.Now().Add(time.Hour) // a clock that is set back afterwards
	if got := put(t, dir, map[string]string{"a.html": "one", "b/c.html": "two", "gone.html": "x"}, start); got != "new a.html\nnew b/c.html\nnew gone.html" {
		t.Fatal(got)
	}
	before, err := os.Stat(filepath.Join(dir, "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	if got := put(t, dir, map[string]string{"a.html": "one", "b/c.html": "TWO", "d.html": "new"}, time.Now()); got != "changed b/c.html\nnew d.html\nremoved gone.html" {
		t.Error(got)
	}
	after, _ := os.Stat(filepath.Join(dir, "a.html"))
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("a file that has not changed was written anew")
	}
	changed, err := os.Stat(filepath.Join(dir, "b/c.html"))
	if err != nil || !changed.ModTime().After(before.ModTime()) {
		t.Error("a file of the same length that has changed is no later than before")
	}
	if _, err := os.Stat(filepath.Join(dir, "gone.html")); err == nil {
		t.Error("a file that has gone is still there")
	}
	if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 1 {
		t.Errorf("beside the folder: %v", left)
	}
	for _, line := range strings.Split(strings.TrimSpace(content(t, filepath.Join(dir, ManifestPath))), "\n") {
		if sum, path, ok := strings.Cut(line, "  "); !ok || len(sum) != 64 || content(t, filepath.Join(dir, path)) == "" {
			t.Error(line)
		}
	}
}

func TestWhatOthersHavePutThereStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	others := map[string]string{".git/HEAD": "ref", ".well-known/acme/token": "t", "CNAME": "guides.example.org", "google.html": "vouches"}
	for _, name := range []string{".git/HEAD", ".well-known/acme/token", "CNAME"} { // before the first time
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(others[name]), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, map[string]string{"a.html": "one"}, time.Now())
	if err := os.WriteFile(filepath.Join(dir, "google.html"), []byte("vouches"), 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"a.html": "two"}, time.Now())
	put(t, dir, map[string]string{"b.html": "two"}, time.Now())
	for name, want := range others {
		if got := content(t, filepath.Join(dir, name)); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAFolderThatIsNotOursIsNotWrittenTo(t *testing.T) {
	dir := t.TempDir()
	home, _ := os.UserHomeDir()
	full, file, link, trees := filepath.Join(dir, "full"), filepath.Join(dir, "file"), filepath.Join(dir, "link"), filepath.Join(dir, "work/content")
	err := errors.Join(os.MkdirAll(full, 0o755), os.WriteFile(filepath.Join(full, "thesis.txt"), []byte("mine"), 0o644), os.WriteFile(file, nil, 0o644),
		os.Symlink(full, link), os.MkdirAll(trees, 0o755))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{full, file, link, "/", home, trees, filepath.Dir(trees), filepath.Join(trees, "site")} {
		f, err := OpenFolder(name, []string{trees}, time.Now())
		if err == nil {
			f.Close()
			t.Errorf("%s is published into", name)
		}
	}
	if content(t, filepath.Join(full, "thesis.txt")) != "mine" {
		t.Error("a file is gone")
	}
}

func TestWhatWasInterruptedIsPutRight(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	put(t, dir, map[string]string{"a.html": "one"}, time.Now())
	f, err := OpenFolder(dir, nil, time.Now()) // killed while it wrote
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Put("a.html", []byte("half")); err != nil {
		t.Fatal(err)
	}
	f.lock.Close()
	if got := content(t, filepath.Join(dir, "a.html")); got != "one" {
		t.Errorf("readers see %q", got)
	}
	if got := put(t, dir, map[string]string{"a.html": "one"}, time.Now()); got != "" {
		t.Error(got)
	}
	_, old := besides(dir) // killed between two renames
	if err := os.Rename(dir, old); err != nil {
		t.Fatal(err)
	}
	if got := put(t, dir, map[string]string{"a.html": "one", "b.html": "two"}, time.Now()); got != "new b.html" {
		t.Error(got)
	}
}

func TestTwoDoNotPublishAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f, err := OpenFolder(dir, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if g, err := OpenFolder(dir, nil, time.Now()); err == nil || !strings.Contains(err.Error(), "another parlance command") {
		t.Errorf("%v %v", g, err)
	}
	f.Close()
	put(t, dir, map[string]string{"a.html": "one"}, time.Now())
}

// Somebody who edits a published file does not have it for long.
func TestAPublishedFileThatWasEditedIsPutRight(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	put(t, dir, map[string]string{"a.html": "one"}, time.Now())
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("two"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := put(t, dir, map[string]string{"a.html": "one"}, time.Now()); got != "changed a.html" || content(t, filepath.Join(dir, "a.html")) != "one" {
		t.Error(got)
	}
}

// Publishing the same site twice changes nothing, and gives the same bytes in another folder.
func TestTheSameSiteIsTheSameFiles(t *testing.T) {
	s, dir := repository(t).Snapshot(), t.TempDir()
	first, second := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	publishQuickly(t, s, first)
	if changes := publishQuickly(t, s, first); len(changes) > 0 {
		t.Errorf("the second time: %v", changes[:min(5, len(changes))])
	}
	publishQuickly(t, repository(t).Snapshot(), second)
	if a, b := content(t, filepath.Join(first, ManifestPath)), content(t, filepath.Join(second, ManifestPath)); a != b {
		t.Error(differences(a, b))
	}
}

func differences(a, b string) string {
	lines := map[string]int{}
	for _, l := range strings.Split(a, "\n") {
		lines[l]++
	}
	for _, l := range strings.Split(b, "\n") {
		lines[l]--
	}
	var all []string
	for l, n := range lines {
		if n != 0 {
			all = append(all, fmt.Sprint(n, " ", l))
		}
	}
	return strings.Join(all[:min(10, len(all))], "\n")
}
