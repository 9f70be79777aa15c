package segment

import (
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/language"

	"github.com/parlance/parlance/app/store"
)

// maxValue is how many bytes an address, a name of a file or a number may have.
const maxValue = 2000

// value returns what stands between quotation marks, which is not a text for readers; "" if it is none.
func (r *tomlReader) value(name string, value *unstable.Node, at span) string {
	text := strings.TrimSpace(string(value.Data))
	switch {
	case value.Kind != unstable.String:
		r.faults.add(at.start, "%s must be a text in quotes", name)
		return ""
	case text == "":
		r.faults.add(at.start, "%s is empty: fill it, or delete the line", name)
	case len(text) > maxValue:
		r.faults.add(at.start, "%s is longer than %d bytes: shorten it", name, maxValue)
		return ""
	}
	return text
}

func (p *siteParser) place(name string, at span) NamedFile {
	place := store.At(p.faults.file, p.faults.text, at.start, "")
	return NamedFile{name, place.Line, place.Col}
}

func (p *siteParser) logo(value *unstable.Node, at span) NamedFile {
	name := p.value("logo", value, at)
	if name == "" {
		return NamedFile{}
	}
	if path.IsAbs(name) || path.Clean(name) != name || strings.HasPrefix(name, "..") || strings.ContainsAny(name, `\:`) {
		p.faults.add(at.start, "logo is the name of an image below content/, for example logo = \"logo.svg\"")
		return NamedFile{}
	}
	return p.place(name, at)
}

func (p *siteParser) slug(name string, value *unstable.Node, at span) NamedFile {
	slug := strings.TrimSuffix(strings.TrimPrefix(p.value(name, value, at), "/"), ".md")
	if slug == "" {
		return NamedFile{}
	}
	if _, err := SlugOf(slug + ".md"); err != nil {
		p.faults.add(at.start, "%s is the name of a page below content/, for example %s = \"%s\"", name, name, name)
		return NamedFile{}
	}
	return p.place(slug, at)
}

var mailPattern = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

func (p *siteParser) mail(value *unstable.Node, at span) string {
	address := p.value("mail", value, at)
	parsed, err := mail.ParseAddress(address)
	if address != "" && (err != nil || parsed.Address != address || !mailPattern.MatchString(address)) {
		p.faults.add(at.start, "mail is one e-mail address and nothing else, for example mail = \"contact@example.org\"")
		return ""
	}
	return address
}

var telephonePattern = regexp.MustCompile(`^\+?[0-9]+([ ./()-]+[0-9]+)*$|^\+?[0-9 ./-]*(\([0-9]+\)[ ./-]*)?[0-9]+([ ./-]+[0-9]+)*$`)

// telephone returns a telephone number: digits with the marks that people write between them (ITU-T E.123), 15 digits at most (E.164).
func (p *siteParser) telephone(name string, value *unstable.Node, at span) string {
	number := p.value(name, value, at)
	digits := len(strings.TrimPrefix(strings.TrimPrefix(Telephone(number), "tel:"), "+"))
	if number != "" && (!telephonePattern.MatchString(number) || digits < 2 || digits > 15) {
		p.faults.add(at.start, "%s is a telephone number of the digits 0 to 9, with a + and spaces at most, for example %s = \"+49 30 123456\"", name, name)
		return ""
	}
	return number
}

// emergencyNumber returns one number: where people write several in one, those who dial them get none.
func (p *siteParser) emergencyNumber(value *unstable.Node, at span) string {
	number := p.telephone("number", value, at)
	if strings.ContainsAny(number, "/.") {
		p.faults.add(at.start, "number is one number: write each in a table of its own, which begins with [[emergency]]")
		return ""
	}
	return number
}

func (p *siteParser) country(value *unstable.Node, at span) string {
	code := p.value("country", value, at)
	if code == "" {
		return ""
	}
	upper := strings.ToUpper(code)
	region, err := language.ParseRegion(upper)
	switch {
	case len(code) == 2 && err == nil && region.IsCountry() && region.Canonicalize().String() == upper:
		return upper
	case len(code) == 2 && err == nil && region.Canonicalize().IsCountry():
		p.faults.add(at.start, "country is a code of ISO 3166-1: write it as country = %q", region.Canonicalize().String())
	default:
		p.faults.add(at.start, "country is a code of two letters (ISO 3166-1), for example country = \"DE\"")
	}
	return ""
}

// webAddress returns an address of a page of the web in one of some schemes, the preferred one first.
func (r *tomlReader) webAddress(name string, value *unstable.Node, at span, schemes ...string) string {
	address := r.value(name, value, at)
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.User != nil || !strings.Contains(u.Hostname(), ".") || strings.ContainsAny(address, " <>\"`\\") {
		r.faults.add(at.start, "%s is the address of a page, which begins with %s://, for example %s = \"%s://example.org/page\"", name, schemes[0], name, schemes[0])
		return ""
	}
	return address
}
