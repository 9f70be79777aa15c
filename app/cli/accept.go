package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/workspace"
)

type acceptCommand struct {
	recordedTrees
	Names   []string `arg:"" name:"tag-or-key" help:"The keys (side-effects.infection.p1), and the locales; with none, every locale that has a previous translation."`
	All     bool     `hidden:"" help:"What is meant where no locale is named."`
	Because string   `placeholder:"TEXT" help:"Why the English means what it meant before, for the record."`
	By      string   `placeholder:"NAME" help:"Who says so (the variable USER)."`
	Older   bool     `help:"Accept a translation of an English older than the one just before today's, too."`
}

// Validate refuses what cannot stand in a ledger.
func (c *acceptCommand) Validate() error {
	if c.Because == "" {
		return nil
	}
	return checkLine("--because", c.Because)
}

func (c *acceptCommand) Run(t *terminal) error {
	name := cmp.Or(c.By, getenv(t.env, "USER"))
	if name == "" {
		return usagef("say who accepts it: --by NAME")
	}
	by, err := personName("--by", name)
	if err != nil {
		return err
	}
	var tags, keys []string // a tag has no dot, and every key has one
	for _, name := range c.Names {
		if strings.Contains(name, ".") {
			keys = append(keys, name)
		} else {
			tags = append(tags, name)
		}
	}
	if len(keys) == 0 {
		return usagef("name at least one key, such as side-effects.infection.p1")
	}
	w, list, err := c.open(t, tags...)
	if err != nil {
		return err
	}
	r, err := w.Accept(workspace.AcceptRequest{Locales: list, Keys: keys, By: by, Because: c.Because, Older: c.Older, SkipMissing: len(tags) == 0})
	touching, others := w.FaultsFor(list...)
	printFaults(t.out, touching)
	printElsewhere(t.err, others)
	for _, x := range r.Texts {
		printAccepted(t, x)
	}
	printFaults(t.err, r.Faults)
	if err != nil {
		return err
	}
	printWrote(t.out, r.Wrote)
	fmt.Fprintf(t.err, "parlance: %s accepted, %d refused\n", count(r.Accepted, "translation"), r.Refused)
	return findingsIf(r.Refused > 0 || r.Accepted == 0)
}

func printAccepted(t *terminal, x workspace.AcceptedText) {
	switch {
	case x.Err == nil:
		fmt.Fprintf(t.out, "%s %s: accepted\n  English before: %s\n  English today:  %s\n  translation:    %s\n",
			x.Tag, x.Key, formatForms(x.Before), formatForms(x.Today), formatForms(x.Translation))
	case x.Left:
		fmt.Fprintf(t.out, "%s %s: left as it is: %v\n", x.Tag, x.Key, x.Err)
	default:
		err := x.Err
		if errors.Is(err, catalog.ErrOlder) {
			err = fmt.Errorf("%w; if it fits all the same, add --older (its English: %s; today's: %s)", err, formatForms(x.Before), formatForms(x.Today))
		}
		x.Position.Msg = x.Key + ": " + err.Error()
		fmt.Fprintln(t.out, x.Position.Error())
	}
}

// formatForms returns a text for people to read, on one line.
func formatForms(f catalog.Forms) string {
	if f.Empty() {
		return "(not known)"
	}
	var texts []string
	for _, c := range f.Filled() {
		words := strings.Join(strings.Fields(f.Get(c)), " ")
		if f.Plural() {
			words = c + ": " + words
		}
		texts = append(texts, words)
	}
	return strings.Join(texts, " | ")
}
