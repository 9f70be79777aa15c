package cli

import (
	"github.com/parlance/parlance/app/workspace"
)

type creditCommand struct {
	trees
	Tag   string   `arg:"" help:"The locale."`
	Names []string `arg:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1)."`
	By    string   `required:"" placeholder:"NAME" help:"Who made the translation."`
}

// Help says what credit does.
func (c *creditCommand) Help() string {
	return `A credit says who made a translation. It goes to locales/TAG/reviews.jsonl and holds for the text as it stands. Whoever
has made a text cannot sign it off: the reviewer is not the translator.`
}

// Validate refuses what cannot stand in a ledger.
func (c *creditCommand) Validate() (err error) {
	c.By, err = person(c.By)
	return err
}

// Run records who made the texts.
func (c *creditCommand) Run(t *terminal) error {
	d, l, texts, err := c.named(t, c.Tag, c.Names)
	if err != nil {
		return err
	}
	s := signing{d: d, l: l, t: t, by: c.By}
	return s.run(texts, s.credit, "credited")
}

// credit records who made one text.
func (s *signing) credit(x workspace.Text) string {
	if x.Own.Forms.Empty() || x.Own.Hash == "" {
		return "there is no translation to credit"
	}
	return s.journal.Credit(x.Key, x.Own.Hash, x.Own.Forms, s.by)
}
