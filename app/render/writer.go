package render

import (
	"bytes"
	"html"
	"strings"
	"sync"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// writer writes an HTML document. All text stands under the lang and dir that it is really in (law 6).
type writer struct {
	localeInputs
	buffer  *bytes.Buffer
	in      *locale.Locale // what <html lang> says: wanted, or English if nothing of the page is in wanted
	links   []string       // see [writer.addLink]
	notes   []Note         // for translators; none for readers
	slug    string         // of the page that is written, "" outside pages
	marks   footnoteMarks
	query   string // what a reader looked for, on a page that says what was found
	overdue bool   // the day by which the page had to be reviewed has passed
}

// buffers are buffers that documents were written into, to write others into them.
var buffers = sync.Pool{New: func() any { return &bytes.Buffer{} }}

// maxBuffer is the largest buffer that is used again, in bytes.
const maxBuffer = 1 << 20

func newWriter(in localeInputs) *writer {
	return &writer{localeInputs: in, in: in.wanted, buffer: buffers.Get().(*bytes.Buffer)}
}

// localizedHTML is a text of the interface, with the locale that it is written in.
type localizedHTML struct {
	html markup
	as   *locale.Locale
	of   origin // for translators
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

// text returns the title or the description of a page.
func (d *writer) text(t localizedText, of origin) localizedHTML {
	return localizedHTML{escapeKept(d.kept, t.text), t.locale, of}
}

// dateArg returns a day in the language of the document, in a <time> element.
func (d *writer) dateArg(day time.Time) arg {
	return arg{"Date", "<time" + attr("datetime", day.Format(time.DateOnly)) + ">" + escape(locale.FormatDate(d.in.Tag, day)) + "</time>"}
}

// langAttrs returns the attributes lang and dir of a text, and "" if it is in the language of the document.
func (d *writer) langAttrs(as *locale.Locale) markup { return langAttrsIn(as, d.in) }

// langOf returns the attributes lang and dir of a text, for places where the language around it is not known.
func langOf(as *locale.Locale) markup { return attr("lang", as.Tag) + attr("dir", as.Dir) }

// langAttrsIn returns the attributes lang and dir of an element inside one of another language.
func langAttrsIn(as, around *locale.Locale) markup {
	if as == around {
		return ""
	}
	return langOf(as)
}

func (d *writer) write(parts ...markup) {
	for _, p := range parts {
		d.buffer.WriteString(string(p))
	}
}

// element writes an element with a text; open is the element's name and its attributes.
func (d *writer) element(open markup, p localizedHTML) {
	tag, attributes, _ := strings.Cut(string(open), " ")
	d.write("<", open, d.langAttrs(p.as), d.audience.attrs(d, tag, attributes, p.of), ">", p.html, "</", markup(tag), ">\n")
}

func (d *writer) link(attributes markup, href string, p localizedHTML) {
	d.write("<a", attributes, attr("href", href), d.langAttrs(p.as), d.audience.attrs(d, "a", string(attributes), p.of), ">", p.html, "</a>")
}

// linkIn writes an element that holds nothing but a link; open is the element's name and its attributes.
func (d *writer) linkIn(open, attributes markup, href string, p localizedHTML) {
	tag, _, _ := strings.Cut(string(open), " ")
	d.write("<", open, ">")
	d.link(attributes, href, p)
	d.write("</", markup(tag), ">\n")
}

// beginLabelled writes the start of an element, of the heading whose id is its label, and of the list in it.
func (d *writer) beginLabelled(open, heading, id markup, key string, list markup) {
	d.write("<", open, ` aria-labelledby="`, id, "\">\n")
	d.element(heading+` id="`+id+`"`, d.say(key))
	d.write(list)
}

// document returns what was written as a document, and releases the writer.
func (d *writer) document() *document.Document {
	doc := document.New("text/html; charset=utf-8", bytes.Clone(d.buffer.Bytes()))
	doc.Tag, doc.Language = d.wanted.Tag, d.in.Tag
	d.release()
	return doc
}

// release gives the buffer back. Nothing can be written any more.
func (d *writer) release() {
	if d.buffer.Cap() <= maxBuffer {
		d.buffer.Reset()
		buffers.Put(d.buffer)
	}
	d.buffer = nil
}
