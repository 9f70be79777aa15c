package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/parlance/parlance/app/store"
)

// rooted is a folder to read, as [fs.FS]. Links inside it are followed, and none that leads out of it. Opening a pipe never waits. The name of
// the folder is looked up anew each time, because it may be a link that is changed, or the folder may be replaced.
type rooted struct {
	dir string

	mu   sync.Mutex
	open map[string]openRoot // the folder by "", and folders at its top by their names
}

type openRoot struct {
	*os.Root
	info fs.FileInfo
}

// maxOpenRoots is how many folders are held open: more than there are locales.
const maxOpenRoots = 100

// root returns the folder that has the name now.
func (r *rooted) root() (*os.Root, error) {
	info, err := os.Stat(r.dir)
	if err == nil && !info.IsDir() { // opening a pipe in its place would never end
		err = &fs.PathError{Op: "open", Path: r.dir, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return nil, err
	}
	return r.opened("", info, func() (*os.Root, error) { return os.OpenRoot(r.dir) })
}

// top returns the folder at the top that a file lies in, and the file's name there, so that what lies beside it is found without opening the folder again.
// It is nil where there is none, or a link in its place.
func (r *rooted) top(name string) (folder *os.Root, rest string) {
	first, rest, below := strings.Cut(name, "/")
	if !below {
		return nil, ""
	}
	info, err := os.Lstat(filepath.Join(r.dir, first))
	if err != nil || !info.IsDir() {
		return nil, ""
	}
	folder, err = r.opened(first, info, func() (*os.Root, error) {
		root, err := r.root()
		if err != nil {
			return nil, err
		}
		return root.OpenRoot(first)
	})
	if err != nil {
		return nil, ""
	}
	return folder, rest
}

// opened returns the folder that info describes, and opens it unless it is open already. One that was replaced is closed once nobody uses it any more.
func (r *rooted) opened(name string, info fs.FileInfo, open func() (*os.Root, error)) (*os.Root, error) {
	r.mu.Lock()
	now, ok := r.open[name]
	r.mu.Unlock()
	if ok && os.SameFile(now.info, info) { // the number of an open folder is given to no other
		return now.Root, nil
	}
	root, err := open()
	if err != nil {
		return nil, err
	}
	if info, err = root.Stat("."); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open == nil || len(r.open) >= maxOpenRoots {
		r.open = map[string]openRoot{}
	}
	r.open[name] = openRoot{root, info}
	return root, nil
}

// Open implements [fs.FS].
func (r *rooted) Open(name string) (fs.File, error) {
	return inRoot(r, "open", name, func(root *os.Root, name string) (fs.File, error) {
		return root.OpenFile(name, os.O_RDONLY|nonblocking, 0)
	})
}

// Stat implements [fs.StatFS].
func (r *rooted) Stat(name string) (fs.FileInfo, error) {
	return inRoot(r, "stat", name, (*os.Root).Stat)
}

// Lstat implements [fs.ReadLinkFS].
func (r *rooted) Lstat(name string) (fs.FileInfo, error) {
	return inRoot(r, "lstat", name, (*os.Root).Lstat)
}

// ReadLink implements [fs.ReadLinkFS].
func (r *rooted) ReadLink(name string) (string, error) {
	return inRoot(r, "readlink", name, (*os.Root).Readlink)
}

// inRoot does something with a file of the folder. Errors name the file as a person knows it.
func inRoot[T any](r *rooted, op, name string, do func(root *os.Root, name string) (T, error)) (got T, err error) {
	if !fs.ValidPath(name) {
		return got, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if folder, rest := r.top(name); folder != nil {
		if got, err = do(folder, filepath.FromSlash(rest)); err == nil {
			return got, nil
		}
	}
	root, err := r.root()
	if err != nil {
		return got, err
	}
	got, err = do(root, filepath.FromSlash(name))
	if err != nil && strings.HasSuffix(err.Error(), "escapes from parent") { // os exports no value for it
		err = store.ErrOutside
		if inside, ok := r.resolve(name); ok {
			got, err = do(root, inside)
		}
	}
	if err == nil {
		return got, nil
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	var none T
	return none, &fs.PathError{Op: op, Path: filepath.Join(r.dir, name), Err: err}
}

// resolve follows absolute links, which [os.Root] never does, and reports whether they end inside the folder.
func (r *rooted) resolve(name string) (inside string, ok bool) {
	dir, err := filepath.EvalSymlinks(r.dir)
	target, err2 := filepath.EvalSymlinks(filepath.Join(r.dir, name))
	if errors.Join(err, err2) != nil {
		return "", false
	}
	if dir, err = filepath.Abs(dir); err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil || !within(dir, target) {
		return "", false
	}
	inside, err = filepath.Rel(dir, target)
	return inside, err == nil
}
