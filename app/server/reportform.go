package server

import (
	"bytes"
	"mime"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/render"
)

// isFormEncoded reports whether a body is what a plain form sends, in UTF-8 (HTML, section 4.10.21.6).
func isFormEncoded(head *fasthttp.RequestHeader) bool {
	kind, parameters, err := mime.ParseMediaType(string(head.ContentType()))
	if err != nil || kind != "application/x-www-form-urlencoded" || len(head.Peek(fasthttp.HeaderContentEncoding)) > 0 {
		return false
	}
	charset, said := parameters["charset"]
	return !said || strings.EqualFold(charset, "utf-8")
}

// isSameOrigin reports whether a form is ours as far as the browser says: not one that another site made it send. Browsers that say nothing, and
// those that hide the origin because our pages ask for no referrer (Fetch, section 3.2), are left to the token.
func isSameOrigin(head *fasthttp.RequestHeader) bool {
	switch string(head.Peek("Sec-Fetch-Site")) {
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

// sentReport is what a form says.
type sentReport struct {
	corpus.Report
	token string
}

// parseReportForm reads the body of a form. Each field that the form has must be there once; whatever else is there is not looked at.
func parseReportForm(body []byte) (sent sentReport, ok bool) {
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
	sent.Message = cleanMessage(sent.Message)
	return sent, true
}

// cleanMessage returns a message without control characters; its lines end as they do in Unix, and white space around it is gone.
func cleanMessage(message string) string {
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

// checkMessage returns what is wrong with a message that is clean: messageEmpty, messageTooLong or nil.
func checkMessage(message string) error {
	switch {
	case !strings.ContainsFunc(message, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }):
		return messageEmpty
	case utf8.RuneCountInString(message) > render.MaxMessage:
		return messageTooLong
	}
	return nil
}
