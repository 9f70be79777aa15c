package render

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
)

// home writes the list of guides in one locale.
func (s *View) GuideList(l *locale.Locale) *document.Document {
	d := &writer{view: s, wanted: l, in: l, buffer: s.buffers.Get()}
	parallel.Do(len(s.Pages), func(i int) { s.Publishable(s.Pages[i].Slug) })
	title := d.say("ui.home.title")
	if l.Tag != "en" && title.as.Tag == "en" {
		d.in = s.Locales.English()
	}
	alternates, _ := s.Publishable(Home)
	f := layout{
		slug:        Home,
		title:       title,
		description: d.say("ui.home.summary"),
		alternates:  &alternates,
		indexed:     alternates.Has(l.Index),
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
	d.news()
	for _, g := range s.groups() {
		if g.folder == "" {
			d.element("h2", d.say("ui.home.guides"))
		} else {
			d.element("h2", d.group(g.folder))
		}
		d.write("<ul class=\"guides\">\n")
		for _, p := range g.pages {
			d.entry(p)
		}
		d.write("</ul>\n")
	}
	d.write("</main>\n")
	d.close(f)
	doc := d.document()
	s.buffers.Put(&d.buffer)
	doc.Location = s.url(l, Home)
	return doc
}

// group is the guides of one folder, in their order.
type group struct {
	folder string
	pages  []*corpus.Page
}

// groups gives the guides by folder; those at the top come first, then the folders in the order of their first guides.
func (s *View) groups() []group {
	list := []group{{}}
	place := map[string]int{"": 0}
	for _, p := range s.Pages {
		folder := groupOf(p)
		i, ok := place[folder]
		if !ok {
			i = len(list)
			place[folder] = i
			list = append(list, group{folder: folder})
		}
		list[i].pages = append(list[i].pages, p)
	}
	if len(list[0].pages) == 0 {
		return list[1:]
	}
	return list
}

const (
	newsFrom = 7 // guides: fewer are seen at a glance
	newsMax  = 3 // of them stand under the heading of what is new
)

// news writes the guides that came or changed most recently, where there are too many to see it.
func (d *writer) news() {
	if len(d.view.Pages) < newsFrom {
		return
	}
	d.element("h2", d.say("ui.home.news"))
	d.write("<ul class=\"news\">\n")
	for _, p := range d.view.newestFirst()[:newsMax] {
		title := plainText(p.Summary(d.wanted).Texts[0])
		d.write("<li", d.tongue(title.as), "><a", attr("href", d.view.url(d.wanted, p.Slug)), ">", title.html, "</a></li>\n")
	}
	d.write("</ul>\n")
}

// newestFirst gives the guides by the day they last changed.
func (s *View) newestFirst() []*corpus.Page {
	list := slices.Clone(s.Pages)
	slices.SortStableFunc(list, func(a, b *corpus.Page) int { return b.Front.Updated.Compare(a.Front.Updated) })
	return list
}

// entry writes one guide of the list.
func (d *writer) entry(p *corpus.Page) {
	pub := p.Summary(d.wanted)
	title := d.text(p, pub, 0)
	d.write("<li>\n<h3", d.tongue(title.as), d.mark("", "", title.of), "><a", attr("href", d.view.url(d.wanted, p.Slug)), ">", title.html, "</a></h3>\n")
	d.element("p", d.text(p, pub, 1))
	d.element(`p class="dates"`, d.say("ui.home.updated", d.date("Date", p.Front.Updated)))
	if share := pub.Share(); share < 1 {
		d.element(`p class="dates"`, d.say("ui.home.coverage", arg{"Percent", escape(locale.FormatPercent(d.in.Tag, share))}))
	}
	d.element(`p class="dates"`, d.count("ui.home.languages", d.view.offered(p)))
	d.write("</li>\n")
}

// offered says in how many languages a guide is offered.
func (s *View) offered(p *corpus.Page) (n int) {
	set, _ := s.Publishable(p.Slug)
	for i := range s.Locales.Locales {
		if set.Has(i) {
			n++
		}
	}
	return n
}
