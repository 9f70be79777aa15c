package corpus

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store"
)

// The content tree holds pages and images, and is listed once for both.
func TestALinkToAFolderOfContentIsOneFault(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	dir := t.TempDir()
	if err := os.CopyFS(dir, f.Content); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(t.TempDir(), dir+"/linked"); err != nil {
		leftout.Skip(t, "there are no symbolic links on this system")
	}
	_, locales := f.Trees()
	src, err := NewReader(store.Tree{FS: os.DirFS(dir), Name: "content"}, locales).Read(Changes{})
	if err != nil {
		t.Fatal(err)
	}
	others := func(fault *store.Fault) bool {
		return !strings.HasPrefix(fault.Error(), "content/linked: a link to a folder")
	}
	if found := slices.DeleteFunc(slices.Clone(src.Faults), others); len(found) != 1 {
		t.Errorf("%d faults in\n%s", len(found), src.Faults.Error())
	}
}
