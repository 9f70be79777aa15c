package cli

import (
	"cmp"
	"fmt"
	"strings"
)

type moveCommand struct {
	recordedTrees
	From string `arg:"" help:"The page (side-effects)."`
	To   string `arg:"" help:"Its new name (effects)."`
}

func (c *moveCommand) Run(t *terminal) error {
	w, _, err := c.open(t)
	if err != nil {
		return err
	}
	from, to := strings.TrimSuffix(c.From, ".md"), strings.TrimSuffix(c.To, ".md")
	moved, left := w.Move(from, to)
	if !moved.Done {
		return left
	}
	fmt.Fprintf(t.out, "moved %s to %s: the old address leads to the new one\n", from, to)
	if n := len(moved.ByAlias); n > 0 {
		verb := "go"
		if n == 1 {
			verb = "goes"
		}
		fmt.Fprintf(t.out, "%s to /%s, in the translations too, %s on working by the alias: %s\n", count(n, "link"), from, verb, strings.Join(moved.ByAlias, ", "))
	}
	err = (&syncCommand{recordedTrees: c.recordedTrees}).Run(t)
	for _, f := range moved.Dead {
		fmt.Fprintf(t.err, "%s:%d:%d: error: %s: from its new place %s\n  hint:    %s\n", f.File, f.Line, f.Col, f.Rule, f.Message, f.Hint)
	}
	return cmp.Or(left, err, findingsIf(len(moved.Dead) > 0))
}
