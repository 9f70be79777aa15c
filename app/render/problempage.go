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
	d := newWriter(v.in(l))
	f := layout{title: d.say(key + ".title"), error: true}
	d.in = f.title.as
	d.open(f)
	d.element("h1", f.title)
	d.machineNote(drafts{})
	d.element("p", d.say(key+".text"))
	d.linkIn("p", "", d.documentURL(l, Home), d.say("ui.problem.link"))
	return d.close(f)
}
