package corpus

import (
	"errors"
	"io/fs"

	"github.com/parlance/parlance/app/store"
)

// The two files at the top of the locales tree. The glossary, which holds terms, may be missing.
const (
	tableName    = "locales.toml"
	glossaryName = "glossary.toml"
)

// parsedFile is one file of a tree as it was last read. If it has a fault, the last good value stays in use.
type parsedFile[T any] struct {
	data   string
	value  *T // nil if there is none
	faults store.Faults
}

// read reads the file anew if it has changed. Where there is no such file, missing is its fault; if missing is "", it has none and no value.
func (f *parsedFile[T]) read(tree store.Tree, name, missing string, parse func(name string, data []byte) (*T, error)) {
	data, err := store.ReadFile(tree, name)
	name = tree.Path(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && missing == "":
		*f = parsedFile[T]{}
		return
	case errors.Is(err, fs.ErrNotExist):
		err = &store.Fault{File: name, Msg: missing}
	case err == nil && f.value != nil && f.data == string(data) && len(f.faults) == 0:
		return
	}
	var value *T
	if err == nil {
		value, err = parse(name, data)
	}
	if err == nil {
		f.value = value
	}
	f.data, f.faults = string(data), faultsOf(name, err)
}
