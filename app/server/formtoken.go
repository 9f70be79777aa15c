package server

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"github.com/parlance/parlance/app/site"
)

// sealHours is how many hours a form may stay open.
const sealHours = 12

// seal makes the tokens of forms. Its key is the process's own: after a restart the forms that are open are shown once more.
type seal struct{ key [32]byte }

func newSeal() (s seal) {
	_, _ = rand.Read(s.key[:]) // never fails
	return s
}

// facts are what a token stands for: one part as it was shown.
type facts struct{ page, locale, key, state, source, text string }

// sealed gives what the token of a report stands for.
func sealed(r site.Report) facts {
	return facts{r.Page, r.Locale, r.Key, r.State, r.SourceHash, r.TextHash}
}

// token gives the token for facts in the hour of now.
func (s *seal) token(f facts, now time.Time) string { return s.at(f, now.Unix()/3600) }

func (s *seal) at(f facts, hour int64) string {
	mac := hmac.New(sha256.New, s.key[:])
	for _, part := range []string{f.page, f.locale, f.key, f.state, f.source, f.text} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		mac.Write(size[:])
		mac.Write([]byte(part))
	}
	number := strconv.FormatInt(hour, 10)
	mac.Write([]byte(number))
	return number + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// knows tells whether a token was made for these facts by this process, not too long ago.
func (s *seal) knows(token string, f facts, now time.Time) bool {
	number, _, _ := strings.Cut(token, ".")
	hour, err := strconv.ParseInt(number, 10, 64)
	age := now.Unix()/3600 - hour
	return err == nil && age >= 0 && age <= sealHours && hmac.Equal([]byte(token), []byte(s.at(f, hour)))
}
