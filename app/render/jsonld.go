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
	property("site_name", d.siteName().html)
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
	Authors     []thing  `json:"author,omitempty"`
	ReviewedBy  []thing  `json:"reviewedBy,omitempty"`
	Sources     []thing  `json:"citation,omitempty"`
	Publisher   *thing   `json:"publisher,omitempty"`
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
	page.Authors, page.ReviewedBy, page.Publisher = persons(p.Front.Authors), persons(p.Front.ReviewedBy), d.publisher()
	for _, s := range p.Front.Sources {
		page.Sources = append(page.Sources, thing{Type: "CreativeWork", Name: s.Title, URL: s.Address, Language: s.Lang})
	}
	data, err := json.Marshal(page) // escapes <, > and &
	if err != nil {
		panic(err) // strings always marshal
	}
	return `<script type="application/ld+json">` + markup(data) + "</script>\n"
}

// thing is a person, an organisation or a work in terms of schema.org, as JSON-LD.
type thing struct {
	Type      string `json:"@type"`
	Name      string `json:"name,omitempty"`
	About     string `json:"description,omitempty"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"inLanguage,omitempty"`
	Logo      string `json:"logo,omitempty"`
	Mail      string `json:"email,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Address   string `json:"address,omitempty"`
	Purpose   string `json:"contactType,omitempty"`
	Contact   *thing `json:"contactPoint,omitempty"`
}

func persons(names []string) (list []thing) {
	for _, name := range names {
		list = append(list, thing{Type: "Person", Name: name})
	}
	return list
}

// publisher returns who stands behind the site, and nil if the site does not name them.
func (d *writer) publisher() *thing {
	site, ok := d.site.site()
	if !ok {
		return nil
	}
	text := func(i int) string {
		t, _ := d.site.text(d.in, i)
		return t.text()
	}
	p := &thing{Type: "Organization", Name: text(site.Operator), About: text(site.Description), Address: text(site.Address)}
	if p.Name == "" {
		p.Name = text(site.Name)
	}
	if p.Name == "" {
		return nil
	}
	if image, ok := d.assets.attached[site.Logo.Name]; ok {
		p.Logo = d.absolute(image.url)
	}
	if site.Mail != "" || site.Telephone != "" {
		p.Contact = &thing{Type: "ContactPoint", Purpose: "customer support", Mail: site.Mail, Telephone: site.Telephone}
	}
	return p
}
