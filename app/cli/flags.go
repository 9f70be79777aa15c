package cli

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// trees are the flags that name the two trees: folders, or those of a cluster.
type trees struct {
	clusterAccess
	Content string `default:"content" placeholder:"DIR" help:"Folder of the English pages (${default})."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default})."`
}

// stores returns where the trees live.
func (c trees) stores(t *terminal) (content, locales store.Store, err error) {
	if len(c.Cluster) > 0 {
		j, err := t.join(c.clusterAccess)
		if err != nil {
			return nil, nil, err
		}
		return j.Tree("content"), j.Tree("locales"), nil
	}
	if content, err = folder.Open(c.Content); err == nil {
		locales, err = folder.Open(c.Locales)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: run this where the folders content and locales lie, or name them with --content and --locales", err)
	}
	return content, locales, nil
}

// read reads both trees, for a command that only looks, and selects locales as [selectLocales] does.
func (c trees) read(t *terminal, p workspace.Progress, tags []string, english bool) (*corpus.Corpus, []*locale.Locale, error) {
	src, err := c.readAll(t, p)
	if err != nil {
		return nil, nil, err
	}
	list, err := selectLocales(src.Locales, src.Faults, tags, english)
	return src, list, err
}

func (c trees) readAll(t *terminal, p workspace.Progress) (*corpus.Corpus, error) {
	content, locales, err := c.stores(t)
	if err != nil {
		return nil, err
	}
	return workspace.Read(content.Tree(), locales.Tree(), p)
}

// readNamed reads both trees as read does, and selects the locales, pages and texts that were named: no page has the name of a locale. Where no
// locale was, all are selected, and where no page or text was, everything.
func (c trees) readNamed(t *terminal, p workspace.Progress, args []string, english bool) (src *corpus.Corpus, list []*locale.Locale, names workspace.Names, err error) {
	if src, err = c.readAll(t, p); err != nil {
		return nil, nil, names, err
	}
	known := map[string]bool{}
	for _, name := range workspace.KnownNames(src) {
		known[name] = true
	}
	var tags, others []string
	for _, arg := range args {
		switch {
		case known[arg] || src.LeftOut("", arg):
			others = append(others, arg)
		case strings.ContainsAny(arg, "./"):
			return nil, nil, names, &workspace.UnknownNamesError{Names: []string{arg}, Known: workspace.KnownNames(src)}
		default:
			tags = append(tags, arg)
		}
	}
	if list, err = selectLocales(src.Locales, src.Faults, tags, english); err == nil {
		names, err = workspace.NewNames(src, others)
	}
	return src, list, names, err
}

// open reads both trees, for a command that writes, and selects locales other than English as [selectLocales] does.
func (c trees) open(t *terminal, tags ...string) (*workspace.Workspace, []*locale.Locale, error) {
	return c.openWith(t, workspace.Options{MaxCatalog: t.maxCatalog}, tags...)
}

// open reads both trees as [trees.open] does, for a command that writes texts.
func (c recordedTrees) open(t *terminal, tags ...string) (*workspace.Workspace, []*locale.Locale, error) {
	o, err := c.options(t)
	if err != nil {
		return nil, nil, err
	}
	return c.openWith(t, o, tags...)
}

func (c trees) openWith(t *terminal, o workspace.Options, tags ...string) (*workspace.Workspace, []*locale.Locale, error) {
	content, locales, err := c.stores(t)
	if err != nil {
		return nil, nil, err
	}
	recoverWords(t, content, locales, o.Journal)
	w, err := workspace.Open(content, locales, o)
	if err != nil {
		return nil, nil, err
	}
	list, err := selectLocales(w.Locales(), w.Faults(), tags, false)
	return w, list, err
}

// recoverWords keeps what people saved into files while a command was writing them, and says so. What is to be done by hand holds nothing up.
func recoverWords(t *terminal, content, locales store.Store, journal *history.Journal) {
	say := func(line string) { fmt.Fprintln(t.err, "parlance:", visible(line)) }
	if err := workspace.Recover(content, locales, journal, func(_, line string) { say(line) }); err != nil {
		for line := range strings.Lines(err.Error()) {
			say(strings.TrimSuffix(line, "\n"))
		}
	}
}

// selectLocales returns the locales that were named, in the order of the table; where none was, all of them. English is among them only if
// english is set. The error is a [usageError] where English was named otherwise, or there is no such locale; where the table itself has faults, one
// may be there all the same, and the error names them.
func selectLocales(table *locale.Table, faults store.Faults, tags []string, english bool) ([]*locale.Locale, error) {
	wanted := map[int]bool{}
	for _, tag := range tags {
		l, ok := table.Find(strings.ReplaceAll(tag, "_", "-"))
		switch {
		case !ok:
			if err := faultyTable(tag, faults); err != nil {
				return nil, err
			}
			return nil, unknownLocale(table, tag)
		case l.Tag == "en" && !english:
			return nil, usagef("en is what is translated: name another locale")
		}
		wanted[l.Index] = true
	}
	var list []*locale.Locale
	for i := range table.Locales {
		l := &table.Locales[i]
		if wanted[l.Index] || len(tags) == 0 && (english || l.Tag != "en") {
			list = append(list, l)
		}
	}
	return list, nil
}

// dataFolder is the flag that names where the server keeps what readers send.
type dataFolder struct {
	Data string `default:"data" placeholder:"DIR" help:"Folder of what the server keeps (${default}): what readers report, and the last good version of every file."`
}

func (d dataFolder) reports() string { return filepath.Join(d.Data, corpus.ReportsName) }

// byteSize is a number of bytes as people write it: 64MB, 1GB, or a plain number.
type byteSize int64

// UnmarshalText reads a size. MB and MiB both mean 1,048,576 bytes.
func (b *byteSize) UnmarshalText(text []byte) error {
	s := strings.ToUpper(strings.TrimSpace(string(text)))
	shifts := map[string]int{"": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20, "G": 30, "GB": 30, "GIB": 30}
	number := strings.TrimRight(s, "KMGIB")
	shift, known := shifts[s[len(number):]]
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	if !known || err != nil || n < 1 || n > 1<<40>>shift {
		return fmt.Errorf("%q is no size: write it like 256MB", text)
	}
	*b = byteSize(n << shift)
	return nil
}

// personName returns a name that a flag gives as it stands in a ledger and on a page, or why it cannot.
func personName(flag, name string) (string, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	return name, checkLine(flag, name)
}

// checkLine returns an error where a flag's value is not a text on one line, of at most 4,000 bytes.
func checkLine(flag, value string) error {
	switch {
	case strings.TrimSpace(value) == "":
		return fmt.Errorf("%s is empty", flag)
	case strings.ContainsFunc(value, catalog.IsInvisible):
		return fmt.Errorf("%s holds a line end, a control or an invisible character: write plain text on one line", flag)
	case len(value) > 4000:
		return fmt.Errorf("%s is longer than 4000 bytes", flag)
	}
	return nil
}
