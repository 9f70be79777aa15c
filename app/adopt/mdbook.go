package adopt

import (
	"cmp"
	"errors"
	"path"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/adopt/foreign"
)

// mdBookTree reads the layout of a book: the pages that SUMMARY.md names, PO files in po/ as mdbook-i18n-helpers reads them, and other books beside it that
// have the same pages in another language.
func mdBookTree(f *files, root string) (*tree, error) {
	book := mdBookOf(f, root)
	if book.lang != "" && englishOf([]string{book.lang}) == "" {
		return nil, errors.New("the book is in " + book.lang + ", and not in English, which is what all others are translated from")
	}
	t := &tree{kind: MdBook, root: root, title: book.title, statics: []string{book.src}}
	byName := map[string]*page{}
	for _, c := range chapters(f.text(path.Join(book.src, "SUMMARY.md"))) {
		name := path.Join(book.src, c.path)
		if !f.has[name] || byName[c.path] != nil {
			continue
		}
		p := &page{path: name, slug: pageName(stem(c.path)), title: c.title, order: len(t.pages) + 1, translations: map[*target]string{}}
		p.urls = []string{stem(c.path), p.slug}
		byName[c.path] = p
		t.pages = append(t.pages, p)
	}
	for _, name := range f.below(book.src) {
		rel := strings.TrimPrefix(name, book.src+"/")
		if book.src == "." {
			rel = name
		}
		if isMarkdown(name) && byName[rel] == nil && path.Base(name) != "SUMMARY.md" && len(t.pages) > 0 && !strings.Contains(rel, "po/") {
			t.leave(name, "SUMMARY.md does not name it: it is no page of the book, and was left out")
		}
	}
	for _, name := range f.below(path.Join(root, "po")) {
		if path.Ext(name) == ".po" {
			if l := t.target(stem(path.Base(name)), stem(path.Base(name))); l != nil {
				l.book = name
			}
		}
	}
	t.otherBooks(f, book, byName)
	t.drop()
	return t, nil
}

type mdBook struct{ src, title, lang string }

func mdBookOf(f *files, root string) mdBook {
	config, _ := foreign.ReadTable("book.toml", []byte(f.text(path.Join(root, "book.toml"))))
	b := config.Table("book")
	return mdBook{path.Join(root, cmp.Or(b.Text("src"), "src")), b.Text("title"), b.Text("language")}
}

// otherBooks finds books in other languages: folders beside this one, or below it, with a book.toml that says so.
func (t *tree) otherBooks(f *files, own mdBook, byName map[string]*page) {
	for _, name := range f.names {
		if path.Base(name) != "book.toml" || path.Dir(name) == t.root {
			continue
		}
		other := mdBookOf(f, path.Dir(name))
		lang := other.lang
		if lang == "" || englishOf([]string{lang}) != "" {
			if lang = path.Base(path.Dir(name)); t.root == "." || englishOf([]string{lang}) != "" {
				continue
			}
		}
		shared := 0
		for _, p := range f.below(other.src) {
			if byName[strings.TrimPrefix(p, other.src+"/")] != nil {
				shared++
			}
		}
		if shared == 0 {
			continue
		}
		l := t.target(lang, lang)
		if l == nil {
			continue
		}
		for _, p := range f.below(other.src) {
			if rel := strings.TrimPrefix(p, other.src+"/"); byName[rel] != nil {
				byName[rel].translations[l] = p
			} else if isMarkdown(p) && path.Base(p) != "SUMMARY.md" {
				t.orphan(p, l)
			}
		}
	}
}

// chapter is an entry of SUMMARY.md.
type chapter struct{ title, path string }

var chapterLine = regexp.MustCompile(`^[ \t]*(?:[-*+][ \t]+)?\[(.*)\]\(\s*<?([^()<>\s]+\.md)>?\s*\)[ \t]*$`)

func chapters(summary string) (list []chapter) {
	for line := range strings.Lines(strings.ReplaceAll(summary, "\r\n", "\n")) {
		if m := chapterLine.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			list = append(list, chapter{strings.TrimSpace(m[1]), path.Clean(m[2])})
		}
	}
	return list
}
