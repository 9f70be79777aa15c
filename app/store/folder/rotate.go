package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// Rotate makes a log begin a new file where it would grow beyond its largest size: the full one gets a number, x.jsonl becomes x.1.jsonl, and of
// numbered files the newest stay, as many as keep says. told, which may be nil, is called with the new name, and the names of files that were removed.
// It returns the log, and must be called before anything else.
func (l *Log) Rotate(keep int, told func(full string, removed []string)) *Log {
	l.file.keep, l.file.told = keep, told
	return l
}

// rotate gives the full file, which is locked and in its place, the next number.
func (a appender) rotate() error {
	for {
		files, last, err := numbered(a.path)
		if err != nil {
			return err
		}
		full := numberedName(a.path, last+1)
		if err := a.disk.move(a.path, full); errors.Is(err, fs.ErrExist) {
			continue
		} else if err != nil {
			return err
		}
		var removed []string
		for _, old := range files[:max(0, len(files)+1-a.keep)] {
			if err := a.disk.remove(old); err == nil {
				removed = append(removed, old)
			}
		}
		if a.told != nil {
			a.told(full, removed)
		}
		return a.disk.syncFolder(filepath.Dir(a.path))
	}
}

// Each calls yield with every file of the log and what it holds, the oldest first, those that a full log left behind among them.
func (l *Log) Each(yield func(path string, data []byte)) error {
	files, last, err := numbered(l.file.path)
	if err != nil {
		return err
	}
	for _, path := range files {
		data, err := NewLog(path, l.file.maxSize).Read()
		if err != nil {
			return err
		}
		yield(path, data)
	}
	data, err := l.Read()
	if err != nil {
		return err
	}
	if _, now, err := numbered(l.file.path); err != nil || now > last { // the file became full meanwhile
		return errors.Join(err, fmt.Errorf("reading %s: %w: try again", l.file.path, store.ErrChanged))
	}
	yield(l.file.path, data)
	return nil
}

// numbered returns the full files that a log left behind, in order, and the last number.
func numbered(path string) (files []string, last int, err error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, 0, err
	}
	var numbers []int
	for _, entry := range entries {
		inside, _ := strings.CutPrefix(entry.Name(), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+".")
		if n, err := strconv.Atoi(strings.TrimSuffix(inside, filepath.Ext(path))); err == nil && n > 0 && entry.Name() == filepath.Base(numberedName(path, n)) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		files, last = append(files, numberedName(path, n)), n
	}
	return files, last, nil
}

func numberedName(path string, n int) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "." + strconv.Itoa(n) + ext
}

// Try returns why nothing can be added to the file of a log, nil where something can, and where there is no file yet. It changes nothing.
func (l *Log) Try() error {
	file, err := os.OpenFile(l.file.path, os.O_WRONLY|os.O_APPEND|nonblocking, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: l.file.path, Err: errNoFile}
	}
	return err
}

// TryWriting returns why no file can be written in a folder, nil where one can. Nothing of the trial stays, the folder neither where there was none.
func TryWriting(dir string) error {
	var made []string // the innermost first
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || filepath.Dir(at) == at {
			break
		}
		made = append(made, at)
	}
	defer func() {
		for _, dir := range made {
			_ = os.Remove(dir) // not where somebody put a file into it meanwhile
		}
	}()
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".trial-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString("trial\n")
	return errors.Join(err, file.Sync(), file.Close(), os.Remove(file.Name()))
}
