package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// MaxFileSize is the size in bytes of the largest file of a tree that is read (law 8).
const MaxFileSize = 16 << 20

// ReadFile returns the content of a file of at most [MaxFileSize] bytes, however fast it grows. The error is [fs.ErrNotExist] where there is no such
// file. What is not a regular file is refused unopened, because reading a pipe or a device may never end; so is what is larger.
func ReadFile(tree fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(tree, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file but a pipe, a device or a link to a folder: remove it")
	}
	f, err := tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, min(info.Size(), MaxFileSize)+1) // one byte more than the file has, so that its end is seen at once
	n, err := io.ReadFull(f, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return data[:n], nil
	}
	if err != nil {
		return nil, err
	}
	grown, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1-int64(n)))
	if err != nil {
		return nil, err
	}
	if n+len(grown) > MaxFileSize {
		return nil, fmt.Errorf("larger than %d MB: split it into several pages", MaxFileSize>>20)
	}
	return append(data, grown...), nil
}
