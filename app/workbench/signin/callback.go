package signin

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/oauth2"

	"github.com/parlance/parlance/app/workbench/team"
)

// callback takes who comes back from the provider in, or says why not. An attempt is over with its first answer, whatever becomes of it.
func (s *SignIn) callback(c *fiber.Ctx) error {
	if err := s.admit(c); err != nil {
		return err
	}
	var a attempt
	err := s.opened(c, attemptCookie, &a)
	if err == nil {
		err = s.lasts(a.Began, attemptLength)
	}
	if state := c.Query("state"); err != nil || subtle.ConstantTimeCompare([]byte(state), []byte(a.State)) != 1 {
		if _, err := s.session(c); err == nil { // the back button, or another window was faster
			return c.Redirect("/", fiber.StatusSeeOther)
		}
		s.refused(c, "no such attempt", ErrNoAttempt)
		return refuse(fiber.StatusBadRequest, ErrNoAttempt, Path)
	}
	s.clearCookie(c, attemptCookie)
	again := Address(a.To)
	if code := c.Query("error"); code != "" {
		s.refused(c, "the provider declined", fmt.Errorf("%.60q", code))
		return refuse(fiber.StatusForbidden, ErrDeclined, again)
	}
	select {
	case s.asking <- struct{}{}:
		defer func() { <-s.asking }()
	default:
		return refuse(fiber.StatusServiceUnavailable, ErrProvider, again)
	}
	ctx, cancel := context.WithTimeout(s.asks(context.Background()), askingTime)
	defer cancel()
	p, err := s.discover()
	if err != nil {
		s.refused(c, "the provider cannot be asked", err)
		return refuse(fiber.StatusServiceUnavailable, ErrProvider, again)
	}
	now, id, err := s.verify(ctx, p, a, strings.Clone(c.Query("code")), c.Query("iss"))
	if isAway(err) {
		s.refused(c, "the provider does not answer", err)
		return refuse(fiber.StatusServiceUnavailable, ErrProvider, again)
	} else if err != nil {
		s.refused(c, "the answer of the provider is not to be trusted", err)
		return refuse(fiber.StatusForbidden, ErrToken, again)
	}
	return s.enter(ctx, c, now, id, a.To)
}

// isAway reports whether an error of asking the provider is that it does not answer, or has trouble of its own.
func isAway(err error) bool {
	if answer, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		return answer.Response != nil && answer.Response.StatusCode >= 500
	}
	_, unreached := errors.AsType[*url.Error](err)
	return unreached
}

// enter gives an account its session. An account that is not in the team gets one too: it is told at every request what an admin has to do.
func (s *SignIn) enter(ctx context.Context, c *fiber.Ctx, now session, id team.Identity, to string) error {
	person, err := s.options.Team.SignIn(ctx, id)
	expected := errors.Is(err, team.ErrNotInTeam) || errors.Is(err, team.ErrOtherAccount)
	if err != nil && !expected {
		s.refused(c, "the team file cannot be read or written", err)
		return refuse(fiber.StatusServiceUnavailable, ErrTeamFile, Address(to))
	}
	if err := s.setCookie(c, sessionCookie, now, SessionLength); err != nil {
		return err
	}
	if err != nil {
		team.Audit(s.options.Log, team.Person{}, "signed in without being in the team", "issuer", id.Issuer, "subject", id.Subject, "because", err.Error())
		return notInTeam(id, err)
	}
	team.Audit(s.options.Log, person, "signed in", "issuer", id.Issuer, "subject", id.Subject)
	return c.Redirect(to, fiber.StatusSeeOther)
}

// claims are those of an ID token, or of the userinfo endpoint, that count here.
type claims struct {
	Subject    string  `json:"sub"`
	Name       string  `json:"name"`
	Mail       string  `json:"email"`
	Verified   verdict `json:"email_verified"`
	AuthTime   int64   `json:"auth_time"`
	Authorized string  `json:"azp"`
}

// verdict is a boolean, which some providers write as a text.
type verdict bool

// UnmarshalJSON implements [encoding/json.Unmarshaler]. What is neither true nor "true" is false.
func (v *verdict) UnmarshalJSON(data []byte) error {
	*v = string(data) == "true" || string(data) == `"true"`
	return nil
}

// verify exchanges a code for a token, and returns the session and the account that it stands for (OpenID Connect Core 1.0, section 3.1.3.7).
func (s *SignIn) verify(ctx context.Context, p *provider, a attempt, code, iss string) (now session, id team.Identity, err error) {
	if iss != "" && iss != s.options.Issuer || iss == "" && p.namesIss {
		return now, id, errIssuer
	}
	answer, err := p.oauth2.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return now, id, err
	}
	raw, ok := answer.Extra("id_token").(string)
	if !ok {
		return now, id, errNoIDToken
	}
	token, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return now, id, err
	}
	var own claims
	if err := token.Claims(&own); err != nil {
		return now, id, err
	}
	clock := s.options.Now()
	switch {
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(a.Nonce)) != 1:
		return now, id, errNonce
	case own.Authorized != "" && own.Authorized != s.options.ClientID, len(token.Audience) > 1 && own.Authorized == "":
		return now, id, errAuthorized
	case token.Subject == "" || len(token.Subject) > 255: // the section that defines sub
		return now, id, errors.New("the token has no subject that an account could have")
	case token.IssuedAt.Sub(clock) > maxSkew || time.Unix(own.AuthTime, 0).Sub(clock) > maxSkew:
		return now, id, errFuture
	case a.Fresh && own.AuthTime < a.Began-int64(maxSkew/time.Second):
		return now, id, errAuthTime
	}
	id = team.Identity{Issuer: s.options.Issuer, Subject: token.Subject}
	if _, err := s.options.Team.Find(id); err != nil && own.Mail == "" && p.oidc.UserInfoEndpoint() != "" {
		more, err := s.userinfo(ctx, p, answer, token.Subject)
		if err != nil {
			return now, id, err
		}
		own.Mail, own.Verified, own.Name = more.Mail, more.Verified, cmp.Or(own.Name, more.Name)
	}
	id.Name = plainName(own.Name)
	if own.Verified {
		id.Mail = own.Mail
	}
	now = session{Issuer: id.Issuer, Subject: id.Subject, Name: id.Name, AuthTime: own.AuthTime, Began: clock.Unix(), ID: rand.Text()}
	return now, id, nil
}

// userinfo asks for what the ID token does not say. What is said of another subject is not taken (section 5.3.2).
func (s *SignIn) userinfo(ctx context.Context, p *provider, answer *oauth2.Token, subject string) (more claims, err error) {
	info, err := p.oidc.UserInfo(ctx, oauth2.StaticTokenSource(answer))
	if err != nil {
		return more, err
	}
	if err := info.Claims(&more); err != nil {
		return more, err
	}
	if info.Subject != subject || more.Subject != subject {
		return claims{}, errors.New("userinfo is about another subject")
	}
	return more, nil
}

// plainName returns a name as it can stand in a cookie and in a ledger: on one line, without what cannot be seen.
func plainName(name string) string {
	name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, ""))), " ")
	runes := []rune(name)
	return string(runes[:min(len(runes), 100)])
}
