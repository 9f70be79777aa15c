package render

import (
	"path"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/segment"
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

// contentsFrom is how many sections make a page long enough for a list of contents.
const contentsFrom = 4

// contents writes the list of a long page's sections.
func (d *writer) contents(p *corpus.Original, pub *corpus.Publication) {
	var sections []int
	for i, seg := range p.Segments {
		if seg.Kind == segment.KindHeading && seg.Level <= 2 && p.Anchor(i) != "" {
			sections = append(sections, i)
		}
	}
	if len(sections) < contentsFrom {
		return
	}
	d.write("<nav class=\"contents\" aria-labelledby=\"ui.contents\">\n")
	d.element(`h2 id="ui.contents"`, d.say("ui.nav.contents"))
	d.write("<ol>\n")
	for _, i := range sections {
		t := pub.Texts[i]
		d.write("<li", d.langAttrs(t.Locale), "><a", attr("href", "#"+p.Anchor(i)), ">", escapeKept(d.kept, t.Run.PlainText()), "</a></li>\n")
	}
	d.write("</ol>\n</nav>\n")
}

// neighbours writes the links to the guides before and after this one.
func (d *writer) neighbours(previous, next guideLink) {
	d.write("<nav class=\"guides\" aria-labelledby=\"ui.guides\">\n")
	d.element(`h2 class="aside" id="ui.guides"`, d.say("ui.nav.guides"))
	d.write("<ul>\n")
	d.neighbour("previous", "prev", "ui.nav.previous", previous)
	d.neighbour("next", "next", "ui.nav.next", next)
	d.write(`<li class="all">`)
	d.link("", documentURL(d.wanted, Home), d.say("ui.nav.all"))
	d.write("</li>\n</ul>\n</nav>\n")
}

func (d *writer) neighbour(class, rel markup, key string, to guideLink) {
	if to == (guideLink{}) {
		return
	}
	d.write(`<li class="`, class, `"><a rel="`, rel, `"`, attr("href", documentURL(d.wanted, to.slug)), ">\n")
	d.element(`span class="label"`, d.say(key))
	d.element(`span class="title"`, localizedHTML{escapeKept(d.kept, to.title.text), to.title.locale, origin{slug: to.slug}})
	d.write("</a></li>\n")
}
