package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// tableFile is the file of locales inside the locales tree.
const tableFile = "locales.toml"

type addCommand struct {
	trees
	Tag    string `arg:"" help:"BCP 47 tag of the locale, for example pt-BR."`
	Name   string `required:"" placeholder:"OWN-NAME" help:"The language's name in itself, as its speakers write it, for example \"Português (Brasil)\"."`
	Drafts string `enum:"machine,human" default:"human" help:"Who writes the translations before anybody reviews them: machine or human (${default}). The page tells the reader."`
}

// Help says what add does.
func (c *addCommand) Help() string {
	return `The locale is put at the end of locales.toml, where all that people wrote stays as it is, and its catalogs are laid out: fill
what is empty in them. Readers are offered a page once enough of it is translated (min_coverage in locales.toml).`
}

// Run adds the locale.
func (c *addCommand) Run(t *terminal) error {
	d, err := c.open()
	if err != nil {
		return err
	}
	if l, known := d.Corpus.Locales.Find(c.Tag); known {
		fmt.Fprintf(t.err, "parlance: %s is already in %s\n", l.Tag, d.Locales.Tree().Path(tableFile))
		return exit(findings)
	}
	before, err := store.ReadFile(d.Locales.Tree(), tableFile)
	if err != nil {
		return err
	}
	table := store.Write{Path: tableFile, Old: before, New: withLocale(before, c.Tag, c.Name, c.Drafts)}
	if err := c.check(t, d, table); err != nil {
		return err
	}
	if err := d.Read(d.Locales.Tree().With([]store.Write{table})); err != nil {
		return err
	}
	if err := t.sound(d); err != nil {
		return err
	}
	p := workspace.LayOut(d.Corpus, nil)
	p.Recall()
	writes := p.Writes()
	if err := t.fit(d, writes); err != nil {
		return err
	}
	if err := t.write(d, append([]store.Write{table}, writes...)); err != nil {
		return err
	}
	if len(p.Categories[c.Tag]) == 1 {
		fmt.Fprintf(t.err, "parlance: the messages of %s that count something have the one form other: its language has no other, or go-i18n no plural rule for it\n", c.Tag)
	}
	fmt.Fprintf(t.err, "parlance: %s is ready: fill what is empty in its catalogs; parlance status %s tells what is left\n", c.Tag, c.Tag)
	return nil
}

// check says what is wrong with the new locale itself.
func (c *addCommand) check(t *terminal, d *workspace.Workspace, table store.Write) error {
	if _, err := locale.ParseTable(d.Locales.Tree().Path(tableFile), table.Old); err != nil {
		return fmt.Errorf("nothing was written: mend the table of locales first:\n%w", err)
	}
	_, err := locale.ParseTable(d.Locales.Tree().Path(tableFile), table.New)
	var faults store.Faults
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintln(t.err, "parlance:", f.Msg)
		}
		return exit(usage)
	}
	return err
}

// withLocale gives a table of locales with one more at its end. Nothing else changes by a byte.
func withLocale(table []byte, tag, name, drafts string) []byte {
	lines := []string{"[[locale]]", "tag = " + basic(tag), "name = " + basic(name), "drafts = " + basic(drafts), "related = []", ""}
	end := "\n"
	if bytes.Contains(table, []byte("\r\n")) {
		end = "\r\n"
	}
	var b bytes.Buffer
	b.Write(table)
	if len(table) > 0 && table[len(table)-1] != '\n' {
		b.WriteString(end)
	}
	if len(table) > 0 {
		b.WriteString(end)
	}
	b.WriteString(strings.Join(lines, end))
	return b.Bytes()
}

// basic writes a TOML string.
func basic(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case strconv.IsPrint(r) || r > 0x9f && r != 0xFEFF && !(0x2028 <= r && r <= 0x202E):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return `"` + b.String() + `"`
}
