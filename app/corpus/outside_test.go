package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// F3: a link to a file or a folder elsewhere is a fault of its own, publishes nothing, and costs no other file.
func TestLinksOutOfTheTreeAreFaults(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	dir, elsewhere := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, f.Content); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(elsewhere, "secret.md"), f.Content["page.md"].Data, 0o644)
	os.WriteFile(filepath.Join(elsewhere, "secret.jpg"), []byte("secret"), 0o644)
	for link, target := range map[string]string{"leak.md": "secret.md", "leak.jpg": "secret.jpg", "leaks": ""} {
		if err := os.Symlink(filepath.Join(elsewhere, target), filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	content, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, locales := f.Trees()
	src, err := corpus.NewReader(content.Tree(), locales).Read(corpus.Changes{})
	if err != nil {
		t.Fatal(err)
	}
	if len(src.Pages) != len(f.Content) {
		t.Errorf("got %d pages, want %d", len(src.Pages), len(f.Content))
	}
	if _, ok := src.Attachments.Data["leak.jpg"]; ok {
		t.Error("pages can show an image without bytes")
	}
	text := src.Faults.Error()
	for _, want := range []string{"leak.md: " + store.ErrOutside.Error(), "leak.jpg: " + store.ErrOutside.Error(), "leaks: a link to a folder"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q among\n%s", want, text)
		}
	}
	if strings.Contains(text, elsewhere) {
		t.Errorf("the faults tell what lies elsewhere:\n%s", text)
	}
}
