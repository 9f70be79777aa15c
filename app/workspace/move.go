package workspace

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
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
	text, err := withAliases(page.Page, to)
	if err != nil {
		return m, err
	}
	renamed, old, made := w.renamedCatalogs(page, to)
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
	left := []error{record(w.journal, made)}
	if err := w.removeMoved(page.Page, to, text); err != nil {
		left = append(left, err)
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

// removeMoved removes a page that stands under its new name with text. What its author saves in the meantime goes there too.
func (w *Workspace) removeMoved(page *segment.Page, to string, text []byte) error {
	for range 3 {
		err := w.content.Remove(page.Slug+".md", page.Source())
		if err == nil {
			return nil
		}
		if !errors.Is(err, store.ErrChanged) {
			return fmt.Errorf("%s was left as it is, and must be removed: %w", page.File, err)
		}
		tree := w.content.Tree()
		saved, err := store.ReadFile(tree.FS, page.Slug+".md")
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		next, err := segment.Parse(page.Slug, page.File, saved)
		if err != nil {
			break
		}
		newer, err := withAliases(next, to)
		if err != nil || w.content.Apply([]store.Write{{Path: to + ".md", Old: text, New: newer}}) != nil {
			break
		}
		page, text = next, newer
	}
	return fmt.Errorf("%s was saved while the page was moved, and was left as it is: put what is new in it into %s, and then delete it",
		page.File, w.content.Tree().Path(to+".md"))
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
	firstTable   = regexp.MustCompile(`(?m)(?:^[ \t]*\r?\n)*^[ \t]*\[\[`)
	aliasesStart = regexp.MustCompile(`(?m)^[ \t]*["']?aliases["']?[ \t]*=[ \t]*\[`)
	aliasesField = regexp.MustCompile(aliasesStart.String() + `(?:[^\]"'#]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*\n)*\][^\n]*\n`)
)

// withAliases returns a page with its slug among its aliases, and without the one that it is to have. Comments of the list stay, unless that one is in it.
func withAliases(page *segment.Page, to string) ([]byte, error) {
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
	if table := firstTable.FindIndex(source[:close]); table != nil { // whose field it would be below
		at = []int{table[0], table[0]}
	}
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

// renamedCatalogs returns the catalogs of a page under its new name, those of its locales that they replace, and the translations that move. The English one stays: it remembers that its keys
// are used (law 4). There are none where the English one has a fault.
func (w *Workspace) renamedCatalogs(page *corpus.Page, to string) (renamed, old []store.Write, made []madeEdit) {
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
				return nil, nil, nil
			}
			continue
		}
		renamed = append(renamed, store.Write{Path: path, Old: replaced, New: next.Bytes()})
		if l.Tag != "en" {
			old = append(old, store.Write{Path: corpus.CatalogPath(l.Tag, page.Slug), Old: f.Bytes()})
			made = append(made, movedTexts(l.Tag, next, page.Slug, to)...)
		}
	}
	return renamed, old, made
}

// movedTexts returns the edits that the translations of a page are in a catalog under its new name.
func movedTexts(tag string, f *catalog.File, from, to string) (made []madeEdit) {
	for _, m := range f.Messages() {
		if rest, ok := strings.CutPrefix(m.Key, to+"."); ok && !m.Forms.Empty() {
			made = append(made, movedText(tag, from+"."+rest, catalog.ViaMove, m))
		}
	}
	return made
}

// followsText reports whether records of a kind go with their text to another key.
func followsText(kind catalog.Kind) bool {
	return slices.Contains([]catalog.Kind{catalog.KindSignOff, catalog.KindCarried, catalog.KindCredit, catalog.KindMachine}, kind)
}

// textsOf returns all that is on record of the texts of a page, as it is carried to another.
func (j *ledger) textsOf(from, to string) (list []Carried) {
	for _, r := range j.records {
		if rest, ok := strings.CutPrefix(r.Key, from+"."); ok && followsText(r.Kind) {
			list = append(list, Carried{From: r.Key, To: to + "." + rest, Reviewed: true, source: r.Source, text: r.Text})
		}
	}
	return list
}
