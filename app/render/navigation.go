package render

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/segment"
)

// breadcrumbs writes the links to the list of guides and to a guide's group.
func (d *writer) breadcrumbs(p *corpus.Original, title localizedHTML) {
	d.beginLabelled(`nav class="path"`, `p class="aside"`, "ui.path", "ui.nav.path", "<ol>\n")
	d.linkIn("li", "", d.documentURL(d.wanted, Home), d.say("ui.nav.home"))
	if g := folderOf(p.Slug); g != "" {
		d.element("li", d.groupName(g))
	}
	d.element(`li class="aside" aria-current="page"`, title) // sighted readers see it in the heading below
	d.write("</ol>\n</nav>\n")
}

// folderOf returns the folder of a guide, which is its group, and "" at the top.
func folderOf(slug string) string { return slug[:max(strings.LastIndexByte(slug, '/'), 0)] }

// groupName returns the name of a group: the interface's message ui.group.<folder>, or else the folder's own name, in English.
func (d *writer) groupName(folder string) localizedHTML {
	key := "ui.group." + strings.ReplaceAll(folder, "/", "-")
	if _, ok := d.strings.english.file.Find(key); ok {
		return d.say(key)
	}
	words := strings.NewReplacer("-", " ", "/", ": ").Replace(folder)
	return localizedHTML{html: escape(strings.ToUpper(words[:1]) + words[1:]), as: d.locales.English()}
}

// contentsFrom is how many sections make a page long enough for a list of contents.
const contentsFrom = 4

// firstSection returns the index of the block that begins the first section of a page: what stands before it is read before the list of contents.
func firstSection(p *corpus.Original) int {
	i := slices.IndexFunc(p.Blocks, func(b segment.Block) bool { return b.Kind == segment.BlockHeading })
	if i < 0 {
		return len(p.Blocks)
	}
	return i
}

// contents writes the list of a long page's sections. On a narrow screen it is folded, and its heading stands on what opens it.
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
	d.beginLabelled(`nav class="contents"`, "h2", "ui.contents", "ui.nav.contents", "")
	d.fold(d.say("ui.nav.contents"))
	d.write("<ol>\n")
	for _, i := range sections {
		t := pub.Texts[i]
		d.write("<li", d.langAttrs(t.Locale), "><a", attr("href", "#"+p.Anchor(i)), ">", escapeKept(d.kept, t.Run.PlainText()), "</a></li>\n")
	}
	d.write("</ol>\n</nav>\n")
}

func (d *writer) neighbours(previous, next guideLink) {
	d.beginLabelled(`nav class="guides"`, `h2 class="aside"`, "ui.guides", "ui.nav.guides", "<ul>\n")
	d.neighbour("previous", "prev", "ui.nav.previous", previous)
	d.neighbour("next", "next", "ui.nav.next", next)
	d.linkIn(`li class="all"`, "", d.documentURL(d.wanted, Home), d.say("ui.nav.all"))
	d.write("</ul>\n</nav>\n")
}

func (d *writer) neighbour(class, rel markup, key string, to guideLink) {
	if to == (guideLink{}) {
		return
	}
	d.write(`<li class="`, class, `"><a rel="`, rel, `"`, attr("href", d.documentURL(d.wanted, to.slug)), ">\n")
	d.element(`span class="label"`, d.say(key))
	d.element(`span class="title"`, d.text(to.title, origin{slug: to.slug}))
	d.write("</a></li>\n")
}
