package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Put adds a file. One that is the same as before is not written anew.
func (f *Folder) Put(path string, data []byte) error {
	sum := sha256.Sum256(data)
	return f.put(path, hex.EncodeToString(sum[:]), int64(len(data)),
		func(before string) bool { return same(before, data) },
		func(target string) error { return os.WriteFile(target, data, 0o644) })
}

// putStream adds a file with that SHA-256, in hexadecimal digits, and size, which is never held as a whole.
func (f *Folder) putStream(path, hash string, size int64, content io.ReaderAt) error {
	return f.put(path, hash, size,
		func(before string) bool { return sumOf(before, size) == hash },
		func(target string) error { return copyTo(target, hash, io.NewSectionReader(content, 0, size)) })
}

// put adds a file. same reports whether the one of before still holds what it was written with, write writes it.
func (f *Folder) put(path, hash string, size int64, same func(before string) bool, write func(target string) error) error {
	f.mu.Lock()
	f.now[path] = hash
	f.mu.Unlock()
	target, before := filepath.Join(f.next, filepath.FromSlash(path)), filepath.Join(f.path, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	info, err := os.Lstat(before)
	if err == nil && info.Mode().IsRegular() && f.before[path] == hash && same(before) {
		f.mu.Lock()
		f.linked[newVariant(path, size, info.ModTime())] = true
		f.mu.Unlock()
		return linkOrCopy(before, target, info)
	}
	if err := write(target); err != nil {
		return err
	}
	kind, at := "new", f.clock
	if info != nil {
		kind = "changed"
		if earliest := info.ModTime().Add(time.Second); at.Before(earliest) {
			at = earliest
		}
	}
	if f.before[path] == hash { // somebody changed it, and it is put right
		kind = "changed"
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changes = append(f.changes, Change{path, kind, hash, size})
	f.written[path] = newVariant(path, size, at)
	return nil
}

// sumOf returns the SHA-256 of a file of a size, "" if it cannot be read or has another.
func sumOf(path string, size int64) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	sum := sha256.New()
	if n, err := io.Copy(sum, io.LimitReader(file, size+1)); err != nil || n != size {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// copyTo writes a file, and holds what it writes to its hash.
func copyTo(target, hash string, content io.Reader) error {
	file, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(file, sum), content)
	if err == nil && hex.EncodeToString(sum.Sum(nil)) != hash {
		err = errors.New("it has changed meanwhile: run the command again")
	}
	return errors.Join(err, file.Close())
}

// publishedBefore reports whether what was published before under that path had the same bytes.
func (f *Folder) publishedBefore(path string, data []byte) bool {
	sum := sha256.Sum256(data)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.before[path] == hex.EncodeToString(sum[:])
}

// Keep leaves a file as it was published before, if it is there and still is what it was, and reports whether it did.
func (f *Folder) Keep(path string) bool {
	before := filepath.Join(f.path, filepath.FromSlash(path))
	f.mu.Lock()
	hash, ok := f.before[path]
	f.mu.Unlock()
	if !ok {
		return false
	}
	info, err := os.Lstat(before)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	data, err := readRegular(before, info.Size())
	if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != hash {
		return false
	}
	return f.Put(path, data) == nil
}

// same reports whether a file still holds what it was written with.
func same(path string, data []byte) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	found, err := io.ReadAll(io.LimitReader(file, int64(len(data))+1))
	return err == nil && bytes.Equal(found, data)
}

// readRegular returns the content of a regular file, as much as it had when it was looked at.
func readRegular(path string, size int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, size))
}

// linkOrCopy makes target the same file as another, or where the system cannot do that, a copy with its time.
func linkOrCopy(path, target string, info fs.FileInfo) error {
	if os.Link(path, target) == nil {
		return nil
	}
	data, err := readRegular(path, info.Size())
	if err != nil {
		return err
	}
	if err := os.WriteFile(target, data, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Chtimes(target, info.ModTime(), info.ModTime())
}
