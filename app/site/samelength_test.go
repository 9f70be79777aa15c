package site

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store/folder"
)

// F4c: in a large site too, a text that was withdrawn is gone, though cp -p kept length and time of its file.
func TestALargeSiteReadsAFileOfTheSameLengthAndTime(t *testing.T) {
	for name, changes := range map[string]corpus.Changes{
		"anything changed": {},
		"an event":         {Content: []string{}, Locales: []string{corpus.CatalogPath("ar", "page")}},
	} {
		f := newFixture(t)
		f.Sync()
		f.Arabic()
		dir := t.TempDir()
		if err := os.CopyFS(dir, f.Locales); err != nil {
			t.Fatal(err)
		}
		file, long := filepath.Join(dir, corpus.CatalogPath("ar", "page")), time.Now().Add(-time.Hour)
		os.Chtimes(file, long, long)
		disk, err := folder.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		content, _ := f.Trees()
		f.site, err = New(content, disk.Tree(), Options{Origin: "https://example.org", Now: func() time.Time { return today }, eager: 1})
		if err != nil {
			t.Fatal(err)
		}
		if _, before := read(t, f.site.Snapshot(), "page", "ar"); !strings.Contains(before, "اقتباس") {
			t.Fatal("the fixture has other words")
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond) // the clock of a file system has ticks
		os.WriteFile(file, bytes.Replace(data, []byte("اقتباس"), []byte("اقتبسا"), 1), 0o644)
		os.Chtimes(file, long, long)
		if err := f.site.Reload(changes); err != nil {
			t.Fatal(err)
		}
		if _, after := read(t, f.site.Snapshot(), "page", "ar"); strings.Contains(after, "اقتباس") {
			t.Errorf("%s: the old text is served", name)
		}
	}
}
