package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// noticeLines are what the reader must know before the main text: short sentences to be seen at once, sentences that are seen at once though they are long,
// and all that the short ones stand for.
type noticeLines struct{ short, seen, more []localizedHTML }

func (n noticeLines) empty() bool { return len(n.short)+len(n.seen)+len(n.more) == 0 }

// notices writes what the reader must know before the main text, in the language of the reader.
func (d *writer) notices(p *corpus.Original, pub *corpus.Publication) {
	n := d.noticeLines(p, pub)
	if n.empty() {
		return
	}
	d.beginLabelled(`section class="notice" role="note"`, `h2 class="aside"`, "ui.notice", "ui.notice.heading", "")
	for _, line := range n.seen {
		d.element("p", line)
	}
	d.sentences(n.short)
	english := !pub.Untranslated() && pub.Locale.Tag != "en"
	if len(n.more) > 0 {
		d.fold(d.say("ui.notice.more"))
		d.write("<div>\n")
	}
	for _, line := range n.more {
		d.element("p", line)
	}
	if english {
		d.linkIn("p", ` hreflang="en"`, d.readersURL(d.locales.English(), p.Slug), d.say("ui.notice.english"))
	}
	if len(n.more) > 0 {
		d.write("</div>\n")
	}
	d.write("</section>\n")
}

// sentences writes sentences in one paragraph, each in the language that it is in.
func (d *writer) sentences(list []localizedHTML) {
	if len(list) == 0 {
		return
	}
	d.write("<p>")
	for _, line := range list {
		d.element("span", line)
	}
	d.write("</p>\n")
}

// noticeLines returns what the reader must know: a locale that is not offered yet, parts in English, drafts that nobody qualified has checked (R42), a review that is overdue.
func (d *writer) noticeLines(p *corpus.Original, pub *corpus.Publication) (n noticeLines) {
	listed := d.listed.Has(d.wanted.Index)
	if !listed {
		n.seen = append(n.seen, d.notReady(d.wanted))
	} else if pub.Untranslated() {
		n.seen = append(n.seen, d.sayIn(d.wanted, "ui.notice.untranslated"))
	}
	if pub.Held > 0 {
		n.seen = append(n.seen, d.sayIn(d.wanted, "ui.notice.critical"))
	}
	some := ""
	if pub.Reviewed > 0 {
		some = "-some"
	}
	if pub.Machine > 0 {
		n.add(d.say("ui.short.machine"+some), d.say("ui.notice.machine"+some))
	}
	if pub.Person > 0 {
		n.add(d.say("ui.short.person"+some), d.say("ui.notice.person"+some))
	}
	if !pub.Untranslated() && pub.English > 0 {
		n.add(d.say("ui.short.parts"), d.count("ui.notice.parts", pub.English))
	}
	if d.overdue {
		n.add(d.say("ui.short.overdue"), d.say("ui.notice.overdue", d.dateArg(p.Front.ReviewBy)))
	}
	return n
}

func (n *noticeLines) add(short, whole localizedHTML) {
	n.short, n.more = append(n.short, short), append(n.more, whole)
}

// drafts is what stands on a page beside the texts of the interface: texts that a machine drafted, and texts that somebody qualified has checked.
type drafts struct{ machine, checked bool }

// machineNote says, in the language of the reader, that a machine drafted texts of a page that is not a guide (R42): of the interface, or those of shown.
func (d *writer) machineNote(shown drafts) {
	if key, ok := d.site.machineKey(d.in, shown); ok {
		d.element(`p class="drafted" role="note"`, d.say(key))
	}
}

// machineKey returns the key of the text that says so, and false where a machine drafted nothing.
func (f *siteFacts) machineKey(in *locale.Locale, shown drafts) (key string, ok bool) {
	switch {
	case in.Tag == "en" || !shown.machine && !f.interfaceDrafts.machine:
		return "", false
	case shown.checked || f.interfaceDrafts.checked:
		return "ui.short.machine-some", true
	}
	return "ui.short.machine", true
}
