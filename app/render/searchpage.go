package render

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// SearchName is the last part of the address of the page by which readers search the guides.
const SearchName = "search"

// HitsPerPage is how many hits a page of results shows.
const HitsPerPage = 10

// SearchResults is one page of what a search found. The English hits come last.
type SearchResults struct {
	Query  string // what the reader wrote; "" before anything was written
	Cut    bool   // only its beginning was looked for
	Total  int    // hits on all pages
	Number int    // of this page of results, from 1
	Hits   []SearchHit
}

// SearchHit is a text that was found.
type SearchHit struct {
	Page    *corpus.Page
	Segment int
	Found   SearchText
	Title   SearchText // of the guide
	Section SearchText // the heading above the text; "" if there is none
	Similar bool       // a word is there in another spelling only
	English bool       // it stands in English for lack of a translation
	Checked bool       // somebody qualified has checked it
	Machine bool       // a machine drafted it, and nobody has

	Start, End int      // of the sentence to show, in bytes of Found
	Marks      [][2]int // words to mark, within the sentence, in their order
}

// SearchText is a text without markup, in the locale that it is written in.
type SearchText struct {
	Text   string
	Locale *locale.Locale
}

// SearchPage returns the page that shows what was found in a locale. Its title does not have the query, because phones show what was read last.
func (v *View) SearchPage(l *locale.Locale, r SearchResults) *document.Document {
	d, f := v.searchPage(l, r.Query)
	d.machineNote(draftsOfHits(r.Hits))
	switch {
	case r.Query == "":
		d.element("p", d.say("ui.search.empty"))
	case len(r.Hits) == 0:
		d.element("p", d.say("ui.search.none"))
		d.element("p", d.say("ui.search.advice"))
	default:
		d.element(`p class="count"`, d.count("ui.search.count", r.Total))
	}
	if r.Cut {
		d.element("p", d.say("ui.search.too-long"))
	}
	d.hits(r)
	d.resultPages(r)
	if len(r.Hits) == 0 {
		d.linkIn("p", "", d.documentURL(l, Home), d.say("ui.problem.link"))
	}
	return d.close(f).SentOnce()
}

// draftsOfHits returns what the texts that were found are.
func draftsOfHits(hits []SearchHit) (all drafts) {
	for i := range hits {
		h := &hits[i]
		all.machine = all.machine || h.Machine
		all.checked = all.checked || h.Checked
	}
	return all
}

// SearchFailed returns the page that says that the search does not work at the moment.
func (v *View) SearchFailed(l *locale.Locale, query string) *document.Document {
	d, f := v.searchPage(l, query)
	d.machineNote(drafts{})
	d.element("p", d.say("ui.search.failed"))
	d.linkIn("p", "", d.documentURL(l, Home), d.say("ui.problem.link"))
	return d.close(f).SentOnce()
}

// searchPage begins a page about a search.
func (v *View) searchPage(l *locale.Locale, query string) (*writer, layout) {
	d := newWriter(v.in(l))
	d.query = query
	f := d.searchLayout()
	d.open(f)
	d.element("h1", f.title)
	return d, f
}

// searchLayout returns what surrounds a page about a search, in the language that its title is in.
func (d *writer) searchLayout() layout {
	f := layout{slug: SearchName, title: d.say("ui.search.title"), private: true, main: ` class="found"`}
	d.in = f.title.as
	return f
}

// hits writes what was found: what is written as in the query, what is similar, and what stands in English.
func (d *writer) hits(r SearchResults) {
	number := (r.Number-1)*HitsPerPage + 1
	for hits := r.Hits; len(hits) > 0; {
		first, n := hits[0], 1
		for n < len(hits) && hits[n].English == first.English && (first.English || hits[n].Similar == first.Similar) {
			n++
		}
		around := d.in
		switch {
		case first.English && d.in.Tag != "en":
			around = d.locales.English()
			d.element("h2", d.say("ui.search.english"))
		case first.Similar:
			d.element("h2", d.say("ui.search.similar"))
		}
		d.write(`<ol class="hits"`, attr("start", strconv.Itoa(number)), d.langAttrs(around), ">\n")
		for i := range hits[:n] {
			d.hit(&hits[i], around)
		}
		d.write("</ol>\n")
		number, hits = number+n, hits[n:]
	}
}

// hit writes one hit: the sentence that was found, which leads to its place, and which guide and section that is in. around is the language of the list.
func (d *writer) hit(h *SearchHit, around *locale.Locale) {
	key := strings.TrimPrefix(h.Page.Keys[h.Segment], h.Page.Slug+".")
	d.write("<li>\n<p><a", attr("href", d.documentURL(d.wanted, h.Page.Slug)+"#"+key), langAttrsIn(h.Found.Locale, around), ">")
	at := h.Start
	for _, m := range h.Marks {
		d.write(escape(h.Found.Text[at:m[0]]), "<mark>", escape(h.Found.Text[m[0]:m[1]]), "</mark>")
		at = m[1]
	}
	d.write(escape(h.Found.Text[at:h.End]), "</a></p>\n")
	var place markup
	for i, t := range [...]SearchText{h.Title, h.Section} {
		if t.Text != "" && t != h.Found {
			class := [...]markup{` class="guide"`, ""}[i]
			place += "<span" + class + langAttrsIn(t.Locale, around) + ">" + escapeKept(d.kept, t.Text) + "</span>\n"
		}
	}
	if place != "" { // the title itself was found
		d.write("<p class=\"place\">\n", place, "</p>\n")
	}
	d.write("</li>\n")
}

// resultPages writes the links to the pages of results before and after this one.
func (d *writer) resultPages(r SearchResults) {
	before, after := r.Number > 1, r.Number*HitsPerPage < r.Total
	if !before && !after {
		return
	}
	d.write("<ul class=\"pages\">\n")
	if before {
		d.linkIn("li", ` rel="prev"`, d.searchURL(r.Query, r.Number-1), d.say("ui.search.previous"))
	}
	if after {
		d.linkIn("li", ` rel="next"`, d.searchURL(r.Query, r.Number+1), d.say("ui.search.next"))
	}
	d.write("</ul>\n")
}

// searchURL returns the path of a page of results.
func (d *writer) searchURL(query string, number int) string {
	address := d.documentURL(d.wanted, SearchName) + "?q=" + url.QueryEscape(query)
	if number > 1 {
		address += "&page=" + strconv.Itoa(number)
	}
	return address
}
