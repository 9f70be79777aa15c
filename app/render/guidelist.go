package render

import (
	"slices"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
)

// Render returns the list of guides as a document.
func (in GuideListInputs) Render() *document.Document {
	parallel.Do(len(in.pages), func(i int) { in.pages[i].Offered() })
	entries := make([]listEntry, len(in.pages))
	for i, p := range in.pages {
		entries[i] = in.entry(p)
	}
	d := newWriter(in.localeInputs)
	f := layout{slug: Home, title: d.say("ui.home.title"), offered: in.offered}
	if f.title.as.Tag == "en" {
		d.in = f.title.as
	}
	f.description = d.say("ui.home.summary")
	d.open(f)
	d.element("h1", f.title)
	if !d.listed.Has(d.wanted.Index) {
		d.write("<div class=\"notice\" role=\"note\">\n")
		d.element("p", d.notReady(d.wanted))
		d.write("</div>\n")
	} else if d.in != d.wanted {
		d.write("<div class=\"notice\" role=\"note\">\n")
		d.element("p", d.sayIn(d.wanted, "ui.notice.untranslated"))
		d.write("</div>\n")
	}
	d.machineNote(draftsOf(entries))
	d.element(`p class="lead"`, d.say("ui.home.intro"))
	d.news(entries)
	d.groups(entries)
	doc := d.close(f)
	doc.Location = d.documentURL(d.wanted, Home)
	return doc
}

// draftsOf returns what the titles and descriptions in a list are.
func draftsOf(entries []listEntry) (all drafts) {
	for _, e := range entries {
		all = drafts{all.machine || e.drafts.machine, all.checked || e.drafts.checked}
	}
	return all
}

// groups writes the guides by folder; those at the top come first, then the folders in the order of their first guides.
func (d *writer) groups(entries []listEntry) {
	folders, guides := []string{""}, map[string][]listEntry{}
	for _, e := range entries {
		folder := folderOf(e.slug)
		if folder != "" && guides[folder] == nil {
			folders = append(folders, folder)
		}
		guides[folder] = append(guides[folder], e)
	}
	for _, folder := range folders {
		switch {
		case guides[folder] == nil: // none at the top
			continue
		case folder == "":
			d.element("h2", d.say("ui.home.guides"))
		default:
			d.element("h2", d.groupName(folder))
		}
		d.write("<ul class=\"guides\">\n")
		for _, e := range guides[folder] {
			d.guideEntry(e)
		}
		d.write("</ul>\n")
	}
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
		d.write("<li", d.langAttrs(e.title.locale), "><a", attr("href", d.documentURL(d.wanted, e.slug)), ">", escape(e.title.text), "</a></li>\n")
	}
	d.write("</ul>\n")
}

func (d *writer) guideEntry(e listEntry) {
	title := d.text(e.title, origin{slug: e.slug})
	d.write("<li>\n<h3", d.langAttrs(title.as), d.audience.attrs(d, "", "", title.of), "><a", attr("href", d.documentURL(d.wanted, e.slug)), ">", title.html, "</a></h3>\n")
	d.element("p", d.text(e.description, origin{slug: e.slug, segment: 1}))
	d.element(`p class="dates"`, d.say("ui.home.updated", d.dateArg(e.updated)))
	if e.share < 1 {
		d.element(`p class="dates"`, d.say("ui.home.coverage", arg{"Percent", escape(locale.FormatPercent(d.in.Tag, e.share))}))
	}
	d.element(`p class="dates"`, d.count("ui.home.languages", e.languages))
	d.write("</li>\n")
}
