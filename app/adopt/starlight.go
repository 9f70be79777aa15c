package adopt

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/locale"
)

var astroConfigs = []string{"astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts", "astro.config.cjs"}

// starlightTree reads the layout of a site of Starlight: a folder for each language in src/content/docs, English at the root or in a folder too.
func starlightTree(f *files, root string) (*tree, error) {
	config := f.text(f.first(root, astroConfigs...))
	for _, name := range f.below(root) { // the languages may stand in a file of their own
		if base := path.Base(name); path.Dir(name) == path.Join(root, "config") || base == "locales.ts" || base == "locales.mjs" {
			config += "\n" + f.text(name)
		}
	}
	docs := path.Join(root, "src/content/docs")
	t := &tree{kind: Starlight, root: root, title: setting(config, "title"), address: setting(config, "site"), statics: []string{path.Join(root, "public")}}
	if m := regexp.MustCompile(`https?://[^"'` + "`" + `\s$]+`).FindString(config); t.address == "" && m != "" && strings.Contains(config, "site") {
		t.address = m
	}
	if base := strings.Trim(setting(config, "base"), "/"); base != "" {
		t.prefixes = append(t.prefixes, base)
		t.address = strings.TrimRight(t.address, "/") + "/" + base
	}
	folders := f.folders(docs)
	english := docs
	if name := englishOf(folders); name != "" {
		english = path.Join(docs, name)
		t.prefixes = append(t.prefixes, strings.ToLower(name))
	}
	langs := starlightFolders(f, docs, english, config, folders)
	t.add(f, docs, english, langs)
	for _, name := range langs {
		label, lang := labelOf(config, name)
		l := t.target(name, cmp.Or(lang, name))
		if l == nil {
			continue
		}
		l.own = label
		t.prefixes = append(t.prefixes, strings.ToLower(name))
		t.translate(f, path.Join(docs, name), english, l)
	}
	t.drop()
	return t, nil
}

// starlightFolders returns the folders that hold translations: they have the name of a language, and a page that English has too.
func starlightFolders(f *files, docs, english, config string, folders []string) (langs []string) {
	for _, name := range folders {
		if _, err := locale.Canonical(name); err != nil || englishOf([]string{name}) != "" {
			continue
		}
		dir := path.Join(docs, name)
		if slices.ContainsFunc(f.below(dir), func(p string) bool {
			rel := stem(strings.TrimPrefix(p, dir+"/"))
			return isMarkdown(p) && f.first(english, rel+".md", rel+".mdx", rel+".mdoc") != ""
		}) {
			langs = append(langs, name)
		}
	}
	return langs
}

// add adds the pages of the English folder, without those of other languages.
func (t *tree) add(f *files, docs, english string, langs []string) {
	for _, name := range f.below(english) {
		rel := strings.TrimPrefix(name, english+"/")
		top, _, _ := strings.Cut(rel, "/")
		if !isMarkdown(name) || english == docs && slices.Contains(langs, top) {
			continue
		}
		p := &page{path: name, slug: pageName(stem(rel)), translations: map[*target]string{}}
		p.urls = []string{p.slug, strings.ToLower(p.slug)}
		t.pages = append(t.pages, p)
	}
}

// translate finds the translations in a folder of the pages in the English one.
func (t *tree) translate(f *files, dir, english string, l *target) {
	byName := map[string]*page{}
	for _, p := range t.pages {
		byName[stem(strings.TrimPrefix(p.path, english+"/"))] = p
	}
	for _, name := range f.below(dir) {
		if !isMarkdown(name) {
			continue
		}
		if p := byName[stem(strings.TrimPrefix(name, dir+"/"))]; p != nil {
			p.translations[l] = name
		} else {
			t.orphan(name, l)
		}
	}
}
