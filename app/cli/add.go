package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/parlance/parlance/app/adopt"
	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/scaffold"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
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

type initCommand struct {
	Dir     string   `arg:"" optional:"" default:"." help:"Folder of the new site (${default})."`
	Locales []string `name:"locale" default:"es,ar" placeholder:"TAG" help:"A language that the site is translated into, as fr, or ku=Kurdî with its own name; may be given several times (${default})."`
}

// Run makes a new site.
func (c *initCommand) Run(t *terminal) error {
	var languages []scaffold.Language
	for _, arg := range c.Locales {
		l, err := scaffold.LanguageOf(arg)
		if err != nil {
			return usagef("--locale %s: %w", arg, err)
		}
		for _, known := range languages {
			if known.Tag == l.Tag {
				return usagef("--locale %s: %s is named twice", arg, l.Tag)
			}
		}
		languages = append(languages, l)
	}
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return err
	}
	files, err := scaffold.New(filepath.Base(dir), languages, time.Now())
	if err != nil {
		return err
	}
	if err := scaffold.RefuseExisting(c.Dir, files); err != nil {
		return err
	}
	if err := scaffold.Write(c.Dir, files); err != nil {
		return err
	}
	if err := layOut(t, filepath.Join(c.Dir, "content"), filepath.Join(c.Dir, "locales")); err != nil {
		return err
	}
	for _, f := range files {
		printWrote(t.out, []string{filepath.Join(c.Dir, filepath.FromSlash(f.Path))})
	}
	fmt.Fprintf(t.err, "parlance: a site stands in %s: write content/first-guide.md anew, then run parlance sync and parlance serve there\n", c.Dir)
	return nil
}

type adoptCommand struct {
	Dir  string `arg:"" help:"Folder of the tree: of Hugo, Docusaurus, mdBook or Starlight."`
	From string `enum:",hugo,docusaurus,mdbook,starlight" default:"" placeholder:"KIND" help:"What the tree was made for: hugo, docusaurus, mdbook or starlight (what its files say)."`
	Into string `default:"." placeholder:"DIR" help:"Folder in which content and locales are made (${default})."`
	JSON bool   `name:"json" help:"Write JSON, for programs."`
}

// Run brings a tree into a new site.
func (c *adoptCommand) Run(t *terminal) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := scaffold.RefuseExisting(c.Into, []scaffold.File{{Path: "locales/locales.toml"}, {Path: "content/site.toml"}}); err != nil {
		return err
	}
	result, err := c.read(ctx, t)
	if err != nil {
		return err
	}
	files, err := c.files(result)
	if err != nil {
		return err
	}
	if err := scaffold.RefuseExisting(c.Into, files); err != nil {
		return err
	}
	if err := scaffold.Write(c.Into, files); err != nil {
		return err
	}
	laidOut := layOut(t, filepath.Join(c.Into, "content"), filepath.Join(c.Into, "locales"))
	if c.JSON {
		return cmp.Or(writeJSON(t.out, result.Report), laidOut)
	}
	for _, n := range result.Report.Notes {
		at := filepath.Join(c.Dir, filepath.FromSlash(n.File))
		if n.Line > 0 {
			at = fmt.Sprintf("%s:%d", at, n.Line)
		}
		fmt.Fprintf(t.out, "%s: %s: %s\n", at, n.Kind, n.Message)
	}
	result.Report.Print(t.err, c.Into)
	return laidOut
}

// read reads the tree with its history.
func (c *adoptCommand) read(ctx context.Context, t *terminal) (*adopt.Result, error) {
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	p := t.newProgress()
	defer p.End()
	src := adopt.Source{Name: c.Dir, FS: root.FS()}
	p.Start("reading the history", 0)
	history, err := git.ReadHistory(ctx, c.Dir)
	switch {
	case err == nil:
		defer history.Close()
		src.History = history
	case !errors.Is(err, git.ErrNoHistory):
		return nil, err
	}
	last := ""
	return adopt.Read(ctx, src, adopt.Options{From: adopt.Kind(c.From), Today: time.Now().UTC().Truncate(24 * time.Hour), Max: store.MaxFileSize, Names: scaffold.Name,
		Progress: func(what string, _, total int) {
			if what != last {
				last = what
				p.Start(what, total)
			}
			p.Step()
		}})
}

// files returns the files of the site that the tree becomes.
func (c *adoptCommand) files(r *adopt.Result) ([]scaffold.File, error) {
	var languages []scaffold.Language
	for _, l := range r.Report.Locales {
		languages = append(languages, scaffold.Language{Tag: l.Tag, Name: l.Name})
	}
	title := cmp.Or(r.Title, "Guides")
	files, err := scaffold.Interface(title, languages)
	if err != nil {
		return nil, err
	}
	files = append(files, scaffold.SiteFile(title))
	for _, f := range r.Content {
		files = append(files, scaffold.File{Path: "content/" + f.Path, Data: f.Data})
	}
	for _, f := range r.Locales {
		files = append(files, scaffold.File{Path: "locales/" + f.Path, Data: f.Data})
	}
	return files, nil
}

// layOut lays the catalogs of two folders out, as parlance sync does.
func layOut(t *terminal, content, locales string) error {
	pages, catalogs, err := trees{Content: content, Locales: locales}.stores(t)
	if err != nil {
		return err
	}
	w, err := workspace.OpenForSync(pages, catalogs, workspace.Options{MaxCatalog: t.maxCatalog})
	if err != nil {
		return err
	}
	changes := w.Sync()
	_, err = w.Apply(changes)
	faults := append(w.Faults(), changes.Faults...)
	printFaults(t.out, faults)
	if err == nil && len(faults) > 0 {
		err = errFindings
	}
	return err
}
