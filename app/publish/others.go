package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// takeOthers links every file that others have put into the folder into the new one, and makes their folders, with their permissions. Git's folder follows when the
// new one is in its place.
func (f *Folder) takeOthers() error {
	ours := map[string]bool{}
	for name := range f.before {
		for dir := path.Dir(name); !ours[dir]; dir = path.Dir(dir) {
			ours[dir] = true
		}
	}
	return filepath.WalkDir(f.path, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rest, err := filepath.Rel(f.path, path)
		if err != nil || rest == "." {
			return err
		}
		if e.IsDir() {
			if rest == ".git" || rest == filepath.Dir(filepath.FromSlash(ManifestPath)) {
				return filepath.SkipDir
			}
			if ours[filepath.ToSlash(rest)] {
				return nil
			}
			return takeFolder(e, filepath.Join(f.next, rest))
		}
		target := filepath.Join(f.next, rest)
		if _, ours := f.before[filepath.ToSlash(rest)]; ours {
			return nil
		}
		if _, err := os.Lstat(target); err == nil { // ours from now on
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if e.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(path)
			if err != nil {
				return err
			}
			return os.Symlink(to, target)
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			return err
		}
		return linkOrCopy(path, target, info)
	})
}

// takeFolder makes a folder like one that others have made.
func takeFolder(e fs.DirEntry, target string) error {
	info, err := e.Info()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	err = makeFolder(target, info.Mode())
	if errors.Is(err, fs.ErrExist) { // ours from now on
		return nil
	}
	return err
}
