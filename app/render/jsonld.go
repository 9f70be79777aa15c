package render

import (
	"encoding/json"
	"time"

	"github.com/parlance/parlance/app/corpus"
)

// openGraph writes the document's Open Graph metadata (ogp.me), which other programs show with a link.
func (d *writer) openGraph(f layout) {
	property := func(name, content markup) {
		if content != "" {
			d.write(`<meta property="og:`, name, `" content="`, content, "\">\n")
		}
	}
	property("type", "article")
	property("title", f.title.html)
	property("description", f.description.html)
	property("url", escape(d.absolute(d.documentURL(d.wanted, f.slug))))
	property("site_name", d.say("ui.site.name").html)
	property("locale", escape(d.in.Tag))
}

// webPage is a page in terms of schema.org, as JSON-LD.
type webPage struct {
	Context     string   `json:"@context,omitempty"`
	Type        string   `json:"@type"`
	ID          string   `json:"@id"`
	Name        string   `json:"name,omitempty"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"inLanguage"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Reviewed    string   `json:"lastReviewed,omitempty"`
	Original    *webPage `json:"translationOfWork,omitempty"`
}

// schema returns a guide's description as schema.org's MedicalWebPage.
func (d *writer) schema(p *corpus.Original, pub *corpus.Publication) markup {
	page := webPage{
		Context: "https://schema.org", Type: "MedicalWebPage", ID: d.absolute(d.documentURL(pub.Locale, p.Slug)),
		Name: pub.Texts[0].Text, Description: pub.Texts[1].Text, Language: d.in.Tag,
		Published: p.Front.Published.Format(time.DateOnly), Modified: p.Front.Updated.Format(time.DateOnly),
	}
	if english := d.locales.English(); d.in != english {
		page.Original = &webPage{Type: "MedicalWebPage", ID: d.absolute(d.documentURL(english, p.Slug)), Language: "en"}
	}
	if pub.Reviewed == pub.Total && len(pub.Reviewers) > 0 {
		page.Reviewed = pub.Reviewers[0].At.Format(time.DateOnly)
	}
	data, err := json.Marshal(page) // escapes <, > and &
	if err != nil {
		panic(err) // strings always marshal
	}
	return `<script type="application/ld+json">` + markup(data) + "</script>\n"
}
