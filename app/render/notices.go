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
		d.englishLink("p", p, "ui.notice.english")
	}
	d.write("</section>\n")
}

// noticeLines returns what the reader must know: parts in English, drafts, a review that is overdue.
func (d *writer) noticeLines(p *corpus.Original, pub *corpus.Publication) (lines []localizedHTML) {
	if pub.Untranslated() {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.untranslated"))
	} else if pub.English > 0 {
		lines = append(lines, d.count("ui.notice.parts", pub.English))
	}
	if pub.Held > 0 {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.critical"))
	}
	lines = append(lines, d.warnings(pub)...)
	if d.overdue {
		lines = append(lines, d.say("ui.notice.overdue", d.dateArg("Date", p.Front.ReviewBy)))
	}
	return lines
}

// warnings returns what tells readers that nobody qualified has checked the drafts (R42).
func (d *writer) warnings(pub *corpus.Publication) []localizedHTML {
	var lines []localizedHTML
	for _, w := range []struct {
		drafts int
		key    string
	}{{pub.Machine, "ui.notice.machine"}, {pub.Person, "ui.notice.person"}} {
		switch {
		case w.drafts == 0:
		case pub.Reviewed > 0:
			lines = append(lines, d.say(w.key+"-some"))
		default:
			lines = append(lines, d.say(w.key))
		}
	}
	return lines
}
