package render

import (
	"path"
	"strings"

	"github.com/parlance/parlance/app/corpus"
)

// breadcrumbs writes the links to the list of guides and to a guide's group.
func (d *writer) breadcrumbs(p *corpus.Original, title localizedHTML) {
	d.write("<nav class=\"path\" aria-labelledby=\"ui.path\">\n")
	d.element(`p class="aside" id="ui.path"`, d.say("ui.nav.path"))
	d.write("<ol>\n<li>")
	d.link("", documentURL(d.wanted, Home), d.say("ui.nav.home"))
	d.write("</li>\n")
	if g := folderOf(p.Slug); g != "" {
		d.element("li", d.groupName(g))
	}
	d.element(`li class="aside" aria-current="page"`, title) // sighted readers see it in the heading below
	d.write("</ol>\n</nav>\n")
}

// folderOf returns the folder of a guide, which is its group, and "" at the top.
func folderOf(slug string) string {
	if dir := path.Dir(slug); dir != "." {
		return dir
	}
	return ""
}

// groupName returns the name of a group: the interface's message ui.group.<folder>, or else the folder's own name, in English.
func (d *writer) groupName(folder string) localizedHTML {
	key := "ui.group." + strings.ReplaceAll(folder, "/", "-")
	if d.strings.has(key) {
		return d.say(key)
	}
	words := strings.NewReplacer("-", " ", "/", ": ").Replace(folder)
	return localizedHTML{html: escape(strings.ToUpper(words[:1]) + words[1:]), as: d.locales.English()}
}
