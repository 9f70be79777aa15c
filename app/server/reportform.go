package server

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
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
	if site := string(head.Peek("Sec-Fetch-Site")); !slices.Contains([]string{"", "same-origin", "none"}, site) {
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

// tokenHours is how many hours a form may stay open.
const tokenHours = 12

// tokenKey makes the tokens of forms. It is the process's own: after a restart the forms that are open are shown once more.
type tokenKey [32]byte

func newTokenKey() (k tokenKey) {
	_, _ = rand.Read(k[:]) // never fails
	return k
}

// tokenSubject is what a token stands for: one part as it was shown.
type tokenSubject struct{ page, locale, key, state, source, text string }

// subjectOf returns what the token of a report stands for.
func subjectOf(r corpus.Report) tokenSubject {
	return tokenSubject{r.Page, r.Locale, r.Key, r.State, r.SourceHash, r.TextHash}
}

// token returns the token for a subject in the hour of now: the number of the hour, and a MAC of subject and hour (RFC 2104).
func (k *tokenKey) token(subject tokenSubject, now time.Time) string {
	hour := now.Unix() / 3600
	mac := hmac.New(sha256.New, k[:])
	fmt.Fprintf(mac, "%d %q", hour, subject) // quoted, so that no two subjects are written alike
	return strconv.FormatInt(hour, 10) + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// valid reports whether a token was made for a subject by this process, not too long ago.
func (k *tokenKey) valid(token string, subject tokenSubject, now time.Time) bool {
	number, _, _ := strings.Cut(token, ".")
	hour, err := strconv.ParseInt(number, 10, 64)
	age := now.Unix()/3600 - hour
	return err == nil && age >= 0 && age <= tokenHours && hmac.Equal([]byte(token), []byte(k.token(subject, time.Unix(hour*3600, 0))))
}
