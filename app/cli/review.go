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

// Help returns what review does.
func (c *reviewCommand) Help() string {
	return `A sign-off says that somebody has read the translation beside its English and that both say the same. It goes to
locales/TAG/reviews.jsonl and holds for these two texts alone: it ends by itself when one of them is edited.

A text that is missing, outdated or at fault cannot be signed off, nor can a text by the one who translated it (see parlance
credit). What can be signed off is; the rest is named, and the exit code is 1.`
}

// Validate refuses what cannot stand in a ledger.
func (c *reviewCommand) Validate() (err error) {
	if c.By, err = personName(c.By); err == nil && c.Note != "" {
		err = checkLine("--note", c.Note)
	}
	return err
}

// Run signs texts off, or takes sign-offs back.
func (c *reviewCommand) Run(t *terminal) error {
	w, l, err := c.openLocale(t, c.Tag)
	if err != nil {
		return err
	}
	if c.Revoke {
		r, err := w.Revoke(l, c.Names, c.By, c.Note)
		return printLedgerResult(t, r, err, "taken back")
	}
	r, err := w.SignOff(l, c.Names, c.By, c.Note)
	return printLedgerResult(t, r, err, "signed off")
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
