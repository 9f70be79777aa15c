package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// resolve returns the absolute path of a folder, without links in what leads to it: it may not be inside of another by a detour. What is not there yet has none.
func resolve(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path, nil
	}
	switch real, err := filepath.EvalSymlinks(parent); {
	case err == nil:
		return filepath.Join(real, filepath.Base(path)), nil
	case errors.Is(err, fs.ErrNotExist):
		parent, err = resolve(parent)
		return filepath.Join(parent, filepath.Base(path)), err
	default:
		return "", err
	}
}

// checkPlace returns why a folder cannot be published into whatever it holds.
func checkPlace(path string, forbidden []string) error {
	home, _ := os.UserHomeDir()
	if path == filepath.Dir(path) || path == home {
		return errors.New("that is no folder for a site alone: name a new one")
	}
	for _, tree := range forbidden {
		tree, err := filepath.Abs(tree)
		if real, linkErr := filepath.EvalSymlinks(tree); linkErr == nil {
			tree = real
		}
		if err == nil && (inside(path, tree) || inside(tree, path)) {
			return fmt.Errorf("the site is made from %s: name a folder outside of it", tree)
		}
	}
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("a link: name the folder that it leads to")
	case !info.IsDir():
		return errors.New("not a folder: name a new one")
	case isMountPoint(path):
		return errors.New("a file system of its own is mounted there, and a new site could not take the place of the old one at once: name a folder inside of it")
	}
	return nil
}

// inside reports whether a path is that of a folder or below it.
func inside(path, folder string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}
