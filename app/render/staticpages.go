package render

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// ReportContactPage returns what stands at the address of a page's reports where no server takes any: how to reach who stands behind the site.
func (v *View) ReportContactPage(p *corpus.Page, l *locale.Locale) *document.Document {
	return v.reportPage(p, l, "", "ui.report.title", func(d *writer) {
		site, ok := d.site.site()
		if !ok || !d.hasContact(site) {
			return
		}
		d.element("p", d.say("ui.report.contact"))
		d.write("<ul>\n")
		d.contactLines(site)
		d.write("</ul>\n")
	})
}

// SearchFolder is the folder of the files that a published site is searched by, and SearchEnding the ending of their names.
const (
	SearchFolder = "search"
	SearchEnding = ".json"
)

// StaticSearchPage returns what stands at the address of a locale's search where no server searches: the form, and a script that looks up what was written in the
// file of that name and in those that it names.
func (v *View) StaticSearchPage(l *locale.Locale, index string) *document.Document {
	d := newWriter(v.in(l))
	f := d.searchLayout()
	f.script = "<script defer" + attr("src", d.assets.search) + attr("data-index", d.neutralURL(SearchFolder+"/"+index)) + attr("data-guides", d.documentURL(l, Home))
	if l.Drafts == locale.Machine {
		f.script += ` data-machine`
	}
	f.script += "></script>\n"
	d.open(f)
	d.element("h1", f.title)
	d.machineNote(drafts{})
	d.write("<div id=\"ui.found\">\n<p role=\"status\"></p>\n<noscript>\n")
	d.element("p", d.say("ui.search.script"))
	d.write("</noscript>\n")
	d.linkIn("p", "", d.documentURL(l, Home), d.say("ui.problem.link"))
	d.write("</div>\n")
	d.searchTexts()
	return d.close(f)
}

// searchTexts writes the texts that the script shows, in a template, so that without the script a reader sees nothing of them.
func (d *writer) searchTexts() {
	d.write("<template id=\"ui.search\">\n")
	for _, name := range [...]string{"empty", "none", "advice", "failed", "too-long"} {
		d.element(`p data-say="`+markup(name)+`"`, d.say("ui.search."+name))
	}
	d.element(`h2 data-say="similar"`, d.say("ui.search.similar"))
	d.element(`h2 data-say="english"`, d.say("ui.search.english"))
	for _, name := range [...]string{"previous", "next"} {
		d.write("<ul><li data-say=\"", markup(name), "\">")
		d.link("", "#", d.say("ui.search."+name))
		d.write("</li></ul>\n")
	}
	for _, shown := range [...]struct {
		name   markup
		drafts drafts
	}{{"machine", drafts{machine: true}}, {"machine-some", drafts{machine: true, checked: true}}, {"checked", drafts{checked: true}}} {
		d.write("<div data-say=\"", shown.name, "\">")
		d.machineNote(shown.drafts)
		d.write("</div>\n")
	}
	d.countTexts()
	d.write("</template>\n")
}

// maxCounted is up to which number the plural form of a count is told one by one. Above it, the last two digits tell in all languages (CLDR, Language Plural Rules).
const maxCounted = 200

// countTexts writes the text that tells how many there are once for each plural form, with {} for the number, which form each number takes, and how numbers of
// one, two and more digits are written.
func (d *writer) countTexts() {
	var texts []localizedHTML
	var forms, numbers []byte
	for n := range maxCounted {
		t := d.count("ui.search.count", n)
		t.html = markup(strings.Replace(string(t.html), locale.FormatNumber(t.as.Tag, n), "{}", 1))
		at := slices.IndexFunc(texts, func(known localizedHTML) bool { return known.html == t.html })
		if at < 0 {
			at = len(texts)
			texts = append(texts, t)
		}
		forms = append(forms, byte('a'+at))
	}
	for n := 1; n < 1_000_000; n = 10*n + 1 {
		numbers = append(append(numbers, ' '), locale.FormatNumber(texts[0].as.Tag, n)...)
	}
	d.write("<div data-say=\"count\"", attr("data-forms", string(forms)), attr("data-numbers", strings.TrimSpace(string(numbers))), ">\n")
	for _, t := range texts {
		d.element("p", t)
	}
	d.write("</div>\n")
}
