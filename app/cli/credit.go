package cli

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
