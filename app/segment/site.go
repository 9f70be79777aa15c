package segment

import "strings"

// The file of the content tree that says who stands behind the site, and the slug that its texts have in the place of a page's. No page can have it.
const (
	SiteFile = "site.toml"
	SiteSlug = "site"
)

// Site is what [SiteFile] says of whoever stands behind the site (R55). Where a field is not given it is its zero value. Texts are segments of
// the page, and are translated; here stand their indexes, -1 for a text that is not given.
type Site struct {
	Name        int // of the site
	Description int
	Operator    int // the name of the organisation that runs it
	Address     int

	Mail      string      // address-spec of RFC 5322, without "mailto:"
	Telephone string      // as it is shown
	Logo      NamedFile   // path of an image below content/
	Privacy   NamedFile   // slug of a page
	Imprint   NamedFile   // slug of a page
	Emergency []Emergency // in the order of the file

	keys []string // of the segments
}

// NamedFile is a file of the content tree that site.toml names, and where it does.
type NamedFile struct {
	Name      string
	Line, Col int // from 1, the column in characters
}

// Emergency is a number to call in a country when a life is in danger.
type Emergency struct {
	Country string // ISO 3166-1 alpha-2, in capital letters
	Number  string // as it is shown
	Service int    // index of the segment that says what answers, -1 if it is not said
	Source  string // address of the official page that names the number
}

// Telephone returns the address of a telephone number as people write it (RFC 3966), for example "tel:+4930123456".
func Telephone(number string) string {
	if strings.HasPrefix(number, "+") {
		number = strings.Replace(number, "(0)", "", 1) // dialled inside the country alone
	}
	return "tel:" + strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c == '+' {
			return c
		}
		return -1
	}, number)
}

// siteTexts are the texts above the first table.
var siteTexts = []struct {
	field, key string
	kind       Kind
	note       string // for translators
	index      func(*Site) *int
}{
	{"name", "site.name", KindName, "name of the site, at the top of every page. It is a proper name: keep it in Latin letters, or write it as it sounds in your script",
		func(s *Site) *int { return &s.Name }},
	{"description", "site.summary", KindDescription, "who stands behind the site, in one sentence", // go-i18n reserves the word description
		func(s *Site) *int { return &s.Description }},
	{"operator", "site.operator", KindName, "name of the organisation behind the site, as it calls itself in your language; keep it as it is if it has no such name",
		func(s *Site) *int { return &s.Operator }},
	{"contact.address", "site.address", KindAddress, "postal address of the organisation behind the site: letters must arrive, so keep street and town as they are written there",
		func(s *Site) *int { return &s.Address }},
}
