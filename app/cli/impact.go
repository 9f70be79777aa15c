package cli

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/workspace"
)

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
