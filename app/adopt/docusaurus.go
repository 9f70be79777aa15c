package adopt

import (
	"encoding/json"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
)

// setting returns the text that a configuration in JavaScript gives to a name, "" where none is written out.
func setting(config, name string) string {
	m := regexp.MustCompile(`(?:^|[\s{,(;])["']?` + regexp.QuoteMeta(name) + `["']?\s*[:=]\s*["'` + "`" + `]([^"'` + "`" + `$\n]*)["'` + "`" + `]`).FindStringSubmatch(config)
	if m == nil {
		return ""
	}
	return m[1]
}

// labelOf returns the label, and the language, that a configuration gives to a locale.
func labelOf(config, name string) (label, lang string) {
	m := regexp.MustCompile(`["']?` + regexp.QuoteMeta(name) + `["']?\s*:\s*\{([^{}]*)\}`).FindStringSubmatch(config)
	if m == nil {
		return "", ""
	}
	return setting("{"+m[1], "label"), setting("{"+m[1], "lang")
}

// docusaurusTree reads the layout of a site of Docusaurus: docs, blog and pages, and what stands for them below i18n.
func docusaurusTree(f *files, root string) (*tree, error) {
	config := f.text(f.first(root, "docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs", "docusaurus.config.mts"))
	t := &tree{kind: Docusaurus, root: root, title: setting(config, "title"), address: setting(config, "url"), statics: []string{path.Join(root, "static")}}
	if base := strings.Trim(setting(config, "baseUrl"), "/"); base != "" {
		t.prefixes = append(t.prefixes, base)
		t.address = strings.TrimRight(t.address, "/") + "/" + base
	}
	if initial := setting(config, "defaultLocale"); initial != "" && englishOf([]string{initial}) == "" {
		return nil, errors.New("its first language is " + initial + ", and not English, which is what all others are translated from")
	}
	d := docusaurusReader{t: t, f: f, root: root, config: config}
	for _, lang := range f.folders(path.Join(root, "i18n")) {
		if englishOf([]string{lang}) != "" {
			if slices.ContainsFunc(f.below(path.Join(root, "i18n", lang)), isMarkdown) {
				return nil, errors.New("its English stands in i18n/" + lang + " as a translation: what all others are translated from must be English")
			}
			continue
		}
		label, tag := labelOf(config, lang)
		if tag == "" {
			tag = lang
		}
		if l := t.target(lang, tag); l != nil {
			l.own = label
			t.prefixes = append(t.prefixes, strings.ToLower(lang))
		}
	}
	d.sources()
	t.drop()
	return t, nil
}

type docusaurusReader struct {
	t            *tree
	f            *files
	root, config string
}

// sources adds the pages of every plugin that has some.
func (d *docusaurusReader) sources() {
	ids := []string{""}
	for _, l := range d.t.targets {
		for _, name := range d.f.folders(path.Join(d.root, "i18n", l.name)) {
			if id, ok := strings.CutPrefix(name, "docusaurus-plugin-content-docs-"); ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, id := range ids {
		d.docs(id)
	}
	d.add("blog", "blog", "docusaurus-plugin-content-blog")
	d.add("src/pages", "", "docusaurus-plugin-content-pages")
	for _, l := range d.t.targets {
		for _, name := range d.f.below(path.Join(d.root, "i18n", l.name)) {
			if path.Ext(name) == ".json" {
				d.t.leave(name, "words of the interface, which our pages have of their own, were left out")
			}
		}
	}
}

// docs adds the documents of one plugin: those of today, or of the newest version where no other is translated.
func (d *docusaurusReader) docs(id string) {
	plugin, dir, route, versions := "docusaurus-plugin-content-docs", "docs", "docs", ""
	if id == "" {
		if p := pathOfPlugin(d.config, "default"); p != "" {
			dir = p
		} else if p := setting(d.config, "path"); p != "" && len(d.f.below(path.Join(d.root, "docs"))) == 0 {
			dir = p
		}
		if len(d.f.below(path.Join(d.root, dir))) == 0 && len(d.f.below(path.Join(path.Dir(d.root), "docs"))) > 0 {
			dir = "../docs"
		}
	} else {
		plugin, dir, route, versions = plugin+"-"+id, id, id, id+"_"
		if p := pathOfPlugin(d.config, id); p != "" {
			dir = p
		}
	}
	if d.translates(path.Join(plugin, "current")) {
		d.add(dir, route, path.Join(plugin, "current"))
	} else if v := d.newest(versions, plugin); v != "" {
		d.t.leave(path.Join(d.root, dir), "nothing of today's pages is translated: those of version %s were taken in their place", v)
		d.add(path.Join(versions+"versioned_docs", "version-"+v), route, path.Join(plugin, "version-"+v))
	} else {
		d.add(dir, route, path.Join(plugin, "current"))
	}
	for _, l := range d.t.targets {
		for _, v := range d.f.folders(path.Join(d.root, "i18n", l.name, plugin)) {
			if strings.HasPrefix(v, "version-") && d.translates(path.Join(plugin, "current")) {
				d.t.leave(path.Join(d.root, "i18n", l.name, plugin, v), "translations of an older version were left out")
			}
		}
	}
}

// pathOfPlugin returns the folder that a configuration gives to a plugin.
func pathOfPlugin(config, id string) string {
	for _, m := range regexp.MustCompile(`\bid\s*:\s*["']`+regexp.QuoteMeta(id)+`["']`).FindAllStringIndex(config, -1) {
		near := config[max(0, m[0]-300):min(len(config), m[1]+600)]
		if p := setting(near[min(300, m[0]):], "path"); p != "" {
			return p
		}
		if p := setting(near, "path"); p != "" {
			return p
		}
	}
	return ""
}

func (d *docusaurusReader) translates(folder string) bool {
	return slices.ContainsFunc(d.t.targets, func(l *target) bool {
		return slices.ContainsFunc(d.f.below(path.Join(d.root, "i18n", l.name, folder)), isMarkdown)
	})
}

// newest returns the newest version that is translated, "" where none is.
func (d *docusaurusReader) newest(versions, plugin string) string {
	var list []string
	_ = json.Unmarshal([]byte(d.f.text(path.Join(d.root, versions+"versions.json"))), &list)
	for _, v := range list {
		if d.translates(path.Join(plugin, "version-"+v)) {
			return v
		}
	}
	return ""
}

var (
	numbered = regexp.MustCompile(`^[0-9]+[-_.][-_. ]*`)
	dated    = regexp.MustCompile(`^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-`)
)

// add adds the pages in a folder, which are translated in that folder of each language.
func (d *docusaurusReader) add(dir, route, translated string) {
	english := path.Join(d.root, dir)
	known := map[string]bool{}
	for _, name := range d.f.below(english) {
		rel := strings.TrimPrefix(name, english+"/")
		if !isMarkdown(name) {
			continue
		}
		if strings.HasPrefix(path.Base(rel), "_") || strings.Contains(rel, "/_") {
			d.t.leave(name, "a part that other pages take in is no page: it was left out")
			known[rel] = true
			continue
		}
		known[rel] = true
		p := &page{path: name, translations: map[*target]string{}}
		var parts []string
		for part := range strings.SplitSeq(stem(rel), "/") {
			parts = append(parts, strings.TrimPrefix(numbered.ReplaceAllString(part, ""), "/"))
		}
		if m := dated.FindStringSubmatch(path.Base(rel)); m != nil && route == "blog" {
			parts = strings.Split(strings.Replace(stem(rel), m[0], m[1]+"/"+m[2]+"/"+m[3]+"/", 1), "/")
		}
		plain := pageName(strings.Join(parts, "/"))
		if plain != "" && path.Base(plain) == path.Base(path.Dir(plain)) {
			plain = path.Dir(plain) // intro/intro.md is intro
		}
		p.slug = plain
		if route != "docs" {
			p.slug = path.Join(route, plain)
		}
		p.urls = []string{path.Join(route, plain), path.Join(route, stem(rel)), p.slug, plain}
		for _, l := range d.t.targets {
			for _, ext := range []string{path.Ext(name), ".md", ".mdx"} {
				if there := path.Join(d.root, "i18n", l.name, translated, stem(rel)+ext); d.f.has[there] {
					p.translations[l] = there
					break
				}
			}
		}
		d.t.pages = append(d.t.pages, p)
	}
	for _, l := range d.t.targets {
		there := path.Join(d.root, "i18n", l.name, translated)
		for _, name := range d.f.below(there) {
			rel := strings.TrimPrefix(name, there+"/")
			if isMarkdown(name) && !known[rel] && !known[stem(rel)+".md"] && !known[stem(rel)+".mdx"] {
				d.t.orphan(name, l)
			}
		}
	}
}
