package adopt

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// files are the names of all files of a tree.
type files struct {
	fs.FS
	names []string // sorted
	has   map[string]bool
}

// skipped are folders in which nobody writes pages.
var skipped = map[string]bool{"node_modules": true, "vendor": true, "target": true, "dist": true, "__pycache__": true}

const maxFiles = 1_000_000

func list(ctx context.Context, tree fs.FS) (*files, error) {
	f := &files{FS: tree, has: map[string]bool{}}
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && p == ".":
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || len(f.names) > maxFiles:
			return fs.SkipDir
		case d.IsDir() && p != "." && (skipped[d.Name()] || strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.Type().IsRegular():
			f.names = append(f.names, p)
			f.has[p] = true
		}
		return nil
	})
	slices.Sort(f.names)
	return f, err
}

func (f *files) read(name string) ([]byte, error) { return store.ReadFile(f.FS, name) }

// text returns the content of a file, "" where it cannot be read.
func (f *files) text(name string) string {
	data, err := f.read(name)
	if err != nil {
		return ""
	}
	return string(data)
}

// below returns the paths of the files below a folder.
func (f *files) below(dir string) []string {
	if dir == "." || dir == "" {
		return f.names
	}
	prefix := dir + "/"
	from, _ := slices.BinarySearch(f.names, prefix)
	to := from
	for to < len(f.names) && strings.HasPrefix(f.names[to], prefix) {
		to++
	}
	return f.names[from:to]
}

// folders returns the names of the folders right below one.
func (f *files) folders(dir string) (names []string) {
	for _, name := range f.below(dir) {
		rest := name
		if dir != "." && dir != "" {
			rest = name[len(dir)+1:]
		}
		if first, _, deeper := strings.Cut(rest, "/"); deeper && (len(names) == 0 || names[len(names)-1] != first) && !slices.Contains(names, first) {
			names = append(names, first)
		}
	}
	return names
}

// first returns the first of the names that is a file in a folder, "" where none is.
func (f *files) first(dir string, names ...string) string {
	for _, name := range names {
		if p := path.Join(dir, name); f.has[p] {
			return p
		}
	}
	return ""
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".mdx", ".markdown", ".mdoc":
		return true
	}
	return false
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
