// Package team holds who may do what in the workbench: locales/team.toml, the rights in it, and the accounts that people sign in with.
//
// It promises that nobody has a right that the newest file without a fault does not give: the file is read at every question, and what it does not say is
// denied. A person is an account of a provider, by issuer and subject (OpenID Connect Core 1.0, section 2), and by nothing else. A mail address
// invites: the first account whose provider says that the address is verified is written into the file, and from then on the address opens nothing.
// Only who is an admin in the version of the file that is replaced can change it ([File.Set], [File.Remove]).
//
// While the file has a fault, the last version without one counts, and [File.Faults] lists what is wrong. Where it is gone, nobody is in the team.
package team

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// Name is the name of the file in the locales tree.
const Name = "team.toml"

// Role is what somebody may do in the workbench.
type Role string

// The roles. Translators and reviewers have theirs for languages; a reviewer never signs words of their own (R44), which the ledgers decide.
const (
	Translator Role = "translator" // writes the texts of a language
	Reviewer   Role = "reviewer"   // signs the texts of a language, and sees what readers report about them
	Author     Role = "author"     // writes the English: answers questions about it, in every language
	Admin      Role = "admin"      // changes the team, and nothing else by that
)

// AllLanguages stands for every language in a list of languages.
const AllLanguages = "*"

// Person is somebody in the team. The zero Person may do nothing.
type Person struct {
	Name            string   // as it stands in ledgers and histories: no two persons of a team have the same one, as [catalog.SameName] compares
	Mail            string   // that invites; "" for none
	Issuer, Subject string   // the account; both "" before the first sign-in
	Translator      []string // languages, as BCP 47 tags, or AllLanguages
	Reviewer        []string // languages
	Author, Admin   bool
}

// Local returns the one person of a workbench without sign-in, who has every right. That nobody signs words of their own (R44) holds all the same.
func Local(name string) Person {
	return Person{Name: name, Translator: []string{AllLanguages}, Reviewer: []string{AllLanguages}, Author: true, Admin: true}
}

// May reports whether a person has a role for a language. The language does not matter for authors and admins.
func (p Person) May(role Role, tag string) bool {
	switch role {
	case Translator:
		return covers(p.Translator, tag)
	case Reviewer:
		return covers(p.Reviewer, tag)
	case Author:
		return p.Author
	case Admin:
		return p.Admin
	}
	return false
}

// MayAnything reports whether a person has any right at all.
func (p Person) MayAnything() bool {
	return len(p.Translator) > 0 || len(p.Reviewer) > 0 || p.Author || p.Admin
}

// Accounts returns fingerprints of what a person signs in with: of the account, and of the mail address, which stays where the provider becomes another one.
// Histories hold them, so that somebody who gets another name does not become somebody else.
func (p Person) Accounts() (list []string) {
	fingerprint := func(parts ...string) {
		sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
		list = append(list, hex.EncodeToString(sum[:9]))
	}
	if p.Subject != "" {
		fingerprint("account", p.Issuer, p.Subject)
	}
	if p.Mail != "" {
		fingerprint("mail", lowerASCII(p.Mail))
	}
	return list
}

// Languages returns the languages that a person translates or reviews, out of those that are served, in their order.
func (p Person) Languages(served []string) (tags []string) {
	for _, tag := range served {
		if p.May(Translator, tag) || p.May(Reviewer, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

func covers(tags []string, tag string) bool {
	return tag != "" && tag != "en" && (slices.Contains(tags, tag) || slices.Contains(tags, AllLanguages))
}

// Team is what a team file says. It is never changed once it is parsed.
type Team struct {
	People []Person // in the order of the file

	text   string  // of the file, as it is written: LF, NFC, without a byte order mark
	blocks []block // where each person stands in it
}

// find returns the person with a name, and their index, -1 for none.
func (t *Team) find(name string) int {
	key := catalog.NameKey(name)
	return slices.IndexFunc(t.People, func(p Person) bool { return catalog.NameKey(p.Name) == key })
}

// account returns the index of the person with an account, -1 for none.
func (t *Team) account(issuer, subject string) int {
	if issuer == "" || subject == "" {
		return -1
	}
	return slices.IndexFunc(t.People, func(p Person) bool { return p.Issuer == issuer && p.Subject == subject })
}

// invited returns the index of the person with a mail address, -1 for none.
func (t *Team) invited(mail string) int {
	if mail == "" {
		return -1
	}
	return slices.IndexFunc(t.People, func(p Person) bool { return sameMail(p.Mail, mail) })
}

// sameMail compares addresses. Of letters only the case of a to z is ignored: by the rules of Unicode others would pass for those of ASCII (the Kelvin
// sign for k), and a provider may let somebody have such an address.
func sameMail(a, b string) bool {
	return lowerASCII(a) == lowerASCII(b)
}

func lowerASCII(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

// Parse reads a team file; name is how a person knows it. The error is a store.Faults with line and column of each fault. There is no team then:
// a right that was taken away must not come back because the entry beside it is spoilt.
func Parse(name string, data []byte) (*Team, error) {
	p := &parser{file: name, team: &Team{}, taken: map[[2]string]bool{}}
	p.parse(data)
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return p.team, nil
}
