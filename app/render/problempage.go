package render

import (
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// Problem is what went wrong with a request.
type Problem uint8

// The problems that have a page of their own.
const (
	NotFound Problem = iota
	BadRequest
	MethodNotAllowed
	URITooLong
	HeadersTooLarge
	ServerTrouble
	Problems // how many there are
)

// ProblemPage returns the page that explains a problem in the reader's language.
func (v *View) ProblemPage(p Problem, l *locale.Locale) *document.Document {
	key := "ui.problem." + [Problems]string{"not-found", "bad-request", "method", "long-address", "large-headers", "trouble"}[p]
	d := v.writer(l)
	title := d.say(key + ".title")
	d.in = title.as
	f := layout{title: title, error: true}
	d.open(f)
	d.write("<main id=\"ui.main\" tabindex=\"-1\">\n")
	d.element("h1", f.title)
	d.element("p", d.say(key+".text"))
	d.write("<p>")
	d.link("", documentURL(l, Home), d.say("ui.problem.link"))
	d.write("</p>\n</main>\n")
	d.close(f)
	return d.document()
}
