package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/workspace"
)

type importCommand struct {
	recordedTrees
	File   string `arg:"" help:"A PO or XLIFF file that parlance export wrote and a translator has worked on; - is standard input."`
	By     string `placeholder:"NAME" help:"Who made the translations: it goes on record, and the same person cannot sign them off."`
	DryRun bool   `name:"dry-run" help:"Only say what would go in."`
}

// Validate refuses a name that cannot stand in a ledger.
func (c *importCommand) Validate() (err error) {
	if c.By != "" {
		c.By, err = personName("--by", c.By)
	}
	return err
}

func (c *importCommand) Run(t *terminal) error {
	doc, err := c.readFile(t)
	if err != nil {
		return err
	}
	w, _, err := c.open(t)
	if err != nil {
		return err
	}
	l, ok := w.Locales().Find(doc.Target)
	if near, found := locale.NewChooser(w.Locales()).Nearest(doc.Target, locale.Set{}); !ok && found { // tools make es-ES of es
		l, ok = &w.Locales().Locales[near], true
	}
	if ok {
		doc.Target = l.Tag
	}
	if !ok || l.Tag == "en" {
		return fmt.Errorf("%s: the file is of the site %q and for the locale %q, which is none of this site's; nothing was written",
			c.File, doc.Site, doc.Target)
	}
	r, err := w.Import(workspace.ImportRequest{Locale: l, Document: doc, By: c.By, DryRun: c.DryRun})
	touching, others := w.FaultsFor(l)
	printFaults(t.out, touching)
	printElsewhere(t.err, others)
	printFaults(t.err, r.LedgerFaults)
	for _, line := range r.NotCredited {
		fmt.Fprintln(t.err, "parlance:", line)
	}
	printWrote(t.out, r.Wrote)
	if err != nil && len(r.Wrote) == 0 {
		return err
	}
	verb := "went in"
	if c.DryRun {
		verb = "would go in"
	}
	for _, ch := range r.Imported {
		fmt.Fprintf(t.out, "%s: %s\n", ch.Key, verb)
	}
	for _, refused := range slices.Concat(r.Merged.Refused, r.Merged.Emptied) {
		fmt.Fprintln(t.out, refused.Fault.Error())
	}
	printFaults(t.out, r.Faults)
	if err := writeFindingsText(t.out, r.Findings, newColor(t.out, t.env)); err != nil {
		return err
	}
	fmt.Fprintf(t.err, "parlance: %s: %s %s, %d refused, %d skipped because they are the same, %d because they are not translated\n",
		l.Tag, count(len(r.Imported), "text"), verb, r.Refused(), r.Merged.Unchanged, r.Merged.Untranslated)
	if found := r.Findings; found.Errors+found.Warnings > 0 {
		fmt.Fprintf(t.err, "parlance: of what %s, check finds %s and %s\n", verb, count(found.Errors, "error"), count(found.Warnings, "warning"))
	}
	if err := cmp.Or(err, t.leftOut(len(touching), "left as it was")); err != nil {
		return err
	}
	return findingsIf(r.Refused() > 0 || r.Findings.Errors > 0)
}

// readFile reads the file, and no more than an export can hold.
func (c *importCommand) readFile(t *terminal) (exchange.Document, error) {
	in, name := t.in, "standard input"
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return exchange.Document{}, fmt.Errorf("reading %w", err)
		}
		defer file.Close()
		in, name = file, c.File
	}
	data, err := io.ReadAll(io.LimitReader(in, exchange.MaxBytes+1))
	if err != nil {
		return exchange.Document{}, fmt.Errorf("reading %s: %w", name, err)
	}
	return workspace.ReadExchange(name, data)
}
