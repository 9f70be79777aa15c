package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/locale"
)

type addCommand struct {
	recordedTrees
	Tag    string `arg:"" help:"BCP 47 tag of the locale, for example pt-BR."`
	Name   string `required:"" placeholder:"OWN-NAME" help:"The language's name in itself, as its speakers write it, for example \"Português (Brasil)\"."`
	Drafts string `enum:"machine,human" default:"human" help:"Who writes the translations before anybody reviews them: machine or human (${default}). The page tells the reader."`
}

func (c *addCommand) Run(t *terminal) error {
	c.Tag = locale.Spelled(c.Tag)
	w, _, err := c.open(t)
	if err != nil {
		return err
	}
	added, err := w.AddLocale(c.Tag, c.Name, c.Drafts)
	l, _ := w.Locales().Find(c.Tag)
	touching, others := w.FaultsFor(l)
	printFaults(t.out, touching)
	printFaults(t.out, added.TooLarge)
	printElsewhere(t.err, others)
	printWrote(t.out, added.Wrote)
	if err != nil {
		return err
	}
	if added.OneForm {
		fmt.Fprintf(t.err, "parlance: the messages of %s that count something have the one form other: its language has no other, or go-i18n no plural rule for it\n", c.Tag)
	}
	fmt.Fprintf(t.err, "parlance: %s is ready: fill what is empty in its catalogs; parlance status %s tells what is left\n", c.Tag, c.Tag)
	return t.leftOut(len(touching)+len(added.TooLarge), "left as it was")
}
