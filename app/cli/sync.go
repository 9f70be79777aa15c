package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

type syncCommand struct {
	recordedTrees
	Check bool `help:"Change nothing; exit 1 where sync would change something."`
}

// syncTries is how often sync reads everything again because somebody saved a file while it was at work.
const syncTries = 3

func (c *syncCommand) Run(t *terminal) error {
	content, locales, err := c.stores(t)
	if err != nil {
		return err
	}
	var o workspace.Options
	if !c.Check {
		if o, err = c.options(t); err != nil {
			return err
		}
		recoverWords(t, content, locales, o.Journal)
		defer recoverWords(t, content, locales, o.Journal)
	}
	said := map[string]bool{}
	for try := 1; ; try++ {
		err := c.sync(t, content, locales, o, said)
		if try == syncTries || !workspace.IsWrittenMeanwhile(err) {
			return err
		}
		fmt.Fprintln(t.err, "parlance: somebody saved a file in the meantime: reading again")
	}
}

// sync reads everything and writes what is to be written. Faults that were said are not said again.
func (c *syncCommand) sync(t *terminal, content, locales store.Store, o workspace.Options, said map[string]bool) error {
	p := t.newProgress()
	o.MaxCatalog, o.Progress = t.maxCatalog, p
	w, err := workspace.OpenForSync(content, locales, o)
	p.End()
	if err != nil {
		return err
	}
	changes := w.Sync()
	if c.Check {
		printFaults(t.out, slices.Concat(w.Faults(), changes.Faults))
		c.list(t, w, changes)
		printCost(t.err, changes.Impact)
		if len(changes.Writes)+len(changes.Removals) > 0 {
			return errors.New("run parlance sync")
		}
		return findingsIf(len(w.Faults())+len(changes.Faults) > 0)
	}
	applied, err := w.Apply(changes)
	faults := slices.Concat(w.Faults(), changes.Faults)
	for _, f := range faults {
		if text := f.Error(); !said[text] {
			said[text] = true
			printFaults(t.out, store.Faults{f})
		}
	}
	printWrote(t.out, applied.Wrote)
	printCarried(t.err, changes.Carried)
	printRenamed(t.err, changes.Renamed)
	for _, one := range changes.Late {
		fmt.Fprintf(t.err, "%s was saved after its page was renamed: what %s does not have is kept in that one, as previous texts (#~)\n", w.CatalogPath(one.Path), w.CatalogPath(one.Into))
	}
	for _, name := range applied.Removed {
		fmt.Fprintf(t.out, "removed %s: its page is gone, and nothing was in it\n", name)
	}
	printCost(t.err, changes.Impact)
	return cmp.Or(err, t.leftOut(len(faults), "left as it was"))
}

func (c *syncCommand) list(t *terminal, w *workspace.Workspace, changes workspace.Changes) {
	for _, one := range changes.Writes {
		fmt.Fprintf(t.out, "%s: sync would change this file\n", w.CatalogPath(one.Path))
	}
	for _, one := range changes.Removals {
		fmt.Fprintf(t.out, "%s: sync would remove this file: its page is gone, and nothing is in it\n", w.CatalogPath(one.Path))
	}
}

// printCarried says how many translations followed their English to another key.
func printCarried(out io.Writer, list []workspace.Carried) {
	reviewed, texts := 0, map[string]bool{}
	for _, c := range list {
		texts[c.To] = true
		if c.Reviewed {
			reviewed++
		}
	}
	if len(list) > 0 {
		fmt.Fprintf(out, "%s moved: %s carried over, %d of them reviewed\n", count(len(texts), "text"), count(len(list), "translation"), reviewed)
	}
}

// printRenamed says which pages were renamed by hand, and how their old addresses go on working.
func printRenamed(out io.Writer, list []workspace.Renamed) {
	for _, r := range list {
		if !r.Alias {
			fmt.Fprintf(out, "%s has the texts that %s had, and /%s leads nowhere now: write aliases = [\"%s\"] into its front matter (parlance move does so by itself)\n",
				r.File, r.From, r.From, r.From)
		}
	}
}

// maxAccept is how many keys are offered for accept at once: whoever edits more should look at them one by one.
const maxAccept = 10

// printCost says what the edits of the English cost, and how it may cost nothing. Edits of texts that nobody translated cost nothing.
func printCost(out io.Writer, i workspace.Impact) {
	var changed, gone workspace.Cost
	var keys []string
	texts := 0
	for _, x := range i.Texts {
		switch {
		case x.Translations == 0:
		case x.Gone:
			texts++
			gone.Add(x.Cost)
		default:
			keys = append(keys, x.Key)
			changed.Add(x.Cost)
		}
	}
	if texts > 0 {
		fmt.Fprintf(out, "%s gone: %s out of use, %d of them reviewed; they come back with the text\n",
			count(texts, "text"), count(gone.Translations, "translation"), gone.Reviewed)
	}
	if len(keys) == 0 {
		return
	}
	verb, it := "steps", "it means"
	if changed.Translations > 1 {
		verb = "step"
	}
	if len(keys) > 1 {
		it = "they mean"
	}
	names := strings.Join(keys[:min(len(keys), maxAccept)], " ")
	if len(keys) > maxAccept {
		names += fmt.Sprintf(" … (%d more)", len(keys)-maxAccept)
	}
	fmt.Fprintf(out, "%s changed: %s %s back, %d of them reviewed, %s; if %s the same: parlance accept %s\n",
		count(len(keys), "text"), count(changed.Translations, "translation"), verb, changed.Reviewed, count(changed.Words, "word"), it, names)
}

type impactCommand struct {
	trees
	Names []string `arg:"" optional:"" name:"page-or-key" help:"Pages (safety) and keys (safety.risks.p1) to tell of (all)."`
	JSON  bool     `name:"json" help:"Write JSON, for programs."`
}

// Run says what sync would cost, and changes nothing.
func (c *impactCommand) Run(t *terminal) error {
	w, _, err := c.open(t)
	if err != nil {
		return err
	}
	i, touching, err := w.Impact(c.Names)
	if err != nil {
		return err
	}
	printFaults(t.err, touching)
	if c.JSON {
		if err := writeJSON(t.out, i); err != nil {
			return err
		}
		return findingsIf(len(touching) > 0)
	}
	for _, x := range i.Texts {
		fmt.Fprintf(t.out, "%s: %s, %d reviewed, %s", x.Key, count(x.Translations, "translation"), x.Reviewed, count(x.Words, "word"))
		if len(x.Locales) > 0 {
			fmt.Fprintf(t.out, " (%s)", strings.Join(x.Locales, ", "))
		}
		fmt.Fprintf(t.out, "\n  English before: %s\n  English today:  %s\n", formatForms(x.Before.Forms), today(x))
	}
	switch {
	case len(i.Texts) == 0:
		fmt.Fprintln(t.err, "parlance: no text has changed since the catalogs were laid out: nothing steps back")
	case i.Translations == 0:
		fmt.Fprintln(t.err, "parlance: nothing steps back")
	}
	printCost(t.out, i)
	return findingsIf(len(touching) > 0)
}

func today(x workspace.TextImpact) string {
	if x.Gone {
		return "(gone)"
	}
	return formatForms(x.Today.Forms)
}
