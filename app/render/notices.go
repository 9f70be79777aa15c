package render

import "github.com/parlance/parlance/app/corpus"

// notices writes what the reader must know before the main text, in the language of the reader.
func (d *writer) notices(p *corpus.Original, pub *corpus.Publication) {
	lines := d.noticeLines(p, pub)
	if len(lines) == 0 {
		return
	}
	d.beginLabelled(`section class="notice"`, `h2 class="aside"`, "ui.notice", "ui.notice.heading", "")
	for _, line := range lines {
		d.element("p", line)
	}
	if !pub.Untranslated() && pub.Locale.Tag != "en" {
		d.linkIn("p", ` hreflang="en"`, d.documentURL(d.locales.English(), p.Slug), d.say("ui.notice.english"))
	}
	d.write("</section>\n")
}

// noticeLines returns what the reader must know: a locale that is not offered yet, parts in English, drafts that nobody qualified has checked (R42), a review that is overdue.
func (d *writer) noticeLines(p *corpus.Original, pub *corpus.Publication) (lines []localizedHTML) {
	listed := d.listed.Has(d.wanted.Index)
	if !listed {
		lines = append(lines, d.notReady(d.wanted))
	}
	if !pub.Untranslated() && pub.English > 0 {
		lines = append(lines, d.count("ui.notice.parts", pub.English))
	} else if listed && pub.Untranslated() {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.untranslated"))
	}
	if pub.Held > 0 {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.critical"))
	}
	some := ""
	if pub.Reviewed > 0 {
		some = "-some"
	}
	if pub.Machine > 0 {
		lines = append(lines, d.say("ui.notice.machine"+some))
	}
	if pub.Person > 0 {
		lines = append(lines, d.say("ui.notice.person"+some))
	}
	if d.overdue {
		lines = append(lines, d.say("ui.notice.overdue", d.dateArg(p.Front.ReviewBy)))
	}
	return lines
}
