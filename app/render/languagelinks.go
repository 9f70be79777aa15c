package render

import (
	_ "embed" // the sign of the language picker
	"strings"

	"github.com/parlance/parlance/app/locale"
)

//go:embed assets/languages.svg
var languagesSign string

// Languages is the slug of the page that lists all languages.
const Languages = "languages"

// languageOrder is the order in which documents list languages. It stays the same, to be compared with ==, for as long as the table does.
type languageOrder struct{ byName []*locale.Locale }

// orderFor returns the order for a table: that of the view, if it is of the same one.
func (v *View) orderFor(table *locale.Table) *languageOrder {
	if v.Locales == table && v.languages != nil {
		return v.languages
	}
	return &languageOrder{table.ByName()}
}

// languagePicker writes the language links (R27), folded behind one control that names them in the reader's language and shows the usual sign.
func (d *writer) languagePicker(f layout) {
	d.write(`<nav class="languages" aria-labelledby="ui.languages">`, "\n<details>\n<summary>", markup(strings.TrimSpace(languagesSign)))
	d.element(`span id="ui.languages"`, d.say("ui.nav.languages"))
	d.write("</summary>\n<div>\n")
	current := d.wanted
	if f.error {
		current = nil
	}
	d.languageList("ul", nil, current, func(l *locale.Locale) string { return d.readersURL(l, f.slug) + "?remember" })
	d.linkIn(`p`, "", d.readersURL(d.wanted, Languages), d.say("ui.languages.all"))
	d.write("</div>\n</details>\n</nav>\n")
}

// languageList writes links to all languages that are listed but one, each by its own name (R27): the current one first, the others in the order of their names.
func (d *writer) languageList(open markup, except, current *locale.Locale, url func(*locale.Locale) string) {
	d.write("<", open, ">\n")
	if current != nil && d.listed.Has(current.Index) {
		d.languageLink(current, ` aria-current="true"`, url)
	}
	for _, l := range d.languages.byName {
		if l != except && l != current && d.listed.Has(l.Index) {
			d.languageLink(l, "", url)
		}
	}
	d.write("</ul>\n")
}

func (d *writer) languageLink(l *locale.Locale, state markup, url func(*locale.Locale) string) {
	tag := escape(l.Tag)
	d.write(`<li><a href="`, escape(url(l)), `" hreflang="`, tag, `" lang="`, tag, `" dir="auto" translate="no"`, state, ">", escape(l.Name), "</a></li>\n")
}
