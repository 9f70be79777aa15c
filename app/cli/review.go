package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/workspace"
)

type reviewCommand struct {
	trees
	Tag    string   `arg:"" help:"The locale."`
	Names  []string `arg:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1)."`
	By     string   `required:"" placeholder:"NAME" help:"Who has reviewed the texts. The page names the reviewer."`
	Note   string   `placeholder:"TEXT" help:"What is to be remembered with it."`
	Revoke bool     `help:"Take back the sign-offs of these texts, whoever gave them."`
}

// Validate refuses what cannot stand in a ledger.
func (c *reviewCommand) Validate() (err error) {
	if c.By, err = personName(c.By); err == nil && c.Note != "" {
		err = checkLine("--note", c.Note)
	}
	return err
}

func (c *reviewCommand) Run(t *terminal) error {
	w, list, err := c.open(t, c.Tag)
	if err != nil {
		return err
	}
	record, verb := w.SignOff, "signed off"
	if c.Revoke {
		record, verb = w.Revoke, "taken back"
	}
	r, err := record(list[0], c.Names, c.By, c.Note)
	return printLedgerResult(t, r, err, verb)
}

// printLedgerResult prints for each text that it was signed off, credited or taken back (verb), or why not. It returns err, or [errFindings]
// where a text was refused.
func printLedgerResult(t *terminal, r workspace.LedgerResult, err error, verb string) error {
	printFaults(t.err, r.Faults)
	for _, x := range r.Texts {
		switch {
		case x.Refused != nil:
			fmt.Fprintln(t.out, x.Refused.Error())
		case x.Already != "":
			fmt.Fprintf(t.out, "%s: %s\n", x.Key, x.Already)
		default:
			fmt.Fprintf(t.out, "%s: %s\n", x.Key, verb)
		}
	}
	if err != nil {
		return err
	}
	done, refused := r.Count()
	fmt.Fprintf(t.err, "parlance: %s %s in %s, %d refused\n", count(done, "text"), verb, r.File, refused)
	return findingsIf(refused > 0)
}
