package store

import (
	"errors"
	"io"
	"io/fs"
)

// MaxFileSize is the largest file of a tree that is read, in bytes.
const MaxFileSize = 16 << 20

// ReadFile reads a file of at most [MaxFileSize] bytes, however fast it grows. Pipes and devices are refused: reading them may never end.
func ReadFile(tree fs.FS, p string) ([]byte, error) {
	info, err := fs.Stat(tree, p)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file but a pipe, a device or a link to a folder: remove it")
	}
	f, err := tree.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// One byte more than the file has, so that its end is seen at once.
	data, err := readAll(io.LimitReader(f, MaxFileSize+1), int(min(info.Size(), MaxFileSize))+1)
	if err == nil && len(data) > MaxFileSize {
		return nil, errors.New("larger than 16 MB: split it into several pages")
	}
	return data, err
}

// readAll is io.ReadAll for what is likely to be shorter than size.
func readAll(r io.Reader, size int) ([]byte, error) {
	data := make([]byte, 0, size)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, nil
		case err != nil:
			return data, err
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}
