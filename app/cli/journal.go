package cli

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// maxHistory is how large a file of the history may grow, in bytes. Full ones are kept beside it, all of them.
const maxHistory = 64 << 20

// historyLog returns the log of the history in the folder of the data.
func historyLog(data string) *folder.Log {
	return folder.NewLog(filepath.Join(data, history.Name), maxHistory).OwnerOnly().Rotate(math.MaxInt-1, nil)
}

// recordedTrees are the flags of a command that writes texts: the two folders, and where their history is kept.
type recordedTrees struct {
	trees
	Data string `placeholder:"DIR" help:"Folder in which history.jsonl keeps every text that is written, with the words before, who and when. Without it none is kept."`
}

// options returns how a workspace is opened that keeps a history, where it is to. The error is that it cannot be kept: nothing is written then.
func (c recordedTrees) options(t *terminal) (workspace.Options, error) {
	o := workspace.Options{MaxCatalog: t.maxCatalog}
	switch {
	case len(c.Cluster) > 0 && c.Data != "":
		return o, usagef("the history of a cluster is kept in the cluster: leave --data out")
	case len(c.Cluster) > 0:
		j, err := t.join(c.clusterAccess)
		if err != nil {
			return o, err
		}
		o.Journal = j.journal()
		return o, nil
	case c.Data == "":
		return o, nil
	}
	if err := checkOutside(c.Data, c.Content, c.Locales); err != nil {
		return o, err
	}
	log := historyLog(c.Data)
	err := folder.TryWriting(c.Data)
	if err == nil {
		err = log.Try()
	}
	if err != nil {
		return o, fmt.Errorf("the history of edits cannot be written, so nothing was done: let this account write to it, or name another folder with --data: %w", err)
	}
	o.Journal = history.New(log)
	return o, nil
}

// recordedWords returns what looks for words in a history.
func recordedWords(journal *history.Journal) corpus.History {
	return func(tag, key, hash string) (catalog.Forms, bool) { return journal.Known(tag, nil).Words(key, hash) }
}

// checkOutside refuses a folder of the data inside of one of the trees: what it holds names persons, and whole trees get into programs and to readers.
func checkOutside(data string, trees ...string) error {
	for _, tree := range trees {
		if liesIn(data, tree) {
			return usagef("--data %s lies in %s, which readers may get: history and reports name persons; name a folder outside of both trees", data, tree)
		}
	}
	return nil
}

// liesIn reports whether a folder is another one, or lies in it.
func liesIn(dir, tree string) bool {
	real := func(path string) string {
		path, _ = filepath.Abs(path)
		for at, rest := path, ""; ; at, rest = filepath.Dir(at), filepath.Join(filepath.Base(at), rest) {
			if there, err := filepath.EvalSymlinks(at); err == nil {
				return filepath.Join(there, rest)
			}
			if at == filepath.Dir(at) {
				return path
			}
		}
	}
	inside, err := filepath.Rel(real(tree), real(dir))
	return err == nil && (inside == "." || inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)))
}
