package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// The history names persons: no spelling of a folder, and no link, puts it where readers' files are.
func TestHistoryIsNeverKeptInsideOfTheTrees(t *testing.T) {
	dir := t.TempDir()
	locales := filepath.Join(dir, "locales")
	if err := os.Mkdir(locales, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(locales, filepath.Join(dir, "link")); err != nil {
		t.Skip("no links here:", err)
	}
	t.Chdir(dir)
	for data, want := range map[string]bool{
		"locales": true, "locales/": true, "./locales/data/deep": true, "data/../locales/x": true, "link": true, "link/data": true, locales: true, filepath.Join(locales, "data"): true,
		"data": false, ".": false, "..": false, "locales-data": false, "locales/../data": false, "..locales": false,
	} {
		if got := liesIn(data, "locales"); got != want {
			t.Errorf("%s: got %v", data, got)
		}
		if got := liesIn(data, filepath.Join(dir, "link")); got != want {
			t.Errorf("%s, beside a link: got %v", data, got)
		}
	}
}

// What readers report and the last good versions of files are not kept there either.
func TestServerKeepsItsDataOutsideOfTheTrees(t *testing.T) {
	t.Chdir(t.TempDir())
	for data, want := range map[string]bool{"data": true, "content-data": true, "content": false, "content/data": false, "locales/fr": false, "data/../locales": false} {
		for _, c := range []serveCommand{{}, {Content: "content", Locales: "locales"}} {
			c.Data = data
			if err := c.checkData(); (err == nil) != want {
				t.Errorf("%s: got %v", data, err)
			}
		}
	}
}
