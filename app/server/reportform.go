package server

import (
	"bytes"
	"mime"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/site"
)

// maxForm is how many bytes the body of a form may have. The longest message is twelve bytes a character on the wire.
const maxForm = 16 << 10

// takesForm tells whether a request's head is that of a form for a report, before it is known whether there is such a part.
func takesForm(head *fasthttp.RequestHeader) bool {
	if !head.IsPost() {
		return false
	}
	target, t := parseTarget(head.RequestURI())
	return t == none && isFormPath(target.path)
}

// isFormPath tells whether a path is like that of a form.
func isFormPath(path string) bool {
	_, name, ok := cutReport(path)
	return ok && name != ""
}

// allowed gives the methods that a path takes, for Allow.
func allowed(path string) string {
	if isFormPath(path) && !strings.HasSuffix(path, "/"+thanksName) {
		return "GET, HEAD, POST"
	}
	return "GET, HEAD"
}

// isForm tells whether a body is what a plain form sends, in UTF-8.
func isForm(head *fasthttp.RequestHeader) bool {
	kind, parameters, err := mime.ParseMediaType(string(head.ContentType()))
	if err != nil || kind != "application/x-www-form-urlencoded" || len(head.Peek(fasthttp.HeaderContentEncoding)) > 0 {
		return false
	}
	charset, said := parameters["charset"]
	return !said || strings.EqualFold(charset, "utf-8")
}

// sameOrigin refuses what a browser says another site made it send. Browsers that say nothing, and those that hide the
// origin because our pages ask for no referrer (Fetch, 3.2), are left to the token.
func sameOrigin(head *fasthttp.RequestHeader) bool {
	switch site := text(head.Peek("Sec-Fetch-Site")); site {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := head.Peek(fasthttp.HeaderOrigin)
	if len(origin) == 0 || string(origin) == "null" {
		return true
	}
	_, host, ok := bytes.Cut(origin, []byte("://"))
	return ok && bytes.EqualFold(host, head.Host())
}

// sentReport is what a form said.
type sentReport struct {
	site.Report
	token string
}

// parseReport reads the body of a form. Each field that the form has must be there once; whatever else is there is not looked at.
func parseReport(body []byte) (sent sentReport, ok bool) {
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return sent, false
	}
	for name, field := range map[string]*string{
		"page": &sent.Page, "locale": &sent.Locale, "key": &sent.Key, "state": &sent.State,
		"source": &sent.SourceHash, "text": &sent.TextHash, "token": &sent.token, "message": &sent.Message,
	} {
		value := values[name]
		if len(value) != 1 || !utf8.ValidString(value[0]) {
			return sent, false
		}
		*field = value[0]
	}
	sent.Message = clean(sent.Message)
	return sent, true
}

// clean gives a message without control characters; its lines end as they do in Unix, and white space around it is gone.
func clean(message string) string {
	message = strings.ReplaceAll(message, "\r\n", "\n")
	message = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r':
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, message)
	return strings.TrimSpace(message)
}

// measure says what is wrong with a message that is clean.
func measure(message string) site.ReportProblem {
	switch {
	case !strings.ContainsFunc(message, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }):
		return site.MessageEmpty
	case utf8.RuneCountInString(message) > site.MaxMessage:
		return site.MessageTooLong
	}
	return site.NoProblem
}
