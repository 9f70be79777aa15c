package render

import (
	"slices"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// Render returns the list of guides as a document.
func (in GuideListInputs) Render(buffers *document.Buffers) *document.Document {
	l, entries := in.locale, in.entries()
	d := &writer{shared: in.shared, strings: in.strings, wanted: l, in: l, buffer: buffers.Get()}
	title := d.say("ui.home.title")
	if l.Tag != "en" && title.as.Tag == "en" {
		d.in = d.locales.English()
	}
	f := layout{
		slug:        Home,
		title:       title,
		description: d.say("ui.home.summary"),
		alternates:  &in.offered,
		indexed:     in.offered.Has(l.Index),
	}
	d.open(f)
	d.write("<main id=\"ui.main\" tabindex=\"-1\">\n")
	d.element("h1", f.title)
	if d.in != l {
		d.write("<section class=\"notice\">\n")
		d.element("p", d.sayIn(l, "ui.notice.untranslated"))
		d.write("</section>\n")
	}
	d.element(`p class="lead"`, d.say("ui.home.intro"))
	d.news(entries)
	for _, g := range groups(entries) {
		if g.folder == "" {
			d.element("h2", d.say("ui.home.guides"))
		} else {
			d.element("h2", d.groupName(g.folder))
		}
		d.write("<ul class=\"guides\">\n")
		for _, e := range g.entries {
			d.guideEntry(e)
		}
		d.write("</ul>\n")
	}
	d.write("</main>\n")
	d.close(f)
	doc := d.document()
	buffers.Put(&d.buffer)
	doc.Location = documentURL(l, Home)
	return doc
}

// guideGroup is the guides of one folder, in their order.
type guideGroup struct {
	folder  string
	entries []listEntry
}

// groups returns the guides by folder; those at the top come first, then the folders in the order of their first guides.
func groups(entries []listEntry) []guideGroup {
	list := []guideGroup{{}}
	place := map[string]int{"": 0}
	for _, e := range entries {
		folder := folderOf(e.slug)
		i, ok := place[folder]
		if !ok {
			i = len(list)
			place[folder] = i
			list = append(list, guideGroup{folder: folder})
		}
		list[i].entries = append(list[i].entries, e)
	}
	if len(list[0].entries) == 0 {
		return list[1:]
	}
	return list
}

const (
	newsFrom = 7 // smallest number of guides with a list of news
	newsMax  = 3 // guides in it
)

// news writes the guides that came or changed most recently, if there are too many to see it.
func (d *writer) news(entries []listEntry) {
	if len(entries) < newsFrom {
		return
	}
	newest := slices.Clone(entries)
	slices.SortStableFunc(newest, func(a, b listEntry) int { return b.updated.Compare(a.updated) })
	d.element("h2", d.say("ui.home.news"))
	d.write("<ul class=\"news\">\n")
	for _, e := range newest[:newsMax] {
		d.write("<li", d.langAttrs(e.title.locale), "><a", attr("href", documentURL(d.wanted, e.slug)), ">", escape(e.title.text), "</a></li>\n")
	}
	d.write("</ul>\n")
}

// guideEntry writes one guide of the list.
func (d *writer) guideEntry(e listEntry) {
	title := localizedHTML{escapeKept(d.kept, e.title.text), e.title.locale, origin{slug: e.slug}}
	d.write("<li>\n<h3", d.langAttrs(title.as), d.noteAttrs("", "", title.of), "><a", attr("href", documentURL(d.wanted, e.slug)), ">", title.html, "</a></h3>\n")
	d.element("p", localizedHTML{escapeKept(d.kept, e.description.text), e.description.locale, origin{slug: e.slug, segment: 1}})
	d.element(`p class="dates"`, d.say("ui.home.updated", d.dateArg("Date", e.updated)))
	if e.share < 1 {
		d.element(`p class="dates"`, d.say("ui.home.coverage", arg{"Percent", escape(locale.FormatPercent(d.in.Tag, e.share))}))
	}
	d.element(`p class="dates"`, d.count("ui.home.languages", e.languages))
	d.write("</li>\n")
}
