package publish

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// begin finishes or undoes what an earlier run left, and reads what was published before.
func (f *Folder) begin(old string) error {
	if _, err := os.Lstat(f.path); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(old, f.path); err != nil && !errors.Is(err, fs.ErrNotExist) { // it was interrupted between two renames
			return err
		}
	}
	for _, left := range []string{f.next, old} {
		if err := keepOthers(left, f.path); err != nil {
			return err
		}
		if err := removeLeft(left); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f.before, err = readManifest(filepath.Join(f.path, ManifestPath))
	if errors.Is(err, fs.ErrNotExist) {
		for _, e := range entries {
			if !isKept(e.Name()) {
				return ErrNotOurs
			}
		}
		err = nil
	}
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o755) // a site is for everybody to read
	if info, err := os.Stat(f.path); err == nil {
		mode |= info.Mode()
	}
	return makeFolder(f.next, mode)
}

// makeFolder makes a folder with these permissions, whatever the process's mask is.
func makeFolder(path string, mode fs.FileMode) error {
	if err := os.Mkdir(path, 0o755); err != nil {
		return err
	}
	return os.Chmod(path, mode)
}

// removeLeft removes a folder that was taken out of its place, or never got there, unless git's is still in it: that is all that somebody has done.
func removeLeft(left string) error {
	if _, err := os.Lstat(filepath.Join(left, ".git")); err == nil {
		return fmt.Errorf("%s holds a folder .git, which could not be put back: move it to where it belongs, and run the command again", left)
	}
	return os.RemoveAll(left)
}

// isKept reports whether an entry of the folder stays although nobody knows it: those of git, and of who vouches for the name of a site.
func isKept(name string) bool { return name == ".git" || name == "CNAME" || name == ".well-known" }

// keepOthers moves what git and others have in a folder that was taken out of its place back, as far as it is not there.
func keepOthers(from, to string) error {
	for _, name := range []string{".git", "CNAME", ".well-known"} {
		target := filepath.Join(to, name)
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		if err := os.Rename(filepath.Join(from, name), target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// readManifest returns the sums of a manifest by path.
func readManifest(name string) (map[string]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sums := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if sum, path, ok := strings.Cut(lines.Text(), "  "); ok && len(sum) == 2*sha256.Size && filepath.IsLocal(path) {
			sums[path] = sum
		}
	}
	return sums, nil
}
