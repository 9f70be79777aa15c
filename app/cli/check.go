package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/workspace"
)

type checkCommand struct {
	trees
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales to check (all, and the English pages); en stands for the pages."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
}

// Run checks what readers would get, and changes nothing.
func (c *checkCommand) Run(t *terminal) error {
	p := t.newProgress()
	defer p.End()
	src, err := c.read(p)
	p.End()
	if err != nil {
		return err
	}
	list, err := selectLocales(src.Locales, c.Tags, true)
	if err != nil {
		return err
	}
	found := workspace.Check(src, list, p)
	p.End()
	if c.JSON {
		err = writeFindingsJSON(t.out, found)
	} else {
		err = writeFindingsText(t.out, found, newColor(t.out, t.env))
	}
	if err != nil {
		return err
	}
	if found.Errors+found.Warnings > 0 {
		fmt.Fprintf(t.err, "parlance: %s, %s\n", count(found.Errors, "error"), count(found.Warnings, "warning"))
	}
	return findingsIf(found.Errors > 0)
}
