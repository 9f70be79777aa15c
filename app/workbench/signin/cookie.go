package signin

import (
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/securecookie"

	"github.com/parlance/parlance/app/workbench/team"
)

// The cookies. Over TLS their names begin with hostPrefix, which browsers take from no other host and over nothing else (RFC 6265bis, section 4.1.3.2).
const (
	sessionCookie = "parlance-session"
	attemptCookie = "parlance-sign-in"
	hostPrefix    = "__Host-"
)

// session is what the cookie of somebody who is signed in holds.
type session struct {
	Issuer   string `json:"iss"`
	Subject  string `json:"sub"`
	Name     string `json:"name"`      // that the provider shows
	AuthTime int64  `json:"auth_time"` // when the provider asked who it is; 0 where it did not say
	Began    int64  `json:"began"`     // seconds, as all times
	ID       string `json:"id"`        // random: tells sessions of one account apart that began in one second
}

func (s session) identity() team.Identity {
	return team.Identity{Issuer: s.Issuer, Subject: s.Subject, Name: s.Name}
}

// attempt is what the cookie of somebody who has left for the provider holds.
type attempt struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"` // RFC 7636
	To       string `json:"to"`
	Fresh    bool   `json:"fresh"`
	Began    int64  `json:"began"`
}

// Key seals cookies: 64 random bytes, of which half authenticate (HMAC-SHA-256) and half encrypt (AES-256).
type Key []byte

const keyLength = 64

// NewKey returns a random key.
func NewKey() Key { return securecookie.GenerateRandomKey(keyLength) }

func (k Key) seal() (*securecookie.SecureCookie, error) {
	if len(k) != keyLength {
		return nil, errNoKey
	}
	seal := securecookie.New(k[:keyLength/2], k[keyLength/2:]).SetSerializer(securecookie.JSONEncoder{})
	return seal.MaxAge(0), nil // what is sealed says itself how long it lasts, by the clock of [Options]
}

func (s *SignIn) cookieName(name string) string {
	if s.secure {
		return hostPrefix + name
	}
	return name
}

// setCookie seals a value into a cookie that lasts so long by the browser's count: Max-Age, so that its clock does not matter.
func (s *SignIn) setCookie(c *fiber.Ctx, name string, value any, length time.Duration) error {
	name = s.cookieName(name)
	sealed, err := s.seal.Encode(name, value)
	if err != nil {
		return err
	}
	c.Cookie(&fiber.Cookie{Name: name, Value: sealed, Path: "/", MaxAge: int(length / time.Second), Secure: s.secure, HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode})
	return nil
}

func (s *SignIn) clearCookie(c *fiber.Ctx, name string) {
	c.Cookie(&fiber.Cookie{Name: s.cookieName(name), Path: "/", Expires: time.Unix(1, 0), Secure: s.secure, HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode})
}

// opened reads a cookie. One that somebody else sealed, or that was sealed under another name, is an error.
func (s *SignIn) opened(c *fiber.Ctx, name string, value any) error {
	name = s.cookieName(name)
	return s.seal.Decode(name, c.Cookies(name), value)
}

// lasts returns [ErrSignedOut] for what began longer ago than it lasts, or in the future.
func (s *SignIn) lasts(began int64, length time.Duration) error {
	if age := s.options.Now().Sub(time.Unix(began, 0)); age >= length || age < -maxSkew {
		return ErrSignedOut
	}
	return nil
}

// session returns the session of a request. The zero session comes with an error.
func (s *SignIn) session(c *fiber.Ctx) (session, error) {
	return s.sessionIn(func(name string) string { return c.Cookies(name) })
}

// SignedIn reports whether cookies, which are read by their names, hold a session that lasts. Whether the account is in the team it does not say.
func (s *SignIn) SignedIn(cookie func(name string) string) bool {
	_, err := s.sessionIn(cookie)
	return err == nil
}

func (s *SignIn) sessionIn(cookie func(name string) string) (session, error) {
	var now session
	name := s.cookieName(sessionCookie)
	if err := s.seal.Decode(name, cookie(name), &now); err != nil {
		return session{}, err
	}
	if err := s.lasts(now.Began, SessionLength); err != nil {
		return session{}, err
	}
	if now.Issuer != s.options.Issuer || now.Subject == "" || s.ended.has(now) { // of a provider that the operator no longer names, or of somebody who has signed out
		return session{}, ErrSignedOut
	}
	return now, nil
}
