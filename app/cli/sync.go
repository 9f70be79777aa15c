package cli

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

type syncCommand struct {
	trees
	Check bool `help:"Change nothing; exit 1 where sync would change something."`
}

// syncTries is how often sync reads everything again because somebody saved a file while it was at work.
const syncTries = 3

func (c *syncCommand) Run(t *terminal) error {
	content, locales, err := c.folders()
	if err != nil {
		return err
	}
	if !c.Check {
		recoverWords(t, content, locales)
		defer recoverWords(t, content, locales)
	}
	said := map[string]bool{}
	for try := 1; ; try++ {
		err := c.sync(t, content, locales, said)
		if try == syncTries || !errors.Is(err, store.ErrChanged) {
			return err
		}
	}
}

// sync reads everything and writes what is to be written. Faults that were said are not said again.
func (c *syncCommand) sync(t *terminal, content, locales store.Store, said map[string]bool) error {
	p := t.newProgress()
	w, err := workspace.OpenForSync(content, locales, workspace.Options{MaxCatalog: t.maxCatalog, Progress: p})
	p.End()
	if err != nil {
		return err
	}
	for _, f := range w.Faults() {
		if text := f.Error(); !said[text] {
			said[text] = true
			printFaults(t.out, store.Faults{f})
		}
	}
	changes, err := w.Sync()
	if err == nil && c.Check {
		err = c.list(t, w, changes)
	} else if err == nil {
		err = c.write(t, w, changes)
	}
	return cmp.Or(err, findingsIf(len(w.Faults()) > 0))
}

func (c *syncCommand) write(t *terminal, w *workspace.Workspace, changes workspace.Changes) error {
	applied, err := w.Apply(changes)
	printWrote(t.out, applied.Wrote)
	for _, name := range applied.Removed {
		fmt.Fprintf(t.out, "removed %s: its page is gone, and nothing was in it\n", name)
	}
	return err
}

func (c *syncCommand) list(t *terminal, w *workspace.Workspace, changes workspace.Changes) error {
	for _, one := range changes.Writes {
		fmt.Fprintf(t.out, "%s: sync would change this file\n", w.CatalogPath(one.Path))
	}
	for _, one := range changes.Removals {
		fmt.Fprintf(t.out, "%s: sync would remove this file: its page is gone, and nothing is in it\n", w.CatalogPath(one.Path))
	}
	if len(changes.Writes)+len(changes.Removals) > 0 {
		return errors.New("run parlance sync")
	}
	return nil
}
