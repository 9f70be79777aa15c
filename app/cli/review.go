package cli

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/workbench/team"
	"github.com/parlance/parlance/app/workspace"
)

type reviewCommand struct {
	trees
	Tag    string   `arg:"" help:"The locale."`
	Names  []string `arg:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1)."`
	By     string   `required:"" placeholder:"NAME" help:"Who has reviewed the texts. The page names the reviewer."`
	Note   string   `placeholder:"TEXT" help:"What is to be remembered with it."`
	Data   string   `placeholder:"DIR" help:"Folder of the history: whoever wrote words there does not sign them."`
	Revoke bool     `help:"Take back the sign-offs of these texts, whoever gave them."`
}

// Validate refuses what cannot stand in a ledger.
func (c *reviewCommand) Validate() (err error) {
	if c.By, err = personName("--by", c.By); err == nil && c.Note != "" {
		err = checkLine("--note", c.Note)
	}
	return err
}

func (c *reviewCommand) Run(t *terminal) error {
	w, list, err := recordedTrees{c.trees, c.Data}.open(t, c.Tag)
	if err != nil {
		return err
	}
	if c.Revoke {
		r, err := w.Revoke(list[0], c.Names, c.By, c.Note)
		return printLedgerResult(t, r, err, "taken back")
	}
	by, err := c.reviewer(t)
	if err != nil {
		return err
	}
	r, err := w.SignOff(list[0], c.Names, by, c.Note)
	return printLedgerResult(t, r, err, "signed off")
}

// reviewer returns who signs, with the accounts of the person of that name in the team: the history knows by them what they wrote under another name.
func (c *reviewCommand) reviewer(t *terminal) (history.Person, error) {
	by := history.Person{Name: c.By}
	_, locales, err := c.stores(t)
	if err != nil {
		return by, err
	}
	for _, p := range team.Open(locales, team.Options{}).People() {
		if catalog.SameName(p.Name, c.By) {
			by.Accounts = p.Accounts()
		}
	}
	return by, nil
}

// maxAlike is how many texts of one page with the same outcome have a line each.
const maxAlike = 4

// groupTexts returns the texts in groups of one page and one outcome, in the order of the first of each.
func groupTexts(texts []workspace.TextResult) (groups [][]workspace.TextResult) {
	index := map[[2]string]int{}
	for _, x := range texts {
		id := [2]string{exchange.PageOf(x.Key), outcome(x, "", "")}
		if x.Refused != nil {
			id[1] = strings.TrimPrefix(x.Refused.Msg, x.Key)
		}
		i, known := index[id]
		if !known {
			i = len(groups)
			index[id] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}

// outcome returns what became of a text, or of several as their names say.
func outcome(x workspace.TextResult, names, verb string) string {
	switch {
	case x.Refused != nil:
		f := *x.Refused
		f.Msg = names + strings.TrimPrefix(f.Msg, x.Key)
		return f.Error()
	case x.Already != "":
		return names + ": " + x.Already
	}
	return names + ": " + verb
}

// printLedgerResult prints that texts were signed off, credited or taken back (verb), or why not, and sums up many of one page with one outcome. It
// returns err, or [errFindings] where a text was refused.
func printLedgerResult(t *terminal, r workspace.LedgerResult, err error, verb string) error {
	printFaults(t.err, r.Faults)
	for _, group := range groupTexts(r.Texts) {
		if len(group) <= maxAlike {
			for _, x := range group {
				fmt.Fprintln(t.out, outcome(x, x.Key, verb))
			}
			continue
		}
		fmt.Fprintln(t.out, outcome(group[0], fmt.Sprintf("%s and %d more of %s", group[0].Key, len(group)-1, exchange.PageOf(group[0].Key)), verb))
	}
	if err != nil {
		return err
	}
	done, refused := r.Count()
	fmt.Fprintf(t.err, "parlance: %s %s in %s, %d refused\n", count(done, "text"), verb, r.File, refused)
	return findingsIf(refused > 0)
}

type creditCommand struct {
	trees
	Tag   string   `arg:"" help:"The locale."`
	Names []string `arg:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1)."`
	By    string   `required:"" placeholder:"NAME" help:"Who made the translation."`
}

// Validate refuses what cannot stand in a ledger.
func (c *creditCommand) Validate() (err error) {
	c.By, err = personName("--by", c.By)
	return err
}

func (c *creditCommand) Run(t *terminal) error {
	w, list, err := c.open(t, c.Tag)
	if err != nil {
		return err
	}
	r, err := w.Credit(list[0], c.Names, c.By)
	return printLedgerResult(t, r, err, "credited")
}
