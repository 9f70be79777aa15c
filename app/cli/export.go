package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

type exportCommand struct {
	trees
	Tag    string `arg:"" help:"The locale."`
	Format string `enum:"po,xliff," default:"" placeholder:"FORMAT" help:"po (GNU gettext) or xliff (XLIFF 2.1); the ending of FILE, .po or .xlf, says so too."`
	Only   string `enum:"todo,all" default:"all" help:"todo: only what waits for a translator; all: everything (${default})."`
	Out    string `required:"" placeholder:"FILE" help:"The file to write; - is standard output."`
	Force  bool   `help:"Write over a file even if it holds translations that were not imported."`
}

func (c *exportCommand) Run(t *terminal) error {
	if c.Format == "" {
		if c.Format = workspace.FormatOf(c.Out); c.Format == "" {
			return usagef("%s does not say its format: end its name in .po or .xlf, or add --format po or --format xliff", c.Out)
		}
	}
	w, list, err := c.open(t, c.Tag)
	if err != nil {
		return err
	}
	touching, others := w.FaultsFor(list[0])
	if c.Out == "-" {
		printFaults(t.err, touching)
	} else {
		printFaults(t.out, touching)
	}
	printElsewhere(t.err, others)
	all := w.Export(list[0])
	doc := all
	if c.Only == "todo" {
		doc = all.Todo()
	}
	data, err := workspace.WriteExchange(c.Format, doc)
	if err != nil {
		return err
	}
	if c.Out == "-" {
		if _, err := raw(t.out).Write(data); err != nil {
			return err
		}
		return t.leftOut(len(touching), "left out")
	}
	if err := c.write(all, data); err != nil {
		return err
	}
	fmt.Fprintf(t.err, "parlance: %s in %s\n", count(len(doc.Units), "text"), c.Out)
	return t.leftOut(len(touching), "left out")
}

// write writes the file whole or not at all.
func (c *exportCommand) write(all exchange.Document, data []byte) error {
	out := c.Out
	if target, err := filepath.EvalSymlinks(out); err == nil {
		out = target
	}
	dir, err := folder.Open(filepath.Dir(out))
	if err != nil {
		return err
	}
	name := filepath.Base(out)
	before, err := store.ReadAtMost(dir.Tree(), name, exchange.MaxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		before = nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", c.Out, err)
	case !c.Force:
		if why := workspace.WhyKeepExport(all, c.Out, before); why != "" {
			return fmt.Errorf("%s was not written: it %s; import it first, give another name, or add --force", c.Out, why)
		}
	}
	return dir.Apply([]store.Write{{Path: name, Old: before, New: data}})
}
