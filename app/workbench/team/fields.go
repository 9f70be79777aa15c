package team

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/language"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
)

// field reads one field of a person.
func (p *parser) field(key string, at int, v *unstable.Node) {
	if _, twice := p.at[key]; twice {
		p.fault(at, "%s is given twice: take one out", key)
		return
	}
	p.at[key] = at
	b := &p.team.blocks[len(p.team.blocks)-1]
	b.fields = append(b.fields, field{key: key, start: p.lineStart(at)})
	switch key {
	case "name":
		p.person.Name = p.text(key, v)
	case "mail":
		p.person.Mail = p.text(key, v)
	case "issuer":
		p.person.Issuer = p.text(key, v)
	case "subject":
		p.person.Subject = p.text(key, v)
	case "translator":
		p.person.Translator = p.languages(key, v)
	case "reviewer":
		p.person.Reviewer = p.languages(key, v)
	case "author":
		p.person.Author = p.yes(key, v)
	case "admin":
		p.person.Admin = p.yes(key, v)
	default:
		p.fault(at, "unknown field %q: a person has name, mail, issuer, subject, translator, reviewer, author and admin", key)
	}
}

// text returns a text on one line.
func (p *parser) text(key string, v *unstable.Node) string {
	s := string(v.Data)
	switch {
	case v.Kind != unstable.String:
		p.fault(p.at[key], "%s must be a text in quotes: %s = \"…\"", key, key)
	case strings.TrimSpace(s) == "":
		p.fault(p.at[key], "%s is empty: write it, or take the line out", key)
	case strings.TrimSpace(s) != s || strings.ContainsFunc(s, catalog.IsInvisible):
		p.fault(p.at[key], "%s holds a control or an invisible character, or white space around it: write plain text on one line", key)
	case len(s) > maxText:
		p.fault(p.at[key], "%s is longer than %d bytes", key, maxText)
	default:
		return s
	}
	return ""
}

func (p *parser) yes(key string, v *unstable.Node) bool {
	if v.Kind != unstable.Bool {
		p.fault(p.at[key], "%s must be true or false, without quotes", key)
	}
	return v.Kind == unstable.Bool && string(v.Data) == "true"
}

func (p *parser) languages(key string, v *unstable.Node) (tags []string) {
	if v.Kind != unstable.Array {
		p.fault(p.at[key], `%s must be a list of languages: %s = ["de", "pt-BR"], or ["*"] for all`, key, key)
		return nil
	}
	for it := v.Children(); it.Next(); {
		n := it.Node()
		tag := locale.Spelled(string(n.Data))
		at := p.at[key]
		if n.Raw.Length > 0 {
			at = int(n.Raw.Offset)
		}
		switch _, err := language.Parse(tag); {
		case n.Kind == unstable.Comment:
		case n.Kind != unstable.String:
			p.fault(at, `a language of %s must be a tag in quotes, for example "de"`, key)
		case tag == "en":
			p.fault(at, `"en" is what is translated: who writes it is an author (author = true)`)
		case tag != AllLanguages && err != nil:
			p.fault(at, `%q is no language: write its tag as in locales.toml, for example "pt-BR", or "*" for all`, tag)
		case !slices.Contains(tags, tag):
			tags = append(tags, tag)
		}
	}
	return tags
}

// checkPerson holds a person against the others.
func (p *parser) checkPerson(person *Person) {
	has := func(key string) bool { _, ok := p.at[key]; return ok }
	if !has("name") {
		p.fault(p.header, `this person has no name: add name = "…", as it shall stand beside their work`)
	} else if person.Name != "" && p.take("name", catalog.NameKey(person.Name)) {
		p.fault(p.at["name"], "another person has the name %q, and records tell people by their names: add what tells the two apart", person.Name)
	}
	switch {
	case !has("mail") && !has("subject"):
		p.fault(p.header, `nobody can sign in as this person: add mail = "…", or issuer = "…" and subject = "…"`)
	case has("issuer") != has("subject"):
		p.fault(p.header, "an account is an issuer and a subject: add the other, or take both out so that the mail address invites anew")
	}
	if person.Mail != "" {
		if a, err := mail.ParseAddress(person.Mail); err != nil || a.Address != person.Mail {
			p.fault(p.at["mail"], "%q is no mail address: write it like ada@example.org", person.Mail)
		} else if p.take("mail", lowerASCII(person.Mail)) {
			p.fault(p.at["mail"], "another person has the address %s: take one out", person.Mail)
		}
	}
	if u, err := url.Parse(person.Issuer); person.Issuer != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		p.fault(p.at["issuer"], "%q is no issuer: write it as --oidc-issuer has it, like https://login.example.org", person.Issuer)
	}
	if person.Subject != "" && p.take("account of "+person.Issuer, person.Subject) {
		p.fault(p.at["subject"], "another person has this account: take one out")
	}
	if len(p.team.People) == maxPeople {
		p.fault(p.header, "more than %d people: take those out who have left", maxPeople)
	}
}
