package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// Law 8: no file is read without a bound.
func TestReadFileIsBounded(t *testing.T) {
	largest := bytes.Repeat([]byte("x"), MaxFileSize)
	tree := fstest.MapFS{"empty": {}, "small": {Data: []byte("text")}, "largest": {Data: largest}, "larger": {Data: append(largest, 'x')}}
	for name, file := range tree {
		got, err := ReadFile(tree, name)
		if name == "larger" {
			if err == nil || !strings.Contains(err.Error(), "larger than 16 MB") {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if err != nil || !bytes.Equal(got, file.Data) {
			t.Errorf("%s: got %d bytes, %v", name, len(got), err)
		}
	}
	if _, err := ReadFile(tree, "missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: got %v", err)
	}
}

// growing is a tree whose files have more bytes than their size.
type growing struct{ fstest.MapFS }

func (g growing) Stat(name string) (fs.FileInfo, error) {
	info, err := g.MapFS.Stat(name)
	return growingInfo{info}, err
}

type growingInfo struct{ fs.FileInfo }

func (i growingInfo) Size() int64 { return i.FileInfo.Size() / 2 }

func TestReadFileReadsAFileThatGrows(t *testing.T) {
	tree := growing{fstest.MapFS{"a": {Data: []byte("twice as long")}, "b": {Data: make([]byte, MaxFileSize+1)}}}
	if got, err := ReadFile(tree, "a"); err != nil || string(got) != "twice as long" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := ReadFile(tree, "b"); err == nil {
		t.Error("a file that grew beyond the bound was read")
	}
}

func TestReadFileRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "device")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{".", "device"} {
		if _, err := ReadFile(os.DirFS(dir), name); err == nil || !strings.Contains(err.Error(), "not a file") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// pipes is a tree whose files are named pipes: to open one may wait for ever.
type pipes struct {
	fstest.MapFS
	t *testing.T
}

func (p pipes) Open(name string) (fs.File, error) {
	p.t.Errorf("%s was opened", name)
	return nil, fs.ErrInvalid
}

func TestReadFileOpensNoPipe(t *testing.T) {
	tree := pipes{fstest.MapFS{"pipe": {Mode: fs.ModeNamedPipe}}, t}
	for _, tree := range []fs.FS{tree, Tree{FS: tree, Name: "content"}} {
		if _, err := ReadFile(tree, "pipe"); err == nil || !strings.Contains(err.Error(), "not a file") {
			t.Errorf("%T: got %v", tree, err)
		}
	}
}
