package store

import (
	"io/fs"
	"time"
)

// Version identifies what a file held when it was looked at, without reading it. Two that are equal say that nobody wrote to the file in between: where
// the system tells, also if length and time were kept, as cp -p and rsync -t do. Versions are compared with ==.
type Version struct {
	size     int64
	modified time.Time
	id       fileID // zero where the system does not tell
}

// fileID is which file it is, and when it was last written or replaced, whatever people set its time to.
type fileID struct {
	device, inode uint64
	changed       int64 // in nanoseconds
}

// VersionOf returns the version of the file that info describes.
func VersionOf(info fs.FileInfo) Version {
	return Version{size: info.Size(), modified: info.ModTime().UTC().Round(0), id: idOf(info)}
}

// Size returns the length of the file in bytes.
func (v Version) Size() int64 { return v.size }

// Modified returns when the file was written last.
func (v Version) Modified() time.Time { return v.modified }

// Known reports whether the version says anything: files inside a binary have no time.
func (v Version) Known() bool { return !v.modified.IsZero() }
