package render

import (
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// byline writes in one line who wrote the guide, or else who published it, and which doctors checked its English (R55).
func (d *writer) byline(p *corpus.Original) {
	var lines []localizedHTML
	if authors := p.Front.Authors; len(authors) > 0 {
		lines = append(lines, d.say("ui.site.authors", d.namesArg(authors)))
	} else if name, ok := d.operatorName(); ok {
		lines = append(lines, d.say("ui.site.operator", name))
	}
	if reviewers := p.Front.ReviewedBy; len(reviewers) > 0 {
		lines = append(lines, d.say("ui.site.reviewed", d.namesArg(reviewers)))
	}
	if len(lines) == 0 {
		return
	}
	d.write("<p class=\"byline\">\n")
	for _, line := range lines {
		d.element("span", line)
	}
	d.write("</p>\n")
}

// namesArg returns the names of people, each isolated from the direction of the text around it (R28).
func (d *writer) namesArg(names []string) arg {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = `<bdi translate="no">` + string(escape(name)) + "</bdi>"
	}
	return arg{"Names", markup(strings.Join(list, listSeparator(d.in)))}
}

// listSeparator returns what stands between the parts of a list in the script of a locale (CLDR, listPattern of type unit).
func listSeparator(l *locale.Locale) string {
	switch l.Script {
	case "Arab":
		return "، "
	case "Hans", "Hant", "Jpan":
		return "、"
	}
	return ", "
}

// sources writes what the guide rests on.
func (d *writer) sources(p *corpus.Original) {
	if len(p.Front.Sources) == 0 {
		return
	}
	d.beginLabelled(`section class="sources"`, "h2", "ui.sources", "ui.site.sources", "<ul>\n")
	for _, s := range p.Front.Sources {
		lang := attr("lang", s.Lang) + attr("dir", locale.Direction(s.Lang))
		if s.Lang == d.in.Tag {
			lang = ""
		}
		if s.Address == "" {
			d.write("<li><cite", lang, ">", escape(s.Title), "</cite></li>\n")
		} else {
			d.write("<li><a rel=\"external\"", attr("href", s.Address), lang, ">", escape(s.Title), "</a></li>\n")
		}
	}
	d.write("</ul>\n</section>\n")
}
