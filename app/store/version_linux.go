package store

import (
	"io/fs"
	"syscall"
)

func idOf(info fs.FileInfo) (id fileID) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		id = fileID{device: uint64(s.Dev), inode: uint64(s.Ino), changed: s.Ctim.Nano()}
	}
	return id
}
