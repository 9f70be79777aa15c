package corpus

import (
	"crypto/sha256"
	"errors"
	"io/fs"

	"github.com/parlance/parlance/app/store"
)

// The two files at the top of the locales tree. The glossary, which holds terms, may be missing.
const (
	TableName    = "locales.toml"
	GlossaryName = "glossary.toml"
)

// parsedFile is one file of a tree as it was last read. If it has a fault, the last good value stays in use.
type parsedFile[T any] struct {
	isRead bool   // in this process
	data   string // as it was last read
	good   string // what value was made of; "" if none was ever whole
	value  *T     // nil if there is none
	faults store.Faults
}

// read reads the file anew if it has changed. Where there is no such file, missing is its fault; if missing is "", it has none and no value. If
// partial is set, a value that is sound but for the faults stands in where none was ever whole. meant reports whether the end of what seems to be
// cut off is meant to be gone.
func (f *parsedFile[T]) read(tree store.Tree, name, missing string, partial bool, parse func(name string, data []byte) (*T, error), meant func(cut *T) bool) {
	data, err := store.ReadFile(tree, name)
	p, name := name, tree.Path(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && missing == "":
		*f = parsedFile[T]{}
		return
	case errors.Is(err, fs.ErrNotExist):
		err = &store.Fault{File: name, Msg: missing}
	case err == nil && f.isRead && f.data == string(data) && len(f.faults) == 0:
		return
	}
	var value *T
	if err == nil {
		value, err = parse(name, data)
	}
	if err == nil && value != f.value && f.value != nil && truncated([]byte(f.good), data) && !meant(value) {
		err = truncatedFault(name, p, data)
	}
	if err == nil {
		f.value, f.good = value, string(data)
	} else if partial && f.good == "" {
		f.value = value
	}
	f.isRead, f.data, f.faults = true, string(data), faultsOf(name, err)
}

// changed reports whether a file with a fault is no longer what it was when it was read.
func (f *parsedFile[T]) changed(tree store.Tree, name string) bool {
	if len(f.faults) == 0 {
		return false
	}
	data, err := store.ReadFile(tree, name)
	return err == nil && string(data) != f.data
}

// differs reports whether a file holds something else than when it was read.
func (f *parsedFile[T]) differs(tree store.Tree, name string) bool {
	data, err := store.ReadFile(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		return f.isRead
	}
	return !f.isRead || err != nil || string(data) != f.data
}

// revive takes over what was kept of the file, unless it holds that now.
func (f *parsedFile[T]) revive(kept map[string]store.Kept, tree store.Tree, name string, parse func(name string, data []byte) (*T, error)) {
	k, ok := kept[name]
	if !ok || k.Load == nil || f.value != nil {
		return
	}
	if now, err := store.ReadFile(tree, name); err == nil && sha256.Sum256(now) == k.Sum {
		return
	}
	data, err := k.Load()
	if err != nil {
		return
	}
	if value, err := parse(tree.Path(name), data); err == nil {
		f.value, f.good = value, string(data)
	}
}
