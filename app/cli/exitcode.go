package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// open opens both folders and reads them.
func (c trees) open() (*workspace.Workspace, error) { return workspace.Open(c.Content, c.Locales) }

// sound returns an error, after saying why, where a fault forbids to write catalogs.
func (t *terminal) sound(d *workspace.Workspace) error {
	for _, f := range d.Corpus.Faults {
		fmt.Fprintln(t.out, f.Error())
	}
	return t.nothingWritten(d.Grave())
}

// fit returns an error, after saying why, where a catalog would become too large. A command asks before it writes anything at all.
func (t *terminal) fit(d *workspace.Workspace, writes []store.Write) error {
	faults := d.TooLarge(writes, t.most)
	for _, f := range faults {
		fmt.Fprintln(t.out, f.Error())
	}
	return t.nothingWritten(len(faults))
}

// nothingWritten returns an error, after saying so, where there are faults.
func (t *terminal) nothingWritten(faults int) error {
	if faults == 0 {
		return nil
	}
	fmt.Fprintf(t.err, "parlance: nothing was written: %s to mend first\n", things(faults, "fault"))
	return exit(findings)
}

// record lets decide add to a locale's ledger, and tells of the faults that stand in it.
func (t *terminal) record(d *workspace.Workspace, l *locale.Locale, decide func(*workspace.LedgerUpdate)) error {
	faults, err := d.UpdateLedger(l, decide)
	for _, f := range faults {
		fmt.Fprintln(t.err, f.Error())
	}
	return err
}

// write writes the files and says so.
func (t *terminal) write(d *workspace.Workspace, writes []store.Write) error {
	if err := d.Locales.Apply(writes); err != nil {
		return err
	}
	for _, w := range writes {
		fmt.Fprintf(t.out, "wrote %s\n", d.Locales.Tree().Path(w.Path))
	}
	return nil
}

// things says how many there are of something: "1 fault", "2 faults".
func things(n int, name string) string {
	if n != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", n, name)
}
