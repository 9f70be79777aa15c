package team

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

const ada = "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\n"

func TestParse(t *testing.T) {
	team, err := Parse("team.toml", []byte("\uFEFF# The team.\r\n"+`
[[person]] # since May
name = "Ада Лавлейс"
mail = "ada@example.org"
translator = [
  "de", # her own
  "pt_BR",
]
reviewer = ["*"]
[[person]]
name = "نور"
issuer = "https://login.example.org"
subject = "42"
author = true
admin = true
`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%+v", team.People), "[{Name:Ада Лавлейс Mail:ada@example.org Issuer: Subject: Translator:[de pt-BR] Reviewer:[*] Author:false Admin:false} "+
		"{Name:نور Mail: Issuer:https://login.example.org Subject:42 Translator:[] Reviewer:[] Author:true Admin:true}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Each text is behind one sound person, of three lines, and has just this fault.
func TestFaultsOfATeamFileHaveTheirPlaceAndSayWhatToDo(t *testing.T) {
	bob := "[[person]]\nname = \"Bob\"\nmail = \"bob@example.org\"\n"
	for text, want := range map[string]string{
		"[[person]]\nmail = \"b@example.org\"\n":                                              `4:3: this person has no name; add`,
		"[[person]]\nname = \"Bob\"\n":                                                        `4:3: nobody can sign in as this person`,
		"[[person]]\nname = \"ADA\"\nmail = \"b@example.org\"\n":                              `5:1: another person has the name "ADA"`,
		"[[person]]\nname = \"A\u200bda\"\nmail = \"b@example.org\"\n":                        `5:1: name holds a control or an invisible character`,
		"[[person]]\nname = \"\"\nmail = \"b@example.org\"\n":                                 `5:1: name is empty`,
		"[[person]]\nname = 1\nmail = \"b@example.org\"\n":                                    `5:1: name must be a text in quotes`,
		"[[person]]\nname = \"Bob\"\nmail = \"ADA@example.org\"\n":                            `6:1: another person has the address`,
		"[[person]]\nname = \"Bob\"\nmail = \"Bob <b@example.org>\"\n":                        `6:1: "Bob <b@example.org>" is no mail address`,
		"[[person]]\nname = \"Bob\"\nmail = \"bob\"\n":                                        `6:1: "bob" is no mail address`,
		bob + "subject = \"1\"\n":                                                             `4:3: an account is an issuer and a subject`,
		bob + "issuer = \"https://login.example.org\"\n":                                      `4:3: an account is an issuer and a subject`,
		bob + "issuer = \"login\"\nsubject = \"1\"\n":                                         `7:1: "login" is no issuer`,
		bob + "admin = \"true\"\n":                                                            `7:1: admin must be true or false, without quotes`,
		bob + "author = 1\n":                                                                  `7:1: author must be true or false`,
		bob + "translator = \"de\"\n":                                                         `7:1: translator must be a list of languages`,
		bob + "translator = [\"de\", \"xx-yyyyyyyyyyy\"]\n":                                   `7:21: "xx-yyyyyyyyyyy" is no language`,
		bob + "translator = [\"de\", \"en\"]\n":                                               `7:21: "en" is what is translated`,
		bob + "reviewer = [1]\n":                                                              `a language of reviewer must be a tag in quotes`,
		bob + "roles = [\"de\"]\n":                                                            `7:1: unknown field "roles"`,
		bob + "mail = \"b@example.org\"\n":                                                    `7:1: mail is given twice`,
		bob + "admin.x = true\n":                                                              `7:1: unknown field "admin.x"`,
		"[person]\nname = \"Bob\"\n":                                                          `4:2: unknown table "person"`,
		"[[people]]\n":                                                                        `4:3: unknown table "people"`,
		"[[person]\nname = \"Bob\"\nmail = \"b@example.org\"\n":                               `4:`,
		"[[person]]\nname = \"Bob\nmail = \"b@example.org\"\n":                                `5:`,
		"[[person]]\nname = \"B\xff\"\nmail = \"b@example.org\"\n":                            `5:10: this is not UTF-8`,
		"[[person]]\nname = \"" + strings.Repeat("x", 600) + "\"\nmail = \"b@example.org\"\n": `5:1: name is longer than 500 bytes`,
	} {
		team, err := Parse("team.toml", []byte(ada+text))
		var faults store.Faults
		want = strings.Replace(want, "name; add", "name: add", 1)
		if !errors.As(err, &faults) || team != nil || !strings.HasPrefix(err.Error(), "team.toml:") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if _, err := Parse("team.toml", []byte("name = \"Bob\"\n")); err == nil || !strings.Contains(err.Error(), `team.toml:1:1: "name" stands outside of a person`) {
		t.Errorf("got %v", err)
	}
	if _, err := Parse("team.toml", slices.Concat([]byte(ada), []byte(strings.Repeat("#", maxFile)))); err == nil {
		t.Error("law 8: a file of any size is read")
	}
}

func TestTwoAccountsOfOnePersonAreAFault(t *testing.T) {
	account := "issuer = \"https://login.example.org\"\nsubject = \"1\"\n"
	_, err := Parse("team.toml", []byte(ada+account+"[[person]]\nname = \"Bob\"\n"+account))
	if err == nil || !strings.Contains(err.Error(), "9:1: another person has this account") {
		t.Errorf("got %v", err)
	}
}

// The Kelvin sign is k by the rules of Unicode, and an account of a provider can have it in its address.
func TestAddressesThatOnlyLookLikeTheInvitedOneOpenNothing(t *testing.T) {
	for _, other := range []string{"\u212Aim@example.org", "kim@example.org ", "kim@exa\u200bmple.org", "kım@example.org"} {
		if sameMail("kim@example.org", other) {
			t.Errorf("%q passes for kim@example.org", other)
		}
	}
	if !sameMail("Kim@Example.org", "kim@example.org") {
		t.Error("people write their address in any case")
	}
}

// Nobody may do what the file does not say: over random people, each right of each language is exactly where it was given.
func TestNobodyHasARightThatTheFileDoesNotGive(t *testing.T) {
	tags := []string{"ar", "de", "pt", "pt-BR", "zh-Hans", "zh-Hant"}
	r := rand.New(rand.NewPCG(12, 7))
	for range 2000 {
		p := randomPerson(r, 0, tags)
		for _, tag := range slices.Concat(tags, []string{"", "en", "fr", "DE", "*", "zh"}) {
			served := tag != "" && tag != "en"
			for role, want := range map[Role]bool{
				Translator: served && (slices.Contains(p.Translator, tag) || slices.Contains(p.Translator, "*")),
				Reviewer:   served && (slices.Contains(p.Reviewer, tag) || slices.Contains(p.Reviewer, "*")),
				Author:     p.Author, Admin: p.Admin, "": false, "owner": false,
			} {
				if p.May(role, tag) != want {
					t.Fatalf("%+v: may %s %s: %v", p, role, tag, !want)
				}
			}
		}
		if p.MayAnything() != (len(p.Translator)+len(p.Reviewer) > 0 || p.Author || p.Admin) {
			t.Fatalf("%+v: may anything: %v", p, p.MayAnything())
		}
	}
	if (Person{}).MayAnything() || !Local("Ada").May(Reviewer, "ar") || !Local("Ada").May(Admin, "") || Local("Ada").May(Translator, "en") {
		t.Error("the person of nobody, or of this machine, has other rights")
	}
}

func randomPerson(r *rand.Rand, i int, tags []string) Person {
	some := func() (list []string) {
		for _, tag := range tags {
			if r.IntN(3) == 0 {
				list = append(list, tag)
			}
		}
		if r.IntN(8) == 0 {
			return []string{"*"}
		}
		return list
	}
	p := Person{Name: fmt.Sprintf("Person \"%d\" \\ é", i), Translator: some(), Reviewer: some(), Author: r.IntN(4) == 0, Admin: r.IntN(4) == 0}
	if r.IntN(2) == 0 {
		p.Mail = fmt.Sprintf("p%d@example.org", i)
	}
	if p.Mail == "" || r.IntN(2) == 0 {
		p.Issuer, p.Subject = "https://login.example.org", fmt.Sprint("s", i)
	}
	return p
}
