package cli

import (
	"bytes"
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// trees are the flags that name the two folders.
type trees struct {
	Content string `default:"content" placeholder:"DIR" help:"Folder of the English pages (${default})."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default})."`
}

type syncCommand struct {
	trees
	Check bool `help:"Change nothing; exit 1 where sync would change something."`
}

// Run writes what the pages and catalogs call for. While any file is at fault it writes nothing.
func (c *syncCommand) Run(t *terminal) error {
	content, err := store.Open(c.Content)
	if err != nil {
		return err
	}
	locales, err := store.Open(c.Locales)
	if err != nil {
		return err
	}
	src, err := site.NewReader(content.Tree, locales.Tree).Read(site.Changes{})
	if err != nil {
		return err
	}
	if len(src.Faults) > 0 {
		fmt.Fprintln(t.out, src.Faults.Error())
		fmt.Fprintf(t.err, "parlance: nothing was written: %s to mend first\n", things(len(src.Faults), "fault"))
		return exit(findings)
	}
	writes := plan(src)
	if c.Check {
		for _, w := range writes {
			fmt.Fprintf(t.out, "%s: sync would change this file\n", locales.Path(w.Path))
		}
		if len(writes) > 0 {
			fmt.Fprintln(t.err, "parlance: run parlance sync")
			return exit(findings)
		}
		return nil
	}
	if err := locales.Apply(writes); err != nil {
		return err
	}
	for _, w := range writes {
		fmt.Fprintf(t.out, "wrote %s\n", locales.Path(w.Path))
	}
	return nil
}

// plan computes which catalogs must be written, and as what.
func plan(src *site.Sources) []store.Write {
	p := planner{src: src, categories: map[string][]string{}}
	for _, l := range src.Locales.Locales {
		p.categories[l.Tag] = catalog.Categories(l.Tag)
	}
	for _, page := range src.Pages {
		english := catalog.SyncEnglish(page.Page, page.Catalogs[src.Locales.English().Index])
		p.lay(page.Slug, english, page.Catalogs)
	}
	p.lay("ui", catalog.SyncInterface(src.Interface[src.Locales.English().Index]), src.Interface)
	p.retire()
	return p.writes
}

type planner struct {
	src        *site.Sources
	categories map[string][]string
	writes     []store.Write
}

// lay plans the English catalog of one page and those of all its locales.
func (p *planner) lay(slug string, english *catalog.File, files []*catalog.File) {
	for _, l := range p.src.Locales.Locales {
		next := english
		if l.Tag != "en" {
			next = catalog.SyncLocale(english, files[l.Index], p.categories[l.Tag])
		}
		p.write(site.CatalogPath(l.Tag, slug), files[l.Index], next)
	}
}

// retire plans the catalogs of pages that are gone: every entry is kept, out of use.
func (p *planner) retire() {
	for slug, files := range p.src.Orphans {
		english := catalog.SyncEnglish(&segment.Page{Slug: slug}, files[p.src.Locales.English().Index])
		for _, l := range p.src.Locales.Locales {
			switch old := files[l.Index]; {
			case old == nil:
			case l.Tag == "en":
				p.write(site.CatalogPath(l.Tag, slug), old, english)
			default:
				p.write(site.CatalogPath(l.Tag, slug), old, catalog.SyncLocale(english, old, p.categories[l.Tag]))
			}
		}
	}
}

func (p *planner) write(path string, old, next *catalog.File) {
	var before []byte
	if old != nil {
		before = old.Bytes()
	}
	if old == nil || !bytes.Equal(before, next.Bytes()) {
		p.writes = append(p.writes, store.Write{Path: path, Old: before, New: next.Bytes()})
	}
}

// things says how many there are of something: "1 fault", "2 faults".
func things(n int, name string) string {
	if n != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", n, name)
}
