package virtual_test

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/virtual"
)

type files map[string]string

func (f files) File(name string) (virtual.File, error) {
	text, ok := f[name]
	if !ok {
		return virtual.File{}, fs.ErrNotExist
	}
	return virtual.File{Size: int64(len(text)), Read: func() ([]byte, error) {
		if text == "broken" {
			return nil, errors.New("it is broken")
		}
		return []byte(text), nil
	}}, nil
}

func (f files) Folder(name string) (map[string]bool, bool) {
	switch name {
	case ".":
		return map[string]bool{"a": false, "ar": true, "gone": false}, true
	case "ar":
		return map[string]bool{"b": false, "broken": false}, true
	}
	return nil, false
}

func TestFS(t *testing.T) {
	tree := virtual.FS(files{"a": "1", "ar/b": ""})
	if err := fstest.TestFS(tree, "a", "ar/b"); err != nil {
		t.Error(err)
	}
	if _, err := store.ReadFile(virtual.FS(files{"ar/broken": "broken"}), "ar/broken"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if list, err := fs.ReadDir(virtual.FS(nobody{}), "."); err != nil || len(list) > 0 {
		t.Errorf("got %v, %v of an empty tree", list, err)
	}
}

type nobody struct{}

func (nobody) File(string) (virtual.File, error)     { return virtual.File{}, fs.ErrNotExist }
func (nobody) Folder(string) (map[string]bool, bool) { return nil, false }
