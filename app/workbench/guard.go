package workbench

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workbench/team"
)

// secure is the outermost middleware: every answer, to errors too, has the security headers, and no cache keeps it. Referrer-Policy is another than
// readers' pages have: with no-referrer a browser sends "Origin: null" with a form, which no other site's form may be told from.
func (w *Workbench) secure(c *fiber.Ctx) error {
	if err := c.Next(); err != nil {
		_ = w.errorHandler(c, err) // which always answers
	}
	w.setSecurity(c)
	if c.GetRespHeader(fiber.HeaderCacheControl) == "" {
		c.Set(fiber.HeaderCacheControl, headers.NoStore)
	}
	return nil
}

// setSecurity sets the headers that every answer has (R23).
func (w *Workbench) setSecurity(c *fiber.Ctx) {
	for _, h := range headers.Security(strings.HasPrefix(w.Origin, "https:"), "") {
		c.Set(h.Name, h.Value)
	}
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
}

// identify is the middleware that finds out who sends a request. Who sends more forms than anybody can fill waits, with what was typed.
func (w *Workbench) identify(c *fiber.Ctx) error {
	person, err := w.People.Who(c)
	if c.Method() == fiber.MethodPost {
		if limited := w.admit(c, person, err == nil); limited != nil {
			return limited
		}
	}
	if err != nil {
		var signedOut *signin.Refusal
		if errors.As(err, &signedOut) && signedOut.Status == fiber.StatusUnauthorized && c.Method() == fiber.MethodPost && !strings.HasSuffix(c.Path(), "/check") {
			forbidden := *signedOut // a form is refused with 403 whoever may not send it; scripts, which only look, are told that a sign-in helps
			forbidden.Status = fiber.StatusForbidden
			return &forbidden
		}
		return err
	}
	c.Locals(personKey{}, person)
	return c.Next()
}

// maxForms is how many forms are taken in a minute from one person, or from one network of those who are not signed in: 20 a second. Somebody who types
// without a pause sends some 200, because each pause has the text checked. The one person at this machine has nobody to hold up, and is not counted.
const maxForms = 1200

// sender is who sends forms: a person, or a network where nobody is known.
type sender struct {
	issuer, subject, name string
	network               netip.Prefix
}

// admit returns the problem that too many forms came from a sender in this minute; nil otherwise.
func (w *Workbench) admit(c *fiber.Ctx, person team.Person, known bool) error {
	from := sender{issuer: person.Issuer, subject: person.Subject}
	if _, alone := w.People.(Alone); alone {
		return nil
	}
	switch {
	case known && from.subject == "":
		from.name = person.Name
	case !known && w.SignIn != nil:
		from = sender{network: w.SignIn.Network(c)}
	}
	var wait time.Duration
	for range 1 + len(bodyOf(c))/maxText { // what is longer than any text counts as several: to show it again takes as much longer
		wait = w.forms.Take(from, maxForms, time.Now())
	}
	if wait == 0 {
		return nil
	}
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)))
	return &problem{status: fiber.StatusTooManyRequests, Title: "Too many forms in a minute",
		Text: fmt.Sprintf("Nothing was changed, because %d forms came from you in this minute. Wait %d seconds, go back and send it again.",
			maxForms, int(wait/time.Second))}
}

// english is the locale that nobody has a role in, because its texts are the pages: whatever is asked of it is not found.
const english = "en"

// require returns the middleware of what only those may do who have a role in the locale of the path.
func (w *Workbench) require(role team.Role) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if tag := c.Params("tag"); tag != english && !personOf(c).May(role, tag) {
			return &problem{status: fiber.StatusForbidden, Title: "You may not do this in " + c.Params("tag"),
				Text: "It takes the role of a " + string(role) + ". Who keeps the team's list can give it to you."}
		}
		return c.Next()
	}
}

// mayAny returns a problem where a person has none of some roles in a locale.
func mayAny(c *fiber.Ctx, tag string, roles ...team.Role) error {
	if tag == english || slices.ContainsFunc(roles, func(r team.Role) bool { return personOf(c).May(r, tag) }) {
		return nil
	}
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return &problem{status: fiber.StatusForbidden, Title: "You may not do this in " + tag,
		Text: "It takes one of these roles: " + strings.Join(names, ", ") + ". Who keeps the team's list can give it to you."}
}

// logPanic writes a panic to the log, with its stack.
func (w *Workbench) logPanic(c *fiber.Ctx, cause any) {
	w.Log.Error("panic while answering in the workbench", slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
}

// did writes the audit line of something that somebody did, and has git record the files of the locales that were written by it.
func (w *Workbench) did(c *fiber.Ctx, what string, t place, files ...string) {
	person := personOf(c)
	team.Audit(w.Log, person, what, "locale", t.locale.Tag, "page", t.slug, "key", t.key)
	if len(files) > 0 {
		w.Git.Saved(git.Save{Name: person.Name, Mail: person.Mail, What: what, Tag: t.locale.Tag, Text: cmp.Or(t.key, t.slug), Files: files})
	}
}

// People tells who sends a request. It is asked at every one, so that a right that was taken away is gone at once. Package signin implements it.
type People interface {
	// Who returns who sends a request, with the rights of this moment. An error is answered instead of the request: that nobody is signed in, for example.
	Who(c *fiber.Ctx) (team.Person, error)
}

// Alone is the one person at this machine, who may do everything but change the team: of a workbench that nobody else can reach.
type Alone struct{ Name, Mail string }

// Who implements [People].
func (a Alone) Who(*fiber.Ctx) (team.Person, error) {
	p := team.Local(a.Name)
	p.Mail = a.Mail
	return p, nil
}

// personKey is the key of the person among Fiber's locals.
type personKey struct{}

// personOf returns who sends a request. The middleware identify sees to it that there is somebody.
func personOf(c *fiber.Ctx) team.Person { return c.Locals(personKey{}).(team.Person) }

// authorOf returns who sends a request, as histories know people.
func authorOf(c *fiber.Ctx) history.Person {
	p := personOf(c)
	return history.Person{Name: p.Name, Accounts: p.Accounts()}
}
