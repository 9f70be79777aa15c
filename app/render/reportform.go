package render

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// MaxMessage is how many characters a reader may write about a part.
const MaxMessage = 1000

// ReportProblem is why a report was not kept.
type ReportProblem uint8

// The problems that the form explains.
const (
	NoProblem ReportProblem = iota
	MessageEmpty
	MessageTooLong
	PartChanged // or gone since the form was opened
	TooManyReports
	NotKept
)

// ReportForm is what the form for one part shows.
type ReportForm struct {
	Part    corpus.Part
	Token   string // by which the server recognises the form
	Message string // what the reader wrote before
	Problem ReportProblem
}

// ReportPartsPage returns the page that lists the parts of a page, each with a link to its form.
func (v *View) ReportPartsPage(p *corpus.Page, l *locale.Locale) *document.Document {
	return v.reportPage(p, l, "", "ui.report.title", func(d *writer) {
		d.element("p", d.say("ui.report.intro"))
		d.partList(p)
	})
}

// ReportThanksPage returns the page after a report was kept.
func (v *View) ReportThanksPage(p *corpus.Page, l *locale.Locale) *document.Document {
	return v.reportPage(p, l, "thanks", "ui.report.thanks.title", func(d *writer) { d.element("p", d.say("ui.report.thanks.text")) })
}

// ReportGone returns the page for a part that is gone, and nil if its page is gone too.
func (v *View) ReportGone(slug string, l *locale.Locale) *document.Document {
	p := v.Page(slug)
	if p == nil {
		return nil
	}
	return v.reportPage(p, l, "", "ui.report.title", func(d *writer) { d.reportProblem(PartChanged) })
}

// ReportForm returns the form for one part. What a reader wrote must not be compressed together with the form's token (BREACH).
func (v *View) ReportForm(form ReportForm) *document.Document {
	part := form.Part
	return v.reportPage(part.Of, part.In, part.Name, "ui.report.title", func(d *writer) {
		if form.Problem != NoProblem {
			d.reportProblem(form.Problem)
		}
		d.element("p", d.say("ui.report.intro"))
		d.element("p", d.say("ui.report.source"))
		text := part.Of.Publication(part.In).Texts[part.Segment]
		d.write("<blockquote id=\"ui.part\"", d.langAttrs(text.Locale), "><p>", d.plainTextOf(text), "</p></blockquote>\n")
		d.reportForm(form)
	}).Uncompressed()
}

// reportPage returns a page about reports whose URL ends with a name, if that is not "".
func (v *View) reportPage(p *corpus.Page, l *locale.Locale, name, title string, main func(*writer)) *document.Document {
	d := newWriter(v.in(l))
	f := layout{slug: reportSlug(p.Slug, name), title: d.say(title), main: ` class="report"`}
	d.in = f.title.as
	d.open(f)
	d.element("h1", f.title)
	shown := p.Publication(l)
	d.machineNote(drafts{shown.Machine > 0, shown.Reviewed > 0})
	main(d)
	d.linkIn(`p class="single"`, "", d.documentURL(l, p.Slug), d.say("ui.report.back"))
	return d.close(f)
}

// reportProblem writes what is wrong with what was sent, where a screen reader reads it first.
func (d *writer) reportProblem(p ReportProblem) {
	key := [...]string{MessageEmpty: "empty", MessageTooLong: "too-long", PartChanged: "changed", TooManyReports: "busy", NotKept: "failed"}[p]
	d.write("<div class=\"notice\" role=\"alert\">\n")
	d.element(`p id="ui.error"`, d.say("ui.report."+key, d.maxLengthArg()))
	d.write("</div>\n")
}

// maxLengthArg returns the largest number of characters of a message.
func (d *writer) maxLengthArg() arg {
	return arg{"Count", escape(locale.FormatNumber(d.in.Tag, MaxMessage))}
}

// partList lists every part of a page that can be reported. The link's name is made of its own words, those of the part, and where
// these stand more than once on the page, those of the part before.
func (d *writer) partList(p *corpus.Page) {
	pub := p.Publication(d.wanted)
	times := map[markup]int{}
	for i, t := range pub.Texts {
		if p.Keys[i] != "" {
			times[d.plainTextOf(t)]++
		}
	}
	before := ""
	for i, seg := range p.Segments {
		if p.Keys[i] == "" {
			continue
		}
		t, n := pub.Texts[i], strconv.Itoa(i)
		name := "ui.link." + n + " ui.part." + n
		if times[d.plainTextOf(t)] > 1 {
			name += before
		}
		before = " ui.part." + n
		tag := markup("p")
		switch seg.Kind { // one level below that in the page
		case segment.KindTitle:
			tag = "h2"
		case segment.KindHeading:
			tag = headingTag(max(seg.Level, 2) + 1)
		}
		d.write("<div class=\"part\">\n<", tag, attr("id", "ui.part."+n), d.langAttrs(t.Locale), ">", d.plainTextOf(t), "</", tag, ">\n<p>")
		d.link(attr("id", "ui.link."+n)+attr("aria-labelledby", name),
			d.documentURL(d.wanted, reportSlug(p.Slug, p.Keys[i][len(p.Slug)+1:])), d.say("ui.report.part"))
		d.write("</p>\n</div>\n")
	}
}

// reportForm writes the form: no field is filled in by the browser, and the server validates, in the language of the page.
func (d *writer) reportForm(f ReportForm) {
	r := f.Part.Report
	d.write(`<form method="post" novalidate autocomplete="off" action="`, escape(d.documentURL(d.wanted, reportSlug(r.Page, f.Part.Name))), "\">\n")
	for _, hidden := range [][2]string{
		{"page", r.Page}, {"locale", r.Locale}, {"key", r.Key}, {"state", r.State},
		{"source", r.SourceHash}, {"text", r.TextHash}, {"token", f.Token},
	} {
		d.write(`<input type="hidden"`, attr("name", hidden[0]), attr("value", hidden[1]), ">\n")
	}
	d.element(`label for="ui.message"`, d.say("ui.report.label"))
	d.element(`p class="hint" id="ui.hint"`, d.say("ui.report.hint", d.maxLengthArg()))
	var invalid, problem markup
	if f.Problem != NoProblem {
		problem = "ui.error "
	}
	if f.Problem == MessageEmpty || f.Problem == MessageTooLong {
		invalid = ` aria-invalid="true"`
	}
	// A line end right after the tag is no part of the text (HTML, 13.2.6.4.7), so that one the reader began with is kept.
	d.write(`<textarea id="ui.message" name="message" rows="6" dir="auto" autocomplete="off" required`,
		invalid, ` aria-describedby="`, problem, "ui.hint ui.privacy\">\n", escape(f.Message), "</textarea>\n")
	d.element(`p class="hint" id="ui.privacy"`, d.say("ui.report.privacy"))
	d.element(`button type="submit"`, d.say("ui.report.send"))
	d.write("</form>\n")
}

// reportSlug returns what follows the locale in the path of the form for one part of a page, or of the list of parts where name is "".
func reportSlug(slug, name string) string { return strings.TrimSuffix(slug+"/report/"+name, "/") }

// plainTextOf returns the text of a segment without its markup.
func (d *writer) plainTextOf(t corpus.Text) markup {
	if t.Run == nil {
		return escapeKept(d.kept, t.Text)
	}
	return escapeKept(d.kept, t.Run.PlainText())
}
