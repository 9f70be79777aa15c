package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

type importCommand struct {
	trees
	File   string `arg:"" help:"A PO or XLIFF file that parlance export wrote and a translator has worked on; - is standard input."`
	By     string `placeholder:"NAME" help:"Who made the translations: it goes on record, and the same person cannot sign them off."`
	DryRun bool   `name:"dry-run" help:"Only say what would go in."`
}

// Help says what import does.
func (c *importCommand) Help() string {
	return `A translation goes in if its English is today's, and if nobody changed the text in the catalog since the export. What does
not go in is named with its key and the reason, the rest goes in, and the exit code is 1. What goes in is checked as parlance check
does: it goes in whatever is found, and the exit code is 1 where an error is. A text that another takes the place of
is kept above its entry as a previous translation. A file that cannot be read whole changes nothing at all, nor does one
that would make a catalog too large.`
}

// Validate refuses a name that cannot stand in a ledger.
func (c *importCommand) Validate() (err error) {
	if c.By != "" {
		c.By, err = person(c.By)
	}
	return err
}

// Run brings translations in.
func (c *importCommand) Run(t *terminal) error {
	brought, err := c.read(t)
	if err != nil {
		return err
	}
	d, err := c.open()
	if err != nil {
		return err
	}
	l, ok := d.Corpus.Locales.Find(brought.Target)
	if !ok || l.Tag == "en" {
		return fmt.Errorf("%s: the file is of the site %q and for the locale %q, which is none of this site's; nothing was written",
			c.File, brought.Site, brought.Target)
	}
	if err := t.sound(d); err != nil {
		return err
	}
	p := workspace.LayOut(d.Corpus, nil)
	report, err := exchange.Merge(document(d, p, l), brought)
	if err != nil {
		return err
	}
	in := importing{c: c, d: d, t: t, l: l, plan: p, report: report}
	in.fill()
	if err := in.write(); err != nil {
		return err
	}
	return in.tell()
}

// read reads the file, and no more than an export can hold.
func (c *importCommand) read(t *terminal) (exchange.Document, error) {
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
	return parseExchange(name, data)
}

// importing is one run of import.
type importing struct {
	c      *importCommand
	d      *workspace.Workspace
	t      *terminal
	l      *locale.Locale
	plan   *workspace.Plan
	report exchange.MergeResult
	done   []exchange.Change
	faults store.Faults
}

// fill puts the texts into the planned catalogs.
func (in *importing) fill() {
	byPage := map[string]map[string]catalog.Forms{}
	for _, ch := range in.report.Changes {
		if byPage[ch.Page] == nil {
			byPage[ch.Page] = map[string]catalog.Forms{}
		}
		byPage[ch.Page][ch.Key] = ch.Text
	}
	for _, f := range in.plan.Files {
		if texts := byPage[f.Slug]; f.Tag == in.l.Tag && texts != nil {
			filled, faults := f.Next.SetValues(texts)
			in.faults = append(in.faults, faults...)
			f.Next = catalog.SyncLocale(f.English, filled, in.plan.Categories[in.l.Tag])
		}
	}
	for _, ch := range in.report.Changes {
		m, _ := in.plan.Find(in.l.Tag, ch.Page).Next.Find(ch.Key)
		if holds(m, ch) {
			in.done = append(in.done, ch)
		}
	}
	in.plan.Recall()
}

// holds says that a text has gone in.
func holds(m catalog.Message, ch exchange.Change) bool {
	for _, category := range ch.Text.Filled() {
		if m.Forms.Get(category) != ch.Text.Get(category) {
			return false
		}
	}
	return true
}

// write puts what goes in on record, and on the disk.
func (in *importing) write() error {
	if len(in.done) == 0 {
		return nil
	}
	writes := in.plan.Writes()
	if err := in.t.fit(in.d, writes); err != nil || in.c.DryRun {
		return err
	}
	if in.c.By != "" {
		if err := in.t.record(in.d, in.l, in.credit); err != nil {
			return err
		}
	}
	return in.t.write(in.d, writes)
}

// credit records who made the texts.
func (in *importing) credit(j *workspace.LedgerUpdate) {
	for _, ch := range in.done {
		f := in.plan.Find(in.l.Tag, ch.Page)
		m, _ := f.Next.Find(ch.Key)
		if reason := j.Credit(ch.Key, m.Hash, m.Forms, in.c.By); reason != "" {
			fmt.Fprintf(in.t.err, "parlance: %s: not credited: %s\n", ch.Key, reason)
		}
	}
}

// tell says what went in and what did not.
func (in *importing) tell() error {
	verb := "went in"
	if in.c.DryRun {
		verb = "would go in"
	}
	for _, ch := range in.done {
		fmt.Fprintf(in.t.out, "%s: %s\n", ch.Key, verb)
	}
	for _, r := range in.report.Refused {
		fmt.Fprintln(in.t.out, r.Fault.Error())
	}
	for _, r := range in.report.Emptied {
		fmt.Fprintln(in.t.out, r.Fault.Error())
	}
	for _, f := range in.faults {
		fmt.Fprintln(in.t.out, f.Error())
	}
	checked := in.check()
	if err := checked.writeText(in.t.out, painter(in.t.out, in.t.env)); err != nil {
		return err
	}
	refused := len(in.report.Refused) + len(in.report.Changes) - len(in.done)
	fmt.Fprintf(in.t.err, "parlance: %s: %s %s, %d refused, %d skipped because they are the same, %d because they are not translated\n",
		in.l.Tag, things(len(in.done), "text"), verb, refused, in.report.Unchanged, in.report.Untranslated)
	if checked.Errors+checked.Warnings > 0 {
		fmt.Fprintf(in.t.err, "parlance: of what %s, check finds %s and %s\n", verb, things(checked.Errors, "error"), things(checked.Warnings, "warning"))
	}
	if refused > 0 || checked.Errors > 0 {
		return exit(findings)
	}
	return nil
}

// check holds what goes in to the rules that parlance check knows, at the places where it will stand.
func (in *importing) check() (r inspection) {
	context := in.d.Context(in.l)
	for _, ch := range in.done {
		f := in.plan.Find(in.l.Tag, ch.Page)
		m, _ := f.Next.Find(ch.Key)
		english, _ := f.English.Find(ch.Key)
		if ch.Page == catalog.InterfaceSlug {
			english.Kind = "" // its notes are people's
		}
		for _, one := range check.Message(check.Unit{Key: ch.Key, Kind: english.Kind, Source: english.Forms, Text: m.Forms, Comments: m.Comments}, context) {
			found := corpus.Finding{Finding: one, Tag: in.l.Tag, File: in.d.Locales.Tree().Path(f.Path), Source: english.Forms.Other, Text: m.Forms.Get(one.Form)}
			found.Line, found.Col = m.Position(one.Form)
			r.add(found)
		}
	}
	return r
}
