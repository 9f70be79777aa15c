package cli

import (
	"fmt"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

type statusCommand struct {
	trees
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales to tell of (all)."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
	Min  float64  `placeholder:"SHARE" help:"Exit 1 where a page, in a locale that is told of, covers less than this share of its words, for example 0.8."`
}

// Validate refuses a share that is none.
func (c *statusCommand) Validate() error {
	if !(c.Min >= 0 && c.Min <= 1) {
		return fmt.Errorf("--min is a share from 0 to 1, for example 0.8")
	}
	return nil
}

// Run writes how far the locales are.
func (c *statusCommand) Run(t *terminal) error {
	p := t.newProgress()
	src, err := c.read(p)
	p.End()
	if err != nil {
		return err
	}
	list, err := selectLocales(src.Locales, c.Tags, false)
	if err != nil {
		return err
	}
	s := workspace.ReadStatus(src, list, time.Now())
	if c.JSON {
		err = writeJSON(t.out, s)
	} else {
		err = writeStatusTable(t.out, s, newColor(t.out, t.env))
	}
	if err != nil {
		return err
	}
	return c.verdict(t, src.Faults, s)
}

// verdict returns [errFindings] where a file has a fault, so that the figures are not the whole truth, or a page is below --min.
func (c *statusCommand) verdict(t *terminal, faults store.Faults, s workspace.Status) error {
	printFaults(t.err, faults)
	found := len(faults) > 0
	for _, l := range s.Locales {
		for _, p := range l.Pages {
			if p.Coverage < c.Min {
				fmt.Fprintf(t.err, "parlance: %s: %s of the words are covered, below %s\n", p.File, percent(p.Coverage), percent(c.Min))
				found = true
			}
		}
	}
	return findingsIf(found)
}

// percent rounds down, so that only what is whole says 100 %.
func percent(share float64) string { return fmt.Sprintf("%d %%", int(share*100+1e-9)) }
