package cli

import (
	"fmt"
	"strings"
)

type moveCommand struct {
	trees
	From string `arg:"" help:"The page (side-effects)."`
	To   string `arg:"" help:"Its new name (effects)."`
}

func (c *moveCommand) Run(t *terminal) error {
	w, _, err := c.open(t)
	if err != nil {
		return err
	}
	from, to := strings.TrimSuffix(c.From, ".md"), strings.TrimSuffix(c.To, ".md")
	if err := w.Move(from, to); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "moved %s to %s: the old address leads to the new one\n", from, to)
	return (&syncCommand{trees: c.trees}).Run(t)
}
