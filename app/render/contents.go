package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/segment"
)

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
