package corpus

import (
	"errors"
	"io/fs"

	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/store"
)

// glossaryName is the file of terms in the locales tree. It may be missing.
const glossaryName = "glossary.toml"

// glossaryFile is the glossary as it was last read. If the file has a fault, the last good one stays in use.
type glossaryFile struct {
	data     string
	glossary *glossary.Glossary
	faults   store.Faults
}

func (g *glossaryFile) read(tree store.Tree) {
	name := tree.Path(glossaryName)
	data, err := store.ReadFile(tree, glossaryName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		*g = glossaryFile{}
		return
	case err != nil:
		g.faults = store.Faults{{File: name, Msg: err.Error()}}
		return
	case g.glossary != nil && g.data == string(data) && len(g.faults) == 0:
		return
	}
	read, err := glossary.Parse(name, data)
	g.data, g.faults = string(data), faultsOf(name, err)
	if err == nil {
		g.glossary = read
	}
}
