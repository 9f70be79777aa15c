package workbench

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/workbench/signin"
)

// problem is an answer to a request that cannot be fulfilled.
type problem struct {
	status      int
	Title, Text string // what happened, and what to do
	link        string // where to go on, "" for the list of languages
}

func (p *problem) Error() string { return p.Title }

// typedText is what somebody typed into one field.
type typedText struct{ Name, Text string }

// typed returns what somebody typed into the fields of a form, whatever becomes of it.
func typed(c *fiber.Ctx) (list []typedText) {
	values, _ := fieldsOf(c) // what can be read of it
	for name, all := range values {
		if !slices.Contains([]string{"source", "was", "id", "person", "version", "stay", "sent"}, name) {
			for _, text := range all {
				list = append(list, typedText{strings.ToValidUTF8(name, "\uFFFD"), strings.ToValidUTF8(text, "\uFFFD")})
			}
		}
	}
	slices.SortFunc(list, func(a, b typedText) int { return slices.Compare([]string{a.Name}, []string{b.Name}) })
	return list
}

// sentence returns the text of an error as one.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

// notFound is the problem of an address that names nothing.
func notFound() *problem {
	return &problem{status: fiber.StatusNotFound, Title: "There is nothing at this address",
		Text: "The page or the text has been renamed or has gone, or parlance sync has not laid it out yet. Go to the list of languages, and look for it there."}
}

// keepHeaders returns what sets headers of the answer again, after it was made anew, and its cookies: a sign-in that is refused ends its attempt by one, and
// begins a session by another where only the team does not know the account.
func keepHeaders(c *fiber.Ctx, names ...string) (restore func()) {
	var kept [][2]string
	for _, cookie := range c.Response().Header.Cookies() {
		kept = append(kept, [2]string{fiber.HeaderSetCookie, string(cookie)})
	}
	for _, name := range names {
		for _, value := range c.Response().Header.PeekAll(name) {
			kept = append(kept, [2]string{name, string(value)})
		}
	}
	return func() {
		for _, header := range kept {
			c.Response().Header.Add(header[0], header[1])
		}
	}
}

// errorHandler is Fiber's ErrorHandler: it answers with a page that says what to do, and shows what was typed.
func (w *Workbench) errorHandler(c *fiber.Ctx, err error) error {
	p := &problem{status: fiber.StatusInternalServerError, Title: "Something went wrong", Text: "Nothing was changed. Go back and try again; the log says what happened."}
	var known *fiber.Error
	var refusal *signin.Refusal
	switch {
	case errors.As(err, &p):
	case errors.As(err, &refusal):
		p = &problem{status: refusal.Status, Title: "This was not done", Text: sentence(refusal.Error()), link: refusal.Link}
		if refusal.Status == fiber.StatusUnauthorized {
			p.Title = "Sign in"
		}
	case errors.As(err, &known):
		p.status = known.Code
		switch known.Code {
		case fiber.StatusNotFound:
			p = notFound()
		case fiber.StatusMethodNotAllowed:
			p.Title, p.Text = "This address takes no such request", "Go to the list of languages."
		case fiber.StatusRequestEntityTooLarge:
			p.Title, p.Text = "The text is too long", "Nothing was changed. Go back: what you typed is still there. A text of more than a few pages belongs into several paragraphs of the English."
		case fiber.StatusBadRequest:
			p.Title, p.Text = "The request cannot be read", "Nothing was changed. Go back and send it again."
		case fiber.StatusRequestHeaderFieldsTooLarge:
			p.Title, p.Text = "The request is too long", "Nothing was changed. Its address is too long, or your browser has many cookies of this server: delete those, and sign in again."
		default:
			p.Title, p.Text = known.Message, "Nothing was changed. Go back and try again."
		}
	default:
		w.Log.Error("workbench", "error", err, "path", c.Path())
	}
	restore := keepHeaders(c, fiber.HeaderAllow, fiber.HeaderRetryAfter)
	c.Response().Reset()
	restore()
	w.setSecurity(c) // what could not be read as a request has passed no middleware
	c.Set(fiber.HeaderCacheControl, headers.NoStore)
	return w.show(c, p.status, "problem", struct {
		frame
		Text, Link string
		Typed      []typedText
	}{w.frame(c, p.Title), p.Text, p.link, typed(c)})
}
