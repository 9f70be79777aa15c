package folder

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/parlance/parlance/app/store"
)

var errNoFile = errors.New("not a file but a folder, a pipe or a device: remove it")

// open opens a regular file to read, and never waits.
func open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	file, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		file.Close()
		return nil, errors.Join(err, errNoFile)
	}
	return file, nil
}

// holds returns [store.ErrChanged] unless an open file holds data.
func holds(file *os.File, data []byte) error {
	now, err := io.ReadAll(io.NewSectionReader(file, 0, int64(len(data))+1))
	if err == nil && !bytes.Equal(now, data) {
		err = store.ErrChanged
	}
	return err
}
