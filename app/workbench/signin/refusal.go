package signin

import (
	"errors"
	"fmt"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/workbench/team"
)

// What a person is told, and what to do.
var (
	ErrSignedOut  = errors.New("you are not signed in, or your sign-in has expired: sign in; what you have typed is kept here")
	ErrNotFresh   = errors.New("this page is critical: sign in once more, so that nobody signs in your name, and then sign the text")
	ErrProvider   = errors.New("the sign-in service does not answer: try again in a minute; if that goes on, tell who runs this server")
	ErrNoAttempt  = errors.New("this sign-in is over or was begun in another window: sign in again")
	ErrDeclined   = errors.New("the sign-in service did not let you in: sign in again, or ask who runs it")
	ErrToken      = errors.New("what the sign-in service answered cannot be trusted, so nobody was signed in: sign in again; if that goes on, tell who runs this server")
	ErrTooMany    = errors.New("too many sign-ins from your network: wait a minute and try again")
	ErrTeamFile   = errors.New("the team file could not be read or written, so nobody was signed in: tell an admin")
	ErrForeign    = errors.New("this request comes from another site, and was not done: go to the workbench and do it there")
	ErrWrongHost  = errors.New("the workbench has no such name: use the address that you were given")
	errNoKey      = errors.New("the key of the sessions is not 64 bytes")
	errNoIDToken  = errors.New("there is no id_token in the answer")
	errNonce      = errors.New("the token has another nonce")
	errAuthorized = errors.New("the token was issued to another client (azp)")
	errIssuer     = errors.New("the answer names another issuer (iss)")
	errFuture     = errors.New("the token is from the future: compare the clocks of this machine and the provider")
	errAuthTime   = errors.New("the token does not say that the provider asked who it is now (auth_time)")
)

// Refusal is why somebody may not do something, to be shown as a page.
type Refusal struct {
	Status  int    // of HTTP
	Err     error  // what the person is told
	Details string // further, for who helps them; "" for none
	Link    string // where they go on, an address of the workbench; "" for none
}

// Error returns what the person is told.
func (r *Refusal) Error() string {
	if r.Details == "" {
		return r.Err.Error()
	}
	return r.Err.Error() + " (" + r.Details + ")"
}

// Unwrap returns what the person is told, to be compared with the errors of this package and those of package team.
func (r *Refusal) Unwrap() error { return r.Err }

func refuse(status int, err error, link string) *Refusal {
	return &Refusal{Status: status, Err: err, Link: link}
}

// notInTeam tells somebody what an admin has to write into the team file.
func notInTeam(id team.Identity, err error) *Refusal {
	r := refuse(fiber.StatusForbidden, err, Path)
	if errors.Is(err, team.ErrNotInTeam) {
		r.Details = fmt.Sprintf("issuer = %q, subject = %q", id.Issuer, id.Subject)
	}
	return r
}
