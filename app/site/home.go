package site

import "github.com/parlance/parlance/app/locale"

// home writes the list of guides in one locale.
func (s *Snapshot) home(l *locale.Locale) *draft {
	d := &draft{snapshot: s, wanted: l, in: l}
	title := d.say("ui.home.title")
	if l.Tag != "en" && title.as.Tag == "en" {
		d.in = s.Locales.English()
	}
	alternates, _ := s.Publishable(Home)
	f := frame{
		slug:        Home,
		title:       title,
		description: d.say("ui.home.summary"),
		alternates:  &alternates,
		indexed:     alternates.Has(l.Index),
	}
	d.open(f)
	d.write("<main id=\"ui.main\" tabindex=\"-1\">\n")
	d.element("h1", f.title)
	if d.in != l {
		d.write("<section class=\"notice\">\n")
		d.element("p", d.sayIn(l, "ui.notice.untranslated"))
		d.write("</section>\n")
	}
	d.element(`p class="lead"`, d.say("ui.home.intro"))
	d.element("h2", d.say("ui.home.guides"))
	d.write("<ul class=\"guides\">\n")
	for _, p := range s.order {
		d.entry(p)
	}
	d.write("</ul>\n</main>\n")
	d.close(f)
	return d
}

// entry writes one guide of the list.
func (d *draft) entry(p *Page) {
	pub := p.publication(d.wanted)
	title := d.text(p, pub, 0)
	d.write("<li>\n<h3", d.tongue(title.as), d.mark("", "", title.of), "><a href=\"", d.snapshot.url(d.wanted, p.Slug), "\">", title.html, "</a></h3>\n")
	d.element("p", d.text(p, pub, 1))
	d.element(`p class="dates"`, d.say("ui.home.updated", d.date("Date", p.Front.Updated)))
	d.write("</li>\n")
}

// problem writes the page that says what is wrong with a request, in the reader's language.
func (s *Snapshot) problem(p Problem, l *locale.Locale) *draft {
	key := "ui.problem." + [problems]string{"not-found", "bad-request", "method", "long-address", "large-headers", "trouble"}[p]
	d := &draft{snapshot: s, wanted: l, in: l}
	title := d.say(key + ".title")
	d.in = title.as
	f := frame{title: title, error: true}
	d.open(f)
	d.write("<main id=\"ui.main\" tabindex=\"-1\">\n")
	d.element("h1", f.title)
	d.element("p", d.say(key+".text"))
	d.write("<p>")
	d.link("", s.url(l, Home), d.say("ui.problem.link"))
	d.write("</p>\n</main>\n")
	d.close(f)
	return d
}
