package adopt

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// tree is what the files of a tree say of it.
type tree struct {
	kind     Kind
	root     string // its folder
	title    string
	address  string // where the site stands, for example "https://example.org/docs"; "" where that is not known
	statics  []string
	pages    []*page // the English ones, in the order of their paths
	targets  []*target
	leftOut  []Note
	orphans  map[string]*target // translations of pages that are not there in English
	prefixes []string           // of addresses, in front of the page's own: locales, and where the site stands
}

// page is an English page.
type page struct {
	path         string // of its file
	slug         string
	urls         []string // addresses in the old site, without outer slashes
	order        int
	title        string             // that the tree gives it elsewhere
	translations map[*target]string // paths
}

// target is a language that the tree is translated into.
type target struct {
	name string // as the tree names it
	tag  string
	own  string // the language's name in itself, "" where the tree does not say
	book string // the PO file of mdBook, "" where there is none
}

// layouts read the layout of each kind.
var layouts = map[Kind]func(f *files, root string) (*tree, error){
	Hugo: hugoTree, Docusaurus: docusaurusTree, MdBook: mdBookTree, Starlight: starlightTree,
}

// candidate is a folder that seems to hold a tree.
type candidate struct {
	kind Kind
	root string
}

// maxDepth is how many folders deep a tree is looked for.
const maxDepth = 3

// find finds the tree: of several, the one with the most translations.
func find(f *files, from Kind) (*tree, error) {
	var best *tree
	var failed error
	for _, c := range candidates(f) {
		if from != "" && c.kind != from {
			continue
		}
		t, err := layouts[c.kind](f, c.root)
		if err != nil {
			failed = cmp.Or(failed, fmt.Errorf("%s: %w", path.Join(c.root, "."), err))
			continue
		}
		if best == nil || t.weight() > best.weight() {
			best = t
		}
	}
	if best == nil && failed == nil {
		failed = ErrNothing
		if from != "" {
			failed = fmt.Errorf("%w: no tree of %s", ErrNothing, from)
		}
	}
	if best != nil {
		return best.settle(), nil
	}
	return nil, failed
}

func (t *tree) weight() int {
	n := len(t.pages)
	for _, p := range t.pages {
		n += 1000 * len(p.translations)
	}
	for _, l := range t.targets {
		if l.book != "" {
			n += 1_000_000
		}
	}
	return n
}

func candidates(f *files) (list []candidate) {
	for _, name := range f.names {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		if strings.Count(dir, "/") > maxDepth {
			continue
		}
		add := func(k Kind) {
			if c := (candidate{k, dir}); !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
		switch stem(base) {
		case "docusaurus.config":
			add(Docusaurus)
		case "book":
			if base == "book.toml" {
				add(MdBook)
			}
		case "astro.config":
			if len(f.below(path.Join(dir, "src/content/docs"))) > 0 {
				add(Starlight)
			}
		case "hugo", "config":
			if slices.Contains([]string{".toml", ".yaml", ".yml", ".json"}, path.Ext(base)) {
				if strings.HasSuffix(dir, "config/_default") {
					dir = path.Join(dir, "../..")
				}
				if stem(base) == "hugo" || len(f.below(path.Join(dir, "content"))) > 0 {
					add(Hugo)
				}
			}
		}
	}
	return list
}

// settle sorts the pages, and gives each its slug.
func (t *tree) settle() *tree {
	slices.SortFunc(t.pages, func(a, b *page) int { return cmp.Compare(a.path, b.path) })
	used := map[string]bool{}
	for _, p := range t.pages {
		top, _, _ := strings.Cut(freeSlug(p.slug, nil), "/")
		if slices.ContainsFunc(t.targets, func(l *target) bool { return strings.EqualFold(l.tag, top) }) || strings.EqualFold(top, "en") {
			p.slug = "page-" + p.slug // below a locale's addresses no page can stand
		}
		p.slug = freeSlug(p.slug, used)
		used[p.slug] = true
	}
	slices.SortFunc(t.targets, func(a, b *target) int { return cmp.Compare(a.tag, b.tag) })
	return t
}

// freeSlug returns a slug for a path that no other page has.
func freeSlug(p string, used map[string]bool) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ToLower(p), "/") {
		words := strings.FieldsFunc(part, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		if len(words) > 0 {
			parts = append(parts, strings.Join(words, "-"))
		}
	}
	slug := strings.Join(parts, "/")
	for len(slug) > 100 {
		slug = strings.Trim(slug[:max(strings.LastIndexAny(slug[:101], "-/"), 60)], "-/")
	}
	slug = cmp.Or(slug, "home")
	if _, err := segment.SlugOf(slug + ".md"); err != nil {
		slug = strings.ReplaceAll(slug, "/", "-") + "-guide"
	}
	for n, base := 2, slug; used[slug]; n++ {
		slug = fmt.Sprintf("%s-%d", base, n)
	}
	return slug
}

// target returns the target of a name, which is made where there is none; nil where the name is no language.
func (t *tree) target(name, lang string) *target {
	tag, err := locale.Canonical(cmp.Or(lang, name))
	if err != nil {
		if tag, err = locale.Canonical(name); err != nil {
			return nil
		}
	}
	switch tag { // the script is what tells them apart
	case "zh", "zh-CN", "zh-SG":
		tag = "zh-Hans"
	case "zh-TW", "zh-HK", "zh-MO":
		tag = "zh-Hant"
	}
	if tag == "en" || strings.HasPrefix(tag, "en-") {
		return nil
	}
	for _, l := range t.targets {
		if l.name == name {
			return l
		}
		if l.tag == tag {
			t.leftOut = append(t.leftOut, Note{File: t.root, Message: fmt.Sprintf("%s is %s as %s is: it was left out", name, tag, l.name)})
			return nil
		}
	}
	l := &target{name: name, tag: tag}
	t.targets = append(t.targets, l)
	return l
}

// drop takes out targets that nothing is translated into.
func (t *tree) drop() {
	used := map[*target]bool{}
	for _, p := range t.pages {
		for l := range p.translations {
			used[l] = true
		}
	}
	t.targets = slices.DeleteFunc(t.targets, func(l *target) bool { return !used[l] && l.book == "" })
}

func (t *tree) leave(file, format string, args ...any) {
	t.leftOut = append(t.leftOut, Note{File: file, Kind: "left out", Message: fmt.Sprintf(format, args...)})
}

func (t *tree) orphan(file string, l *target) {
	if t.orphans == nil {
		t.orphans = map[string]*target{}
	}
	t.orphans[file] = l
}
