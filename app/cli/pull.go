package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/parlance/parlance/app/bridge"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// bridgeFlags are the flags of a command that exchanges edits between a folder and a cluster.
type bridgeFlags struct {
	clusterAccess
	Dir        string `arg:"" help:"The folder in which the folders content and locales lie."`
	RemoveMany bool   `name:"remove-many" help:"Also where more than half of the files of a tree are to be removed."`
}

type exchangeFlags struct {
	bridgeFlags
	DryRun bool `name:"dry-run" help:"Only say what would be done."`
	JSON   bool `name:"json" help:"Write JSON, for programs."`
}

type pullCommand struct{ exchangeFlags }

type pushCommand struct {
	exchangeFlags
	By string `placeholder:"NAME" help:"Who made the edits (git's user.name): the history names them, and they cannot sign them off."`
}

// Run brings what the cluster holds into the folder.
func (c *pullCommand) Run(t *terminal) error {
	if !c.DryRun {
		for _, tree := range bridge.TreeNames {
			if err := folder.Make(filepath.Join(c.Dir, tree)); err != nil {
				return err
			}
		}
	}
	p := t.newProgress()
	b, note, err := c.openBridge(t, bridge.Options{DryRun: c.DryRun, Progress: p}, false)
	if err != nil {
		return err
	}
	r, err := b.Pull(nil)
	p.End()
	if err == nil && !c.DryRun {
		err = note()
	}
	return c.print(t, r, err, "pulled into")
}

// Run brings what was done in the folder into the cluster.
func (c *pushCommand) Run(t *terminal) error {
	by, err := editor(c.By)
	if err != nil {
		return err
	}
	p := t.newProgress()
	b, note, err := c.openBridge(t, bridge.Options{DryRun: c.DryRun, By: by, Progress: p}, true)
	if err != nil {
		return err
	}
	r, err := b.Push(nil)
	p.End()
	if err == nil && !c.DryRun {
		err = b.BringBack(r)
	}
	if err == nil && !c.DryRun {
		err = note()
	}
	return c.print(t, r, err, "pushed from")
}

// editor returns who made edits in a folder: who is named, else who git says it is.
func editor(named string) (string, error) {
	from := "--by"
	if named == "" {
		from, named = "git's user.name", gitConfig("user.name")
	}
	if named == "" {
		return "", usagef("say who made the edits: --by \"Ana García\"; the history names them, and git knows no user.name here")
	}
	name, err := personName(from, named)
	if err != nil {
		err = usagef("%v", err)
	}
	return name, err
}

// openBridge opens the folder and the cluster. note notes, after an exchange, how far the cluster was.
func (f *bridgeFlags) openBridge(t *terminal, o bridge.Options, pulledBefore bool) (b *bridge.Bridge, note func() error, err error) {
	j, err := t.join(f.clusterAccess)
	if err != nil {
		return nil, nil, err
	}
	o.Folder, o.Cluster = map[string]store.Store{}, map[string]store.Store{}
	for _, tree := range bridge.TreeNames {
		if o.Folder[tree], err = folder.Open(filepath.Join(f.Dir, tree)); err != nil {
			return nil, nil, fmt.Errorf("%w: name the folder in which content and locales lie; for an empty one run parlance pull %s first, which makes them, and then this command again", err, visible(f.Dir))
		}
		o.Cluster[tree] = j.Tree(tree)
	}
	if o.State, err = bridge.OpenState(f.Dir); err != nil {
		return nil, nil, err
	}
	now := origin(j)
	pulled, err := o.State.Check(now)
	if err == nil && pulledBefore && !pulled {
		err = fmt.Errorf("nothing was done: %s was never pulled from this cluster, so that nothing tells what was changed in it: run parlance pull %s first, and then this command again",
			visible(f.Dir), visible(f.Dir))
	}
	if err != nil {
		return nil, nil, err
	}
	o.Journal, o.RemoveMany = j.journal(), f.RemoveMany
	recoverWords(t, o.Folder["content"], o.Folder["locales"], nil)
	return bridge.New(o), func() error { return o.State.Note(origin(j)) }, nil
}

func origin(j *joined) (o bridge.Origin) {
	o.Cluster, o.Sequence = j.Moment()
	return o
}

// print says what was done, and what waits for a person.
func (f *exchangeFlags) print(t *terminal, r *bridge.Result, err error, verb string) error {
	if f.JSON {
		if failed := writeJSON(t.out, r); failed != nil {
			return failed
		}
	} else {
		printExchange(t.out, t.err, r)
	}
	if err != nil {
		return err
	}
	if f.DryRun {
		verb = "would be " + verb
	}
	fmt.Fprintf(t.err, "parlance: %s %s %s\n", count(len(r.Changes), "file"), verb, visible(f.Dir))
	return findingsIf(!r.Whole())
}

func printExchange(out, err io.Writer, r *bridge.Result) {
	for _, c := range r.Changes {
		fmt.Fprintf(out, "%s %s\n", c.Kind, c.Path)
		for _, key := range c.Keys {
			fmt.Fprintf(out, "%s: %s: both sides wrote it: one text stands, the other is above it as a previous text (#~)\n", c.Path, key)
		}
	}
	for _, c := range r.Back {
		fmt.Fprintf(out, "brought back into the folder %s\n", c.Path)
	}
	for _, name := range r.Passed {
		fmt.Fprintf(err, "parlance: %s: passed over, because its name begins with a dot: rename it if it is to go along\n", visible(name))
	}
	for _, name := range r.Kept {
		fmt.Fprintf(out, "%s: removed on one side and changed on the other: it stays\n", name)
	}
	for _, c := range r.Conflicts {
		fmt.Fprintf(err, "parlance: %s: changed in the folder and in the cluster: neither was touched%s\n", c.Path, joinHint(c.Kept))
	}
	for _, l := range r.Left {
		fmt.Fprintf(err, "parlance: %s: left as it was: %s\n", l.Path, visible(l.Why))
	}
}

func joinHint(kept string) string {
	if kept == "" {
		return ""
	}
	return "; the cluster's is in " + visible(kept) + ": join both in the folder, and remove that file"
}
