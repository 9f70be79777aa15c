// Package bridge exchanges what people did to the trees in a folder, with an editor and git, and what was done to them in a cluster: file by file, and in a
// catalog text by text.
//
// It promises that nothing is lost on either side (law 3). What one side alone has changed since both were last the same is taken over. Where both have
// changed a catalog, it is merged message by message ([workspace.MergeFile]): of two words for one text one stands, and the other is a previous text (#~). A
// ledger has the lines of both. Of any other file neither version is touched, and both are kept until a person has joined them ([Conflict]). Every file is
// written by compare-and-swap, so that a save in an editor, or in a workbench, is never written over, however close it comes.
//
// What both sides come from is kept beside the trees ([OpenState]): after a pull it is what the cluster held, after a push what the folder held. A process
// that is killed in between has made no more than a part of that, and the next one goes on: merging the same again changes nothing.
package bridge

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// TreeNames are the trees that are exchanged, in the order in which they are written: a page comes after the texts that it needs.
var TreeNames = []string{"locales", "content"}

// Options are what a bridge is opened with.
type Options struct {
	Folder, Cluster map[string]store.Store // by the names of the trees
	State           *State
	Journal         *history.Journal // of the cluster; nil for none
	By              string           // who made what is pushed; "" where nobody is known
	DryRun          bool             // nothing is written anywhere
	RemoveMany      bool             // more than half of a tree may be removed
	Progress        workspace.Progress
}

// Bridge exchanges edits. It is for one goroutine, but for what [Bridge.Follow] says.
type Bridge struct {
	Options
	earlier earlier
	hold    func(name string) bool // whether a file that is gone from the folder may be on its way back; nil for no
	mu      sync.Mutex
}

// New returns a bridge.
func New(o Options) *Bridge {
	o.Progress = cmp.Or[workspace.Progress](o.Progress, silent{})
	return &Bridge{Options: o, earlier: earlier{}}
}

type silent struct{}

func (silent) Start(string, int) {}
func (silent) Step()             {}

// Change is one file that was changed, or would be.
type Change struct {
	Path string   `json:"path"`           // with the tree, for example "locales/de/safety.de.toml"
	Kind string   `json:"change"`         // "new", "changed" or [Removed]
	Keys []string `json:"both,omitempty"` // of texts that both sides wrote: one stands, and the other is a previous text
}

// Removed is the kind of a change that removed a file.
const Removed = "removed"

// Conflict is a file that both sides have changed and that cannot be merged. Neither is touched. The cluster's version is in Kept: once a person has joined both
// in the folder and removed Kept, the folder's version is what comes after both.
type Conflict struct {
	Path string `json:"path"`
	Kept string `json:"kept,omitempty"` // the file with the cluster's version; "" where it is gone there, or nothing was to be written
}

// Left is a file that was left as it is on both sides, and why.
type Left struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

// Result is what an exchange did.
type Result struct {
	Changes   []Change   `json:"changes"`
	Conflicts []Conflict `json:"conflicts"`
	Left      []Left     `json:"left"`
	Kept      []string   `json:"kept"`         // files that one side removed and the other changed: they stay
	Back      []Change   `json:"brought_back"` // files that a push then changed in the folder, which got what stands in the cluster and the previous texts
	Passed    []string   `json:"passed_over"`  // files of the folder with names that are not exchanged, and look like texts and pictures of the trees
}

// Whole reports whether nothing was left to be done by a person.
func (r *Result) Whole() bool { return len(r.Conflicts)+len(r.Left) == 0 }

// names returns the files of a tree, on both sides and in the state, in order, and those of the folder that are passed over though they look like the others.
func (b *Bridge) names(tree string) (list, passed []string, err error) {
	all := map[string]bool{}
	for n, s := range []fs.FS{b.Folder[tree].Tree(), b.Cluster[tree].Tree(), b.State.tree(tree)} {
		err := fs.WalkDir(s, ".", func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // it went meanwhile, or there is nothing of it
			case err != nil:
				return err
			case name != "." && !exchanged(path.Base(name)) && d.IsDir():
				return fs.SkipDir
			case !d.IsDir() && exchanged(name):
				all[name] = true
			case !d.IsDir() && n == 0 && looksExchanged(path.Base(name)):
				passed = append(passed, name)
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	list = slices.AppendSeq(make([]string, 0, len(all)), maps.Keys(all))
	slices.Sort(list)
	return list, passed, nil
}

// looksExchanged reports whether a file with a dot before its name may have got it by mistake. Locks of Emacs (.#x.md) and what macOS keeps beside a file (._x.md) have not.
func looksExchanged(base string) bool {
	if !strings.HasPrefix(base, ".") || strings.HasPrefix(base, ".#") || strings.HasPrefix(base, "._") {
		return false
	}
	switch path.Ext(base[1:]) {
	case ".md", ".toml", ".jsonl", ".mp3":
		return true
	}
	return corpus.AttachedType(base[1:]) != ""
}

// exchanged reports whether a file is one of the trees: hidden ones and those of Go stay where they are.
func exchanged(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	return path.Ext(name) != ".go"
}

// wanted returns which files of a tree are looked at: those among paths, which begin with the tree's name, or all where paths is nil.
func (b *Bridge) wanted(tree string, paths []string) (list, passed []string, err error) {
	if paths == nil {
		return b.names(tree)
	}
	for _, p := range paths {
		if name, ok := trimTree(p, tree); ok && fs.ValidPath(name) && exchanged(name) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil, nil
}

// trimTree returns the name of a file inside its tree.
func trimTree(name, tree string) (rest string, ok bool) { return strings.CutPrefix(name, tree+"/") }
