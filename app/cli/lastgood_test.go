package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/lastgood"
)

// A folder that is not there at a start is not replaced by what is inside the binary where a server has lived from it: that is older.
func TestAFolderThatIsAwayAtAStartIsNotReplacedByTheBinary(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	validate := func() (int, string) {
		var out bytes.Buffer
		return Run([]string{"serve", "--validate"}, nil, nil, &out, &out), out.String()
	}
	if code, said := validate(); code != exitOK {
		t.Fatalf("got %d: %s", code, said)
	}
	pack, err := lastgood.Open("data", "content", "locales")
	if err != nil {
		t.Fatal(err)
	}
	kept := store.Kept{Tree: "locales", Path: "locales.toml", Load: func() ([]byte, error) { return []byte("x"), nil }}
	if err := pack.Keep([]store.Kept{kept}); err != nil {
		t.Fatal(err)
	}
	pack.Close()
	if code, said := validate(); code != exitFindings || !strings.Contains(said, "put it back") {
		t.Errorf("got %d: %s", code, said)
	}
	if err := os.RemoveAll("data"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename("content", "locales"); err != nil {
		t.Fatal(err)
	}
	if code, said := validate(); code != exitFindings || !strings.Contains(said, "no folder content") {
		t.Errorf("got %d: %s", code, said)
	}
}
