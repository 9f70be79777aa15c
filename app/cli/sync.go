package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/parlance/parlance/app/workspace"
)

// trees are the flags that name the two folders.
type trees struct {
	Content string `default:"content" placeholder:"DIR" help:"Folder of the English pages (${default})."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default})."`
}

type syncCommand struct {
	trees
	Check bool `help:"Change nothing; exit 1 where sync would change something."`
}

// Help says what sync does.
func (c *syncCommand) Help() string {
	return `Run it after a page was written or changed. Every text of a page gets an entry in the English catalog and in that of each
locale. Where the English has changed, the translation is kept above the entry as a previous one, and its place is empty: whoever
fills it translates what is shown. Where something is to be translated, the best earlier translations of the same or of like
English are shown above it, with their likeness in percent.

No word of a translation is ever dropped. The catalog of a page that is gone is removed once nothing is in it. While any file has a fault, or a catalog would become too large to be read, nothing is written.`
}

// How much garbage may gather before it is looked for, in percent of what is in use.
const (
	garbage       = 300
	garbageOfMany = 50   // where more catalogs are to be laid out anew than
	many          = 1000 // these: what is in use is much then, and garbage with it
)

// Run writes what the pages and catalogs call for. While a page or a catalog is at fault it writes nothing.
func (c *syncCommand) Run(t *terminal) error {
	// What is garbage here is little at a time, and soon all of it: looking for it less often saves an eighth of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	watched := t.watched()
	d, err := workspace.OpenFolders(c.Content, c.Locales, watched)
	if err != nil {
		return err
	}
	err = d.ReadStale()
	watched.End()
	if err != nil {
		return err
	}
	if d.Stale > many {
		debug.SetGCPercent(garbageOfMany)
	}
	if err := t.sound(d); err != nil {
		return err
	}
	var end error
	if len(d.Corpus.Faults) > 0 {
		end = exit(findings)
	}
	p := workspace.LayOut(d.Corpus, d.UpToDate)
	p.Recall()
	writes, spent := p.Writes(), p.Spent()
	if err := t.fit(d, writes); err != nil {
		return err
	}
	if !c.Check {
		if err := t.write(d, writes); err != nil {
			return err
		}
		if err := remove(d, t, spent); err != nil {
			return err
		}
		return end
	}
	for _, w := range writes {
		fmt.Fprintf(t.out, "%s: sync would change this file\n", d.Locales.Tree().Path(w.Path))
	}
	for _, f := range spent {
		fmt.Fprintf(t.out, "%s: sync would remove this file: its page is gone, and nothing is in it\n", d.Locales.Tree().Path(f.Path))
	}
	if len(writes)+len(spent) > 0 {
		fmt.Fprintln(t.err, "parlance: run parlance sync")
		return exit(findings)
	}
	return end
}

// remove takes away catalogs in which nothing stands and says so.
func remove(d *workspace.Workspace, t *terminal, files []*workspace.PlannedCatalog) error {
	for _, f := range files {
		if err := d.Locales.Remove(f.Path, f.Before); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "removed %s: its page is gone, and nothing was in it\n", d.Locales.Tree().Path(f.Path))
	}
	return nil
}
