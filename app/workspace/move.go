package workspace

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// Moved is what is to be known of a page that was renamed.
type Moved struct {
	Done    bool             // the page has its new name, whatever the error says of old files
	ByAlias []string         // places of links that lead to it by its old address
	Dead    []corpus.Finding // its links and images that led somewhere from its old place, and do not from its new one
}

// Move renames a page with its catalogs, keys, sign-offs and credits, and leaves its old address as an alias. What it leaves to do, for keys of the old name
// and catalogs with a fault, the next sync does. An error before the page has its new name changes nothing that readers see.
func (w *Workspace) Move(from, to string) (m Moved, err error) {
	page, err := w.movable(from, to)
	if err != nil {
		return m, err
	}
	text, err := withAliases(page, to)
	if err != nil {
		return m, err
	}
	renamed, old := w.renamedCatalogs(page, to)
	for i := range w.Locales().Locales {
		l := &w.Locales().Locales[i]
		if !w.hasLedger(l) {
			continue
		}
		if _, err := w.appendLedger(l, func(j *ledger) { j.carry(j.textsOf(from, to)) }); err != nil {
			return m, err
		}
	}
	if err := w.locales.Apply(renamed); err != nil {
		return m, err
	}
	if err := w.content.Apply([]store.Write{{Path: to + ".md", New: text}}); err != nil {
		return m, err
	}
	m.Done = true
	var left []error
	if err := w.content.Remove(from+".md", page.Source()); err != nil {
		left = append(left, fmt.Errorf("%s was left as it is, and must be removed: %w", page.File, err))
	}
	for _, one := range old {
		if err := w.locales.Remove(one.Path, one.Old); err != nil {
			left = append(left, w.leftAsItIs(one, err))
		}
	}
	before := w.deadLinks(page.File)
	left = append(left, w.read(nil))
	m.ByAlias = w.corpus.LinksTo(from)
	for message, f := range w.deadLinks(w.content.Tree().Path(to + ".md")) {
		if _, ok := before[strings.ReplaceAll(message, "“"+to+"”", "“"+from+"”")]; !ok {
			m.Dead = append(m.Dead, f)
		}
	}
	slices.SortFunc(m.Dead, func(a, b corpus.Finding) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return m, errors.Join(left...)
}

// deadLinks returns the links of a page that lead nowhere, by what is said of them.
func (w *Workspace) deadLinks(file string) map[string]corpus.Finding {
	found := map[string]corpus.Finding{}
	for _, f := range w.corpus.EnglishFindings() {
		if f.Rule == "deadlinks" && f.File == file {
			found[f.Message] = f
		}
	}
	return found
}

// movable returns the page that is to be renamed, or why that cannot be.
func (w *Workspace) movable(from, to string) (*corpus.Page, error) {
	i := slices.IndexFunc(w.corpus.Pages, func(p *corpus.Page) bool { return p.Slug == from })
	var slugs []string
	for _, p := range w.corpus.Pages {
		slugs = append(slugs, p.Slug)
	}
	switch _, err := segment.SlugOf(to + ".md"); {
	case i < 0:
		return nil, checkNames([]string{from}, slugs)
	case err != nil:
		return nil, err
	case slices.Contains(slugs, to) || w.corpus.LeftOut("", to):
		return nil, fmt.Errorf("there is a page %s already: nothing was moved", to)
	case w.corpus.Aliases[to] != "" && w.corpus.Aliases[to] != from:
		return nil, fmt.Errorf("%s is an alias of the page %s: delete it there first", to, w.corpus.Aliases[to])
	}
	if msg := w.corpus.SlugConflict(to); msg != "" {
		return nil, errors.New(msg)
	}
	return w.corpus.Pages[i], nil
}

var (
	aliasesStart = regexp.MustCompile(`(?m)^[ \t]*["']?aliases["']?[ \t]*=[ \t]*\[`)
	aliasesField = regexp.MustCompile(aliasesStart.String() + `(?:[^\]"'#]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*\n)*\][^\n]*\n`)
)

// withAliases returns a page with its slug among its aliases, and without the one that it is to have. Comments of the list stay, unless that one is in it.
func withAliases(page *corpus.Page, to string) ([]byte, error) {
	slugs, taken := []string{page.Slug}, false
	for _, a := range page.Front.Aliases {
		taken = taken || a.Slug == to || a.Slug == page.Slug
		if a.Slug != to && a.Slug != page.Slug {
			slugs = append(slugs, a.Slug)
		}
	}
	var quoted []string
	for _, s := range slugs {
		quoted = append(quoted, tomltext.QuoteBasic(s))
	}
	source, end := page.Source(), "\n"
	if bytes.Contains(source, []byte("\r\n")) {
		end = "\r\n"
	}
	line := "aliases = [" + strings.Join(quoted, ", ") + "]" + end
	close := bytes.Index(source, []byte("\n+++")) + 1 // of the front matter
	at := []int{close, close}
	if found := aliasesField.FindIndex(source[:close]); found != nil {
		at = found
		if start := aliasesStart.FindIndex(source[:close]); !taken && len(slugs) > 1 {
			at, line = []int{start[1], start[1]}, quoted[0]+","
			if c := source[start[1]]; c != '\n' && c != '\r' {
				line += " "
			}
		}
	}
	text := slices.Concat(source[:at[0]], []byte(line), source[at[1]:])
	next, err := segment.Parse(to, to+".md", text)
	if err != nil || len(next.Front.Aliases) != len(slugs) || len(next.Segments) != len(page.Segments) {
		return nil, fmt.Errorf("%s: its list of aliases cannot be read: write the line aliases = [%s] into the front matter first", page.File, strings.Join(quoted[1:], ", "))
	}
	return text, nil
}

// renamedCatalogs returns the catalogs of a page under its new name, and those of its locales that they replace. The English one stays: it remembers that its keys
// are used (law 4). There are none where the English one has a fault.
func (w *Workspace) renamedCatalogs(page *corpus.Page, to string) (renamed, old []store.Write) {
	there := w.corpus.Orphans[to]
	for _, l := range w.Locales().Locales {
		f, path := page.Catalog(l.Index), corpus.CatalogPath(l.Tag, to)
		if f == nil {
			continue
		}
		var into *catalog.File
		var replaced []byte
		if there != nil && there[l.Index] != nil {
			into = there[l.Index]
			replaced = into.Bytes()
		}
		next, ok := f.RenamePage(w.CatalogPath(path), page.Slug, to, into)
		if !ok {
			if l.Tag == "en" {
				return nil, nil
			}
			continue
		}
		renamed = append(renamed, store.Write{Path: path, Old: replaced, New: next.Bytes()})
		if l.Tag != "en" {
			old = append(old, store.Write{Path: corpus.CatalogPath(l.Tag, page.Slug), Old: f.Bytes()})
		}
	}
	return renamed, old
}

// textsOf returns all that is signed off or credited of a page, as it is carried to another.
func (j *ledger) textsOf(from, to string) (list []Carried) {
	for _, r := range j.records {
		if rest, ok := strings.CutPrefix(r.Key, from+"."); ok && (r.Kind == catalog.KindSignOff || r.Kind == catalog.KindCarried || r.Kind == catalog.KindCredit) {
			list = append(list, Carried{From: r.Key, To: to + "." + rest, Reviewed: true, source: r.Source, text: r.Text})
		}
	}
	return list
}
