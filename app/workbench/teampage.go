package workbench

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workbench/team"
)

// onlyAdmins is the middleware of the addresses of the team.
func (w *Workbench) onlyAdmins(c *fiber.Ctx) error {
	switch {
	case w.SignIn == nil:
		return &problem{status: fiber.StatusForbidden, Title: "There is no team here", Text: "Nobody signs in to this workbench: it is for who sits at this machine."}
	case !personOf(c).May(team.Admin, ""):
		return &problem{status: fiber.StatusForbidden, Title: "You may not change the team", Text: "Only an admin may: ask one."}
	}
	return c.Next()
}

// teamLine is one person in the list of the team.
type teamLine struct {
	team.Person
	Link     string // to their form
	SignedIn bool   // the account is known
}

// teamList handles "/team": everybody in the team, and the form of one of them where the address names one, "/team?person=NAME".
func (w *Workbench) teamList(c *fiber.Ctx) error {
	people := w.SignIn.Team().People()
	if name := c.Query("person"); name != "" {
		i := slices.IndexFunc(people, func(p team.Person) bool { return p.Name == name })
		if i < 0 {
			return notFound()
		}
		return w.show(c, fiber.StatusOK, "person", w.personPage(c, "Change "+name, people[i], team.Seen{Name: name, Version: people[i].Version()}))
	}
	page := struct {
		frame
		Done   string
		People []teamLine
		New    *personPage
	}{frame: w.frame(c, "Team"), New: w.personPage(c, "Add somebody", team.Person{}, team.Seen{})}
	if done := map[string]string{"set": "The team now says so of ", "removed": "Not in the team any more: "}[c.Query("done")]; done != "" {
		page.Done = done + c.Query("of") + "."
	}
	for _, p := range people {
		page.People = append(page.People, teamLine{p, "/team?" + url.Values{"person": {p.Name}}.Encode(), p.Subject != ""})
	}
	return w.show(c, fiber.StatusOK, "team", page)
}

// languageRights is what a person may do in one language.
type languageRights struct {
	Tag, Name            string
	Translator, Reviewer bool
}

// personPage is the form of one person.
type personPage struct {
	frame
	Heading   string
	Was       team.Seen // whom the form stands for; the zero Seen where somebody is added
	Edited    team.Person
	Languages []languageRights // those that are served, and those that the person has besides; the first stands for all
	Refused   string           // why nothing was changed, "" where the form was just opened
	Now       *team.Person     // what somebody else has made of the person meanwhile
}

func (w *Workbench) personPage(c *fiber.Ctx, heading string, p team.Person, was team.Seen) *personPage {
	page := &personPage{frame: w.frame(c, heading), Heading: heading, Was: was, Edited: p}
	page.addLanguage(team.AllLanguages, "All languages")
	m := w.moment()
	for i := range m.Locales.Locales {
		if l := &m.Locales.Locales[i]; l.Tag != english && !m.PseudoLocales.Has(i) {
			page.addLanguage(l.Tag, l.Name)
		}
	}
	page.addLanguagesOf(p)
	return page
}

func (p *personPage) addLanguage(tag, name string) {
	p.Languages = append(p.Languages, languageRights{tag, name, slices.Contains(p.Edited.Translator, tag), slices.Contains(p.Edited.Reviewer, tag)})
}

// addLanguagesOf adds the languages of somebody that are not served.
func (p *personPage) addLanguagesOf(who team.Person) {
	for _, tag := range slices.Concat(who.Translator, who.Reviewer) {
		if !slices.ContainsFunc(p.Languages, func(l languageRights) bool { return l.Tag == tag }) {
			p.addLanguage(tag, "not served")
		}
	}
}

// seenPerson returns whom a form stands for.
func seenPerson(values url.Values) team.Seen {
	return team.Seen{Name: values.Get("person"), Version: values.Get("version")}
}

// setPerson handles "POST /team": somebody is added, or changed as the form saw them. It answers 409 where somebody else was quicker, 422 where the team's file
// cannot say so, and else 303.
func (w *Workbench) setPerson(c *fiber.Ctx) error {
	form, err := parseForm(c)
	if err != nil {
		return err
	}
	values, seen, admin := form.values, seenPerson(form.values), personOf(c)
	one := func(name string) string { return strings.TrimSpace(values.Get(name)) }
	p := team.Person{Name: one("name"), Mail: one("mail"), Subject: one("subject"), Translator: values["translator"], Reviewer: values["reviewer"],
		Author: values.Has("author"), Admin: values.Has("admin")}
	if p.Subject != "" {
		p.Issuer = admin.Issuer
		for _, now := range w.SignIn.Team().People() {
			if now.Name == seen.Name && now.Subject == p.Subject {
				p.Issuer = now.Issuer
			}
		}
	}
	heading := "Add somebody"
	if seen.Name != "" {
		heading = "Change " + seen.Name
	}
	if err := w.SignIn.Team().Set(c.Context(), accountOf(admin), seen, p); err != nil {
		return w.teamRefused(c, w.personPage(c, heading, p, seen), err)
	}
	return c.Redirect("/team?"+url.Values{"done": {"set"}, "of": {p.Name}}.Encode(), fiber.StatusSeeOther)
}

// removePerson handles "POST /team/remove": a person as the form saw them is taken out.
func (w *Workbench) removePerson(c *fiber.Ctx) error {
	form, err := parseForm(c)
	if err != nil {
		return err
	}
	seen := seenPerson(form.values)
	if err := w.SignIn.Team().Remove(c.Context(), accountOf(personOf(c)), seen); err != nil {
		page := w.personPage(c, "Change "+seen.Name, team.Person{Name: seen.Name}, seen)
		for _, p := range w.SignIn.Team().People() {
			if p.Name == seen.Name {
				page = w.personPage(c, "Change "+p.Name, p, team.Seen{Name: p.Name, Version: p.Version()})
			}
		}
		return w.teamRefused(c, page, err)
	}
	return c.Redirect("/team?"+url.Values{"done": {"removed"}, "of": {seen.Name}}.Encode(), fiber.StatusSeeOther)
}

// accountOf returns the account of a person, which the team's file asks for again.
func accountOf(p team.Person) team.Identity {
	return team.Identity{Issuer: p.Issuer, Subject: p.Subject, Name: p.Name}
}

// teamRefused answers with a form that shows once more what was typed, and says why the team was not changed.
func (w *Workbench) teamRefused(c *fiber.Ctx, page *personPage, err error) error {
	status := fiber.StatusUnprocessableEntity
	var changed *team.ChangedError
	var faults store.Faults
	switch {
	case errors.Is(err, team.ErrNotAdmin):
		return &problem{status: fiber.StatusForbidden, Title: "You may not change the team", Text: "Only an admin may: ask one. Nothing was changed."}
	case errors.As(err, &changed):
		status = fiber.StatusConflict
		page.Refused, page.Was = "Nothing was changed, because "+err.Error()+" meanwhile. Saving adds what stands below.", team.Seen{}
		if changed.Now.Name != "" {
			page.Refused = "Nothing was changed, because " + err.Error() + " meanwhile. Compare it with what stands below, and save that if it is right."
			page.addLanguagesOf(changed.Now)
			page.Now, page.Was = &changed.Now, team.Seen{Name: changed.Now.Name, Version: changed.Now.Version()}
		}
	case errors.As(err, &faults) && len(w.SignIn.Team().Faults()) > 0:
		status = fiber.StatusConflict
		page.Refused = "Nothing was changed, because the team's file has a fault: mend it first. " + faults.Error()
	case errors.As(err, &faults):
		var why []string
		for _, f := range faults {
			why = append(why, f.Msg)
		}
		page.Refused = "Nothing was changed: " + strings.Join(why, "; ") + "."
	case errors.Is(err, team.ErrLastAdmin):
		page.Refused = "Nothing was changed: " + err.Error() + "."
	default:
		w.Log.Error("workbench", "error", err)
		status = fiber.StatusServiceUnavailable
		page.Refused = "Nothing was changed, because the team's file could not be written: " + err.Error() + "."
	}
	page.Title = "Not changed: " + page.Title
	return w.show(c, status, "person", page)
}
