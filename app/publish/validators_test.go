package publish

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// etags returns what nginx makes the ETag of each file of a folder of.
func etags(t *testing.T, dir string) map[string]string {
	t.Helper()
	tags := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			rest, _ := filepath.Rel(dir, path)
			tags[filepath.ToSlash(rest)] = fmt.Sprintf("%x-%x", info.ModTime().Unix(), info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

// R17: of the files that one address may answer with, in two languages or codings, no two have one ETag, also where only some were published anew.
func TestR17VariantsOfAnAddressHaveEachTheirOwnETag(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	now := time.Now()
	site := map[string]string{"a.html": "1", "de/a.html": "2", "fr/a.html": "3", "de/a.html.br": "4", "fr/a.html.br": "5", "de/a.html.gz": "6", "de/x/a.html": "7"}
	for range 4 {
		put(t, dir, site, now)
		seen := map[string]string{}
		for path, tag := range etags(t, dir) {
			if strings.HasPrefix(path, ".parlance") || path == "de/x/a.html" {
				continue
			}
			if other, ok := seen[tag]; ok {
				t.Errorf("%s and %s have the ETag %s", path, other, tag)
			}
			seen[tag] = path
		}
		site["fr/a.html"], site["de/a.html.br"] = site["de/a.html.br"], site["fr/a.html"]
		now = now.Add(time.Second)
	}
}

// The whole site keeps that rule: with three hundred variants some have the same length.
func TestR17NoTwoVariantsOfTheSiteHaveOneETag(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	publishQuickly(t, repository(t).Snapshot(), dir)
	seen := map[string]string{}
	for path, tag := range etags(t, dir) {
		key := newVariant(path, 0, time.Time{}).rest + " " + tag
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s have the ETag %s", path, other, tag)
		}
		seen[key] = path
	}
	if len(seen) < 1000 {
		t.Errorf("%d files", len(seen))
	}
}
