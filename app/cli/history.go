package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
)

type historyCommand struct {
	clusterAccess
	Data   string `default:"data" placeholder:"DIR" help:"Folder in which commands and the workbench keep the history (${default})."`
	Tag    string `arg:"" optional:"" help:"The locale."`
	Name   string `arg:"" optional:"" name:"page-or-key" help:"A page (side-effects; ui is the interface) or a key (side-effects.infection.p1); all where none is named."`
	JSON   bool   `name:"json" help:"Write JSON, for programs."`
	Forget string `placeholder:"NAME" help:"Take this person's name out of the history of every locale; what was edited stays."`
}

// Validate refuses what names nothing.
func (c *historyCommand) Validate() error {
	switch {
	case c.Forget != "" && c.Tag != "":
		return fmt.Errorf("--forget takes a name out of the history of every locale: leave %s out", c.Tag)
	case c.Forget == "" && c.Tag == "":
		return fmt.Errorf("name the locale whose history to list, or a person with --forget")
	case c.Forget != "":
		return checkLine("--forget", c.Forget)
	}
	return nil
}

// Run lists edits, or forgets who made some. Lines that cannot be read are named and hold nothing up: a crash leaves them.
func (c *historyCommand) Run(t *terminal) error {
	journal, err := c.journal(t)
	if err != nil {
		return err
	}
	if c.Forget != "" {
		return c.forget(t, journal)
	}
	records, faults, err := journal.Records(locale.Spelled(c.Tag), c.Name)
	if err != nil {
		return err
	}
	printFaults(t.err, faults)
	if c.JSON {
		return writeJSON(t.out, map[string]any{"edits": append([]history.Record{}, records...)})
	}
	var b strings.Builder
	for _, r := range records {
		writeEdit(&b, r, newColor(t.out, t.env))
	}
	if len(records) == 0 {
		b.WriteString("No edits.\n")
	}
	_, err = io.WriteString(t.out, b.String())
	return err
}

// journal returns the history of the cluster, or the one in the folder of the data.
func (c *historyCommand) journal(t *terminal) (*history.Journal, error) {
	if len(c.Cluster) == 0 {
		return history.New(historyLog(c.Data)), nil
	}
	j, err := t.join(c.clusterAccess)
	if err != nil {
		return nil, err
	}
	return j.journal(), nil
}

func (c *historyCommand) forget(t *terminal, journal *history.Journal) error {
	name, err := personName("--forget", c.Forget)
	if err != nil {
		return err
	}
	n, err := journal.Forget(name)
	still, kept := errors.AsType[*history.StillNamedError](err)
	if err != nil && !kept {
		return err
	}
	place := filepath.Join(c.Data, history.Name)
	if len(c.Cluster) > 0 {
		place = "the cluster's history"
	}
	if n == 0 && !kept {
		fmt.Fprintf(t.err, "parlance: nobody of the name %s is in %s\n", visible(name), place)
		return errFindings
	}
	fmt.Fprintf(t.out, "%s of %s no longer name %s\n", count(n, "line"), place, visible(name))
	if len(c.Cluster) > 0 {
		fmt.Fprintf(t.err, "the name may stand elsewhere still: in sign-offs and questions, in %s, in backups, and in folders and git that were in step with the cluster\n", filepath.Join("locales", "team.toml"))
	}
	if kept {
		fmt.Fprintf(t.err, "parlance: %v\n", still)
		return errFindings
	}
	return nil
}

func writeEdit(b *strings.Builder, r history.Record, c color) {
	by := "nobody named"
	if r.By != "" {
		by = visible(r.By)
	}
	from := ""
	if r.From != "" {
		from = " · from " + visible(r.From)
	}
	fmt.Fprintf(b, "%s\n  %s · %s · %s%s\n", c.paint(bold, visible(r.Key)), r.At.UTC().Format("2006-01-02 15:04:05"), by, visible(string(r.Via)), from)
	for _, part := range []struct {
		name  string
		words catalog.Words
	}{{"before", r.Before}, {"after", r.After}} {
		text := catalog.Forms(part.words)
		if text.Empty() && part.name == "after" {
			fmt.Fprintf(b, "  %s\n", c.paint(dim, "taken from its place"))
		}
		for _, category := range text.Filled() {
			name := part.name
			if text.Plural() {
				name += " " + category
			}
			width := 14
			shown := strings.ReplaceAll(visible(text.Get(category)), "\n", "\n  "+strings.Repeat(" ", width+1))
			fmt.Fprintf(b, "  %s %s\n", c.paint(dim, name+padding(name, width)), shown)
		}
	}
	b.WriteString("\n")
}
