package folder

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/parlance/parlance/app/store"
)

// After returns the whole lines that were added behind a mark, and the mark behind them. ok is false where the file that was marked is another one now,
// because it became full or was rewritten: then the log is to be read as a whole. What is behind the zero mark is nothing, and not ok.
func (l *Log) After(m store.Mark) (added []byte, next store.Mark, ok bool, err error) {
	file, err := os.OpenFile(l.file.path, os.O_RDONLY|nonblocking, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, store.Mark{}, false, nil
	}
	if err != nil {
		return nil, m, false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: l.file.path, Err: errNoFile}
	}
	if err != nil {
		return nil, m, false, err
	}
	ok = m.File != nil && os.SameFile(m.File, info) && info.Size() >= m.Size
	from := m.Size
	if !ok {
		from = 0
	}
	data, err := io.ReadAll(io.NewSectionReader(file, from, l.file.maxSize))
	if err != nil {
		return nil, m, false, err
	}
	data = data[:bytes.LastIndexByte(data, '\n')+1]
	next = store.Mark{File: info, Size: from + int64(len(data))}
	if !ok {
		return nil, next, false, nil
	}
	return data, next, true, nil
}
