package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// disk makes the calls that change a disk. Tests make each of them fail in turn, or have somebody save just before it.
type disk struct {
	before func(call, path string) error // called before each call; an error is that of the call; nil for nobody
	poor   bool                          // it has no leases, and cannot exchange two files at once, whatever the system
}

func (d disk) do(call, path string, act func() error) error {
	if d.before != nil {
		if err := d.before(call, path); err != nil {
			return &fs.PathError{Op: call, Path: path, Err: err}
		}
	}
	return act()
}

// makeFolder makes a folder and those that it lies in. Each belongs to the owner of the one that it lies in.
func (d disk) makeFolder(dir string, mode fs.FileMode) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := d.makeFolder(parent, mode); err != nil {
			return err
		}
	}
	err := d.do("mkdir", dir, func() error { return os.Mkdir(dir, mode) })
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		giveToOwnerOf(filepath.Dir(dir), dir)
	}
	return err
}

// giveToOwnerOf gives a new file or folder to the owner of another, where this account may do that: whoever runs a command as root does not lock others out.
func giveToOwnerOf(existing, made string) {
	if info, err := os.Stat(existing); err == nil && os.Geteuid() == 0 {
		if uid, gid, ok := ownerOf(info); ok {
			_ = os.Lchown(made, uid, gid) // it is somebody's all the same
		}
	}
}

func (d disk) remove(path string) error {
	return d.do("remove", path, func() error { return os.Remove(path) })
}

// syncFolder makes the names in a folder survive a loss of power.
func (d disk) syncFolder(dir string) error {
	return d.do("sync", dir, func() error {
		file, err := os.OpenFile(dir, os.O_RDONLY|nonblocking, 0)
		if err != nil {
			return err
		}
		return errors.Join(file.Sync(), file.Close())
	})
}

// write writes a whole file, syncs and closes it.
func (d disk) write(file *os.File, data []byte) error {
	err := d.do("write", file.Name(), func() error { _, err := file.Write(data); return err })
	if err == nil {
		err = d.do("sync", file.Name(), file.Sync)
	}
	return errors.Join(err, d.do("close", file.Name(), file.Close))
}

// exchange makes two files take each other's place.
func (d disk) exchange(a, b string) error {
	return d.do("exchange", b, func() error {
		if d.poor {
			return exchangeByLinks(a, b)
		}
		return exchange(a, b)
	})
}

// lease reports whether nobody writes to an open file; whoever begins to then waits until it is closed. held is false where the system does not tell:
// the file is somebody else's, or the file system has no leases. The error is [inUse] where somebody has it open for writing.
func (d disk) lease(file *os.File) (held bool, err error) {
	if d.poor {
		return false, nil
	}
	return lease(file)
}

// move gives a file a name that is free. The error is [fs.ErrExist] where it is not.
func (d disk) move(from, to string) error {
	return d.do("rename", to, func() error {
		if d.poor {
			return moveByLink(from, to)
		}
		return move(from, to)
	})
}

// exchangeByLinks does in three steps what the system or the file system cannot do at once.
func exchangeByLinks(a, b string) error {
	aside := a + "0"
	if err := os.Link(b, aside); err != nil {
		return os.Rename(a, b) // there are no links either: what stood there is gone
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Remove(aside))
	}
	return os.Rename(aside, a)
}

// moveByLink does what [disk.move] does where the system or the file system does not know it.
func moveByLink(from, to string) error {
	err := os.Link(from, to)
	switch {
	case err == nil:
		return os.Remove(from)
	case errors.Is(err, fs.ErrExist):
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}
