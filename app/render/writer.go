package render

import (
	"bytes"
	"html"
	"strings"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// writer writes an HTML document. All text stands under the lang and dir that it is really in (law 6).
type writer struct {
	buffer bytes.Buffer
	shared
	strings *localeStrings
	slugs   *slugSet
	notes   []Note         // for the preview; none in a normal site
	wanted  *locale.Locale // the locale asked for: that of the URL
	in      *locale.Locale // what <html lang> says: wanted, or English if nothing of the page is in wanted
	links   []string       // see [writer.addLink]
	overdue bool           // the day by which the page had to be reviewed has passed
}

// localizedHTML is a text of the interface, with the locale that it is written in.
type localizedHTML struct {
	html markup
	as   *locale.Locale
	of   origin // for the preview
}

// text returns the plain text, for formats that are not HTML.
func (l localizedHTML) text() string { return html.UnescapeString(string(l.html)) }

// arg is the value of a placeholder.
type arg struct {
	name string
	html markup
}

// say returns a text of the interface in the language of the document, or in the nearest that has it.
func (d *writer) say(key string, fills ...arg) localizedHTML { return d.sayIn(d.in, key, fills...) }

// sayIn returns a text of the interface in a language of the document's chain.
func (d *writer) sayIn(l *locale.Locale, key string, args ...arg) localizedHTML {
	return d.strings.text(l, key, args)
}

// count returns a text of the interface that counts something, in the plural form of its language.
func (d *writer) count(key string, n int) localizedHTML { return d.strings.count(d.in, key, n) }

// text returns the title or the description of a page, segment 0 or 1.
func (d *writer) text(p *corpus.Original, pub *corpus.Publication, i int) localizedHTML {
	t := pub.Texts[i]
	return localizedHTML{escapeKept(d.kept, t.Text), t.Locale, origin{slug: p.Slug, segment: i}}
}

// dateArg returns a day in the language of the document, in a <time> element.
func (d *writer) dateArg(name string, day time.Time) arg {
	text := escape(locale.FormatDate(d.in.Tag, day))
	return arg{name, "<time" + attr("datetime", day.Format(time.DateOnly)) + ">" + text + "</time>"}
}

// nameArg returns a person's name, isolated from the direction of the text around it (R28).
func nameArg(placeholder, text string) arg {
	return arg{placeholder, `<bdi translate="no">` + escape(text) + "</bdi>"}
}

// langAttrs returns the attributes lang and dir of a text, and "" if it is in the language of the document.
func (d *writer) langAttrs(as *locale.Locale) markup { return langAttrsIn(as, d.in) }

// langAttrsIn returns the attributes lang and dir of an element inside one of another language.
func langAttrsIn(as, around *locale.Locale) markup {
	if as == around {
		return ""
	}
	return attr("lang", as.Tag) + attr("dir", as.Dir)
}

// write writes markup.
func (d *writer) write(parts ...markup) {
	for _, p := range parts {
		d.buffer.WriteString(string(p))
	}
}

// element writes an element with a text; open is the element's name and its attributes.
func (d *writer) element(open markup, p localizedHTML) {
	tag, attributes, _ := strings.Cut(string(open), " ")
	d.write("<", open, d.langAttrs(p.as), d.noteAttrs(tag, attributes, p.of), ">", p.html, "</", markup(tag), ">\n")
}

// link writes a link with a text.
func (d *writer) link(attributes markup, href string, p localizedHTML) {
	d.write("<a", attributes, attr("href", href), d.langAttrs(p.as), d.noteAttrs("a", string(attributes), p.of), ">", p.html, "</a>")
}

// contentType is the media type of pages.
const contentType = "text/html; charset=utf-8"

// document returns what was written as a document.
func (d *writer) document() *document.Document {
	doc := document.New(contentType, bytes.Clone(d.buffer.Bytes()))
	doc.Tag, doc.Language = d.wanted.Tag, d.in.Tag
	return doc
}
