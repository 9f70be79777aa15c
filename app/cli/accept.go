package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/workspace"
)

type acceptCommand struct {
	trees
	Names   []string `arg:"" name:"tag-and-keys" help:"The locale, and the keys (side-effects.infection.p1). With --all, the keys alone."`
	All     bool     `help:"In every locale that has a previous translation."`
	Because string   `required:"" placeholder:"TEXT" help:"Why the English means what it meant before."`
	By      string   `placeholder:"NAME" help:"Who says so (the variable USER)."`
	Older   bool     `help:"Accept a translation of an English older than the one just before today's, too."`
}

// Help says what accept does.
func (c *acceptCommand) Help() string {
	return `When the English of a text changes, its translations step back, because they may say something else now. Where the
edit changes no meaning, a mended typo for example, accept lets the previous translation stand again, bound to the English of
today. The reason goes to locales/TAG/reviews.jsonl. A sign-off does not come back with it: the text is a draft.

Both English texts are printed: read them. Catalogs that sync would write are written too.`
}

// Validate refuses what cannot stand in a ledger.
func (c *acceptCommand) Validate() error {
	if len(c.Names) < 2 && !c.All {
		return errors.New("name a locale and at least one key, or --all and at least one key")
	}
	return oneLine("--because", c.Because)
}

// Run lets previous translations stand again.
func (c *acceptCommand) Run(t *terminal) error {
	by, err := c.who(t)
	if err != nil {
		return err
	}
	d, err := c.open()
	if err != nil {
		return err
	}
	var tags []string
	keys := c.Names
	if !c.All {
		tags, keys = keys[:1], keys[1:]
	}
	list, err := chosen(t, d.Corpus.Locales, tags, false)
	if err != nil {
		return err
	}
	if err := t.sound(d); err != nil {
		return err
	}
	a := accepting{c: c, d: d, t: t, by: by, plan: workspace.LayOut(d.Corpus, nil)}
	if a.texts, err = a.find(keys); err != nil {
		return err
	}
	if err := t.fit(d, a.plan.Writes()); err != nil {
		return err // before anything is put on record
	}
	for _, l := range list {
		if err := a.in(l); err != nil {
			return err
		}
	}
	return a.finish()
}

// who gives the name for the ledger.
func (c *acceptCommand) who(t *terminal) (string, error) {
	name := c.By
	for _, line := range t.env {
		if user, ok := strings.CutPrefix(line, "USER="); ok && name == "" {
			name = user
		}
	}
	if name == "" {
		fmt.Fprintln(t.err, "parlance: say who accepts it: --by NAME")
		return "", exit(usage)
	}
	return person(name)
}

// accepting is one run of accept.
type accepting struct {
	c       *acceptCommand
	d       *workspace.Workspace
	t       *terminal
	by      string
	plan    *workspace.Plan
	texts   []workspace.Text // as the pages are today, whatever the catalogs say
	did     int
	refused int
}

// find gives the texts of the keys.
func (a *accepting) find(keys []string) (texts []workspace.Text, err error) {
	all := map[string]workspace.Text{}
	var names []string
	for _, f := range a.plan.Files {
		if f.Tag != "en" {
			continue
		}
		for _, m := range f.Next.Messages() {
			kind := m.Kind
			if f.Slug == catalog.InterfaceSlug {
				kind = catalog.InterfaceSlug
			}
			all[m.Key] = workspace.Text{Slug: f.Slug, Key: m.Key, Kind: kind, English: m.Forms}
			names = append(names, m.Key)
		}
	}
	for _, key := range compact(keys) {
		texts = append(texts, all[key])
	}
	return texts, workspace.UnknownNames(keys, names)
}

// in accepts the texts in one locale, and puts it on record.
func (a *accepting) in(l *locale.Locale) error {
	var accepted []func(*workspace.LedgerUpdate)
	for _, x := range a.texts {
		f := a.plan.Find(l.Tag, x.Slug)
		x.Own, _ = f.Next.Find(x.Key)
		next, before, err := f.Next.Accept(x.Key, a.c.Older)
		switch {
		case err != nil && a.c.All && len(x.Own.Previous) == 0:
			fmt.Fprintf(a.t.out, "%s %s: left as it is: %v\n", l.Tag, x.Key, err)
			continue
		case errors.Is(err, catalog.ErrOlder):
			err = fmt.Errorf("%w; if it fits all the same, add --older (its English: %s; today's: %s)", err, shown(before.Source), shown(x.English))
		case err == nil:
			err = a.check(l, x, before.Text)
		}
		if err != nil {
			a.refuse(l, x, err)
			continue
		}
		f.Next = next
		a.did++
		fmt.Fprintf(a.t.out, "%s %s: accepted\n  English before: %s\n  English today:  %s\n  translation:    %s\n",
			l.Tag, x.Key, shown(before.Source), shown(x.English), shown(before.Text))
		accepted = append(accepted, func(j *workspace.LedgerUpdate) {
			r := j.Add(catalog.KindAccept, x.Key, catalog.Hash(x.English), catalog.Hash(before.Text), a.by, a.c.Because)
			if !before.Source.Empty() {
				r.Was = catalog.Hash(before.Source)
			}
		})
	}
	if len(accepted) == 0 {
		return nil
	}
	return a.t.record(a.d, l, func(j *workspace.LedgerUpdate) {
		for _, add := range accepted {
			add(j)
		}
	})
}

// check says why the translation cannot mean what the English says today.
func (a *accepting) check(l *locale.Locale, x workspace.Text, words catalog.Forms) error {
	if fault := a.d.FirstError(l, x, words, x.Own.Comments); fault != "" {
		return fmt.Errorf("the previous translation does not fit today's English: %s", fault)
	}
	return nil
}

func (a *accepting) refuse(l *locale.Locale, x workspace.Text, err error) {
	a.refused++
	fault := a.d.Place(l, x)
	if f := a.plan.Find(l.Tag, x.Slug); f.Old != f.Next { // the places are those of a file that is not written yet
		fault.Line, fault.Col = 0, 0
	}
	fault.Msg = x.Key + ": " + err.Error()
	fmt.Fprintln(a.t.out, fault.Error())
}

// finish writes the catalogs.
func (a *accepting) finish() error {
	if a.did > 0 {
		a.plan.Recall()
		writes := a.plan.Writes()
		if err := a.t.fit(a.d, writes); err != nil {
			return err
		}
		if err := a.t.write(a.d, writes); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.t.err, "parlance: %s accepted, %d refused\n", things(a.did, "translation"), a.refused)
	if a.refused > 0 || a.did == 0 {
		return exit(findings)
	}
	return nil
}

// shown gives a text for people to read, on one line.
func shown(f catalog.Forms) string {
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
