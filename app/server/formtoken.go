package server

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/parlance/parlance/app/corpus"
)

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
