package cli

import (
	"fmt"
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// desk is the two folders as a command that writes finds them.
type desk struct {
	content, locales *folder.Folder
	src              *site.Sources
	settled          *settled // catalogs that src leaves out; nil where it has all
	unsettled        int      // catalogs of pages that src has beside those
	progress         *progress

	asked bool               // whether terms was read
	terms *glossary.Glossary // nil where there is none
}

// open opens both folders and reads them.
func (c trees) open() (*desk, error) {
	d, err := c.folders()
	if err != nil {
		return nil, err
	}
	return d, d.read(d.locales.Tree)
}

// folders opens both folders.
func (c trees) folders() (d *desk, err error) {
	d = &desk{}
	if d.content, err = folder.Open(c.Content); err != nil {
		return nil, err
	}
	d.locales, err = folder.Open(c.Locales)
	return d, err
}

// read reads the pages, and the catalogs of a tree that may hold more than the folder.
func (d *desk) read(locales store.Tree) (err error) {
	d.src, err = site.NewReader(d.content.Tree, locales).Read(site.Changes{})
	return err
}

// sound gives an error, after saying why, where a fault forbids to write catalogs. A line of a ledger that cannot be read is told and
// forbids nothing: no command writes over it.
func (d *desk) sound(t *terminal) error {
	grave := 0
	for _, f := range d.src.Faults {
		fmt.Fprintln(t.out, f.Error())
		if !ofLedger(f) {
			grave++
		}
	}
	if grave == 0 {
		return nil
	}
	fmt.Fprintf(t.err, "parlance: nothing was written: %s to mend first\n", things(grave, "fault"))
	return exit(findings)
}

func ofLedger(f *store.Fault) bool { return path.Base(f.File) == path.Base(site.LedgerPath("en")) }

// write writes the files and says so.
func (d *desk) write(t *terminal, writes []store.Write) error {
	if err := d.locales.Apply(writes); err != nil {
		return err
	}
	for _, w := range writes {
		fmt.Fprintf(t.out, "wrote %s\n", d.locales.Path(w.Path))
	}
	return nil
}

// fit gives an error, after saying why, where a catalog would become larger than any that is read: it would be lost to readers and
// translators. A command asks before it writes anything at all.
func (d *desk) fit(t *terminal, writes []store.Write) error {
	grave := 0
	for _, w := range writes {
		if len(w.New) <= t.most {
			continue
		}
		grave++
		fault := store.Fault{File: d.locales.Path(w.Path), Msg: fmt.Sprintf("the catalog would become larger than %s, the most that is read: %s",
			size(t.most), d.smaller(w.Path))}
		fmt.Fprintln(t.out, fault.Error())
	}
	if grave == 0 {
		return nil
	}
	fmt.Fprintf(t.err, "parlance: nothing was written: %s to mend first\n", things(grave, "fault"))
	return exit(findings)
}

// smaller says how a catalog is kept small.
func (d *desk) smaller(name string) string {
	tag, rest, _ := strings.Cut(name, "/")
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if slug == catalog.InterfaceSlug {
		return "take texts out of the interface"
	}
	return "split " + d.content.Path(slug+".md") + " into two pages"
}

// size gives a number of bytes for people, in whole megabytes where it is that much.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// things says how many there are of something: "1 fault", "2 faults".
func things(n int, name string) string {
	if n != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", n, name)
}
