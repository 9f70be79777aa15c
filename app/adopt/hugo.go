package adopt

import (
	"cmp"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/adopt/foreign"
	"github.com/parlance/parlance/app/locale"
)

// hugoConfig is what the configuration of a site of Hugo says: hugo.toml or config.toml, in YAML or JSON too, and the files in config/_default.
func hugoConfig(f *files, root string) foreign.Front {
	all := foreign.Front{}
	for _, dir := range []string{"config/_default", "."} {
		for _, name := range f.below(path.Join(root, dir)) {
			base := path.Base(name)
			ext := path.Ext(base)
			if path.Dir(name) != path.Join(root, dir) || !slices.Contains([]string{".toml", ".yaml", ".yml", ".json"}, ext) {
				continue
			}
			main := stem(base) == "hugo" || stem(base) == "config"
			if dir == "." && !main || !main && strings.Contains(stem(base), ".") {
				continue
			}
			table, err := foreign.ReadTable(base, []byte(f.text(name)))
			switch {
			case err != nil:
			case main:
				maps.Copy(all, table)
			default:
				all[stem(base)] = map[string]any(table)
			}
		}
	}
	return all
}

// hugoLanguages returns the folders of the content by the name of the language, and the targets' own names.
func hugoLanguages(f *files, root string, config foreign.Front) (dirs, own map[string]string, byDir bool) {
	content := path.Join(root, cmp.Or(config.Text("contentDir", "contentdir"), "content"))
	dirs, own = map[string]string{}, map[string]string{}
	for name := range config.Table("languages") {
		l := config.Table("languages").Table(name)
		dirs[name] = content
		if dir := l.Text("contentDir", "contentdir"); dir != "" {
			dirs[name], byDir = path.Join(root, dir), true
		}
		own[name] = l.Text("languageName", "languagename", "label")
	}
	if mounts, ok := config.Table("module")["mounts"]; ok {
		for _, m := range tables(mounts) {
			if source, to, lang := m.Text("source"), m.Text("target"), m.Text("lang"); to == "content" && lang != "" && source != "" {
				dirs[lang], byDir = path.Join(root, source), true
			}
		}
	}
	english := englishOf(slices.Collect(maps.Keys(dirs)))
	parent := content
	if byDir && english != "" {
		parent = path.Dir(dirs[english])
	}
	names := f.folders(parent)
	if i := slices.IndexFunc(names, func(n string) bool { return n == "en" || strings.EqualFold(n, "en-us") }); i >= 0 && (byDir || english == "" || dirs[english] == parent) {
		for _, name := range names { // folders that no configuration names are languages too
			if _, err := locale.Canonical(name); err == nil && (!byDir || dirs[name] == "") && !slices.Contains(slices.Collect(maps.Values(dirs)), path.Join(parent, name)) {
				dirs[name] = path.Join(parent, name)
			}
		}
		byDir = true
		for name, dir := range dirs { // without a folder of their own
			if dir == content && dir != parent || dir == parent {
				delete(dirs, name)
			}
		}
	}
	return dirs, own, byDir
}

func tables(v any) (list []foreign.Front) {
	switch all := v.(type) {
	case []map[string]any:
		for _, one := range all {
			list = append(list, one)
		}
	case []any:
		for _, one := range all {
			if table, ok := one.(map[string]any); ok {
				list = append(list, table)
			}
		}
	}
	return list
}

// englishOf returns the name among those of languages that is English, "" where none is.
func englishOf(names []string) string {
	slices.Sort(names)
	for _, name := range names {
		if l := strings.ToLower(name); l == "en" || strings.HasPrefix(l, "en-") || strings.HasPrefix(l, "en_") || l == "english" {
			return name
		}
	}
	return ""
}

// hugoTree reads the layout of a site of Hugo: a folder of content for each language, or files that name their language.
func hugoTree(f *files, root string) (*tree, error) {
	config := hugoConfig(f, root)
	t := &tree{kind: Hugo, root: root, title: config.Text("title"), address: config.Text("baseURL", "baseurl"),
		statics: []string{path.Join(root, "static"), path.Join(root, "assets")}}
	dirs, own, byDir := hugoLanguages(f, root, config)
	english := englishOf(slices.Collect(maps.Keys(dirs)))
	initial := cmp.Or(config.Text("defaultContentLanguage", "defaultcontentlanguage"), "en")
	if english == "" && len(dirs) == 0 && englishOf([]string{initial}) != "" {
		english = initial
		dirs[english] = path.Join(root, cmp.Or(config.Text("contentDir", "contentdir"), "content"))
	}
	if english == "" {
		return nil, errors.New("no language of it is English, which is what all others are translated from")
	}
	h := hugoReader{t: t, f: f, dirs: dirs, byDir: byDir, english: english, own: own, byName: map[string]*page{}}
	for _, name := range f.below(dirs[english]) {
		if rel, lang, ok := h.split(name, dirs[english]); ok && (lang == "" && (byDir || englishOf([]string{initial}) != "") || lang == english) {
			h.add(name, rel)
		}
	}
	h.translated(initial)
	t.drop()
	return t, nil
}

type hugoReader struct {
	t       *tree
	f       *files
	dirs    map[string]string
	own     map[string]string
	byDir   bool
	english string
	byName  map[string]*page // by the path in the content, without language and ending
}

// split returns the path of a page in the content without its ending, and the language that the name of its file says.
func (h *hugoReader) split(name, dir string) (rel, lang string, ok bool) {
	if !isMarkdown(name) {
		return "", "", false
	}
	rel = stem(strings.TrimPrefix(name, dir+"/"))
	if ext := strings.TrimPrefix(path.Ext(rel), "."); ext != "" {
		for l := range h.dirs {
			if strings.EqualFold(l, ext) {
				return stem(rel), l, true
			}
		}
		if _, err := locale.Canonical(ext); err == nil && len(ext) <= 7 && !h.byDir && len(ext) >= 2 && ext[0] >= 'a' {
			return stem(rel), ext, true
		}
	}
	return rel, "", true
}

func (h *hugoReader) add(name, rel string) {
	p := &page{path: name, slug: pageName(rel), translations: map[*target]string{}}
	p.urls = []string{p.slug}
	h.byName[rel] = p
	h.t.pages = append(h.t.pages, p)
}

// pageName returns the address of a page by its path: that of its folder where it is the folder's own.
func pageName(rel string) string {
	if base := path.Base(rel); base == "index" || base == "_index" || base == "README" {
		if rel = path.Dir(rel); rel == "." {
			return ""
		}
	}
	return rel
}

// translated finds the translations.
func (h *hugoReader) translated(initial string) {
	for lang := range h.dirs {
		h.t.prefixes = append(h.t.prefixes, strings.ToLower(lang))
	}
	seen := map[string]bool{}
	for _, lang := range slices.Sorted(maps.Keys(h.dirs)) {
		dir := h.dirs[lang]
		if seen[dir] {
			continue
		}
		seen[dir] = true
		for _, name := range h.f.below(dir) {
			rel, said, ok := h.split(name, dir)
			if said == "" && !h.byDir {
				said = initial
			}
			said = cmp.Or(said, lang)
			if !ok || said == h.english || englishOf([]string{said}) != "" {
				continue
			}
			l := h.t.target(said, said)
			if l == nil {
				continue
			}
			l.own = cmp.Or(l.own, h.own[said])
			if p := h.byName[rel]; p != nil {
				p.translations[l] = name
			} else {
				h.t.orphan(name, l)
			}
		}
	}
}
