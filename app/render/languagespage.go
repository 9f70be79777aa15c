package render

import (
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// LanguagesInputs is everything that the page of all languages is made of in one locale. Two that are equal by == give equal documents.
type LanguagesInputs struct {
	localeInputs
	offered locale.Set // locales in which the page is offered
}

// LanguagesInputs returns what the page of all languages is made of in a locale.
func (v *View) LanguagesInputs(l *locale.Locale) LanguagesInputs {
	offered, _ := v.Publishable(Languages)
	return LanguagesInputs{v.in(l), offered}
}

// Render returns the page of all languages as a document: each by its own name leads to the list of guides in it.
func (in LanguagesInputs) Render() *document.Document {
	d := newWriter(in.localeInputs)
	f := layout{slug: Languages, title: d.say("ui.languages.title"), offered: in.offered}
	d.in = f.title.as
	d.open(f)
	d.element("h1", f.title)
	d.machineNote(drafts{})
	d.write("<nav class=\"alllanguages\" aria-labelledby=\"ui.all\">\n")
	d.element(`h2 class="aside" id="ui.all"`, d.say("ui.languages.all"))
	d.languageList("ul", nil, d.wanted, func(l *locale.Locale) string { return d.documentURL(l, Home) + "?remember" })
	d.write("</nav>\n")
	doc := d.close(f)
	doc.Location = d.documentURL(d.wanted, Languages)
	return doc
}
