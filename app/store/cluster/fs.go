package cluster

import (
	"io/fs"
	"path"

	"github.com/parlance/parlance/app/store/virtual"
)

// copyFiles are the files of one tree in this machine's copy.
type copyFiles struct {
	cluster *Cluster
	root    string
}

// content returns what a file holds.
func (c *Cluster) content(e entry) ([]byte, error) {
	switch {
	case e.err != nil:
		return nil, e.err
	case e.lines != nil:
		return e.lines[:len(e.lines):len(e.lines)], nil
	}
	return c.codec.unpack(e.packed)
}

// File implements [virtual.Files].
func (f copyFiles) File(name string) (virtual.File, error) {
	e := f.cluster.copy.get(path.Join(f.root, name))
	if !e.there() {
		return virtual.File{}, fs.ErrNotExist
	}
	return virtual.File{Size: e.size, Modified: e.changed, Read: func() ([]byte, error) { return f.cluster.content(e) }}, nil
}

// Folder implements [virtual.Files].
func (f copyFiles) Folder(name string) (map[string]bool, bool) {
	return f.cluster.copy.folder(path.Join(f.root, name))
}
