package signin

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/securecookie"
	"golang.org/x/oauth2"

	"github.com/parlance/parlance/app/internal/minutelimit"
	"github.com/parlance/parlance/app/workbench/team"
)

// How long things last.
const (
	SessionLength = 8 * time.Hour    // after a sign-in
	FreshLength   = 5 * time.Minute  // after the provider asked who somebody is, for what asks for a fresh sign-in
	attemptLength = 10 * time.Minute // from leaving for the provider to coming back
	maxSkew       = time.Minute      // by which the clocks of this machine and the provider may differ
)

// The addresses of the workbench that belong to signing in.
const (
	Path         = "/sign-in"          // GET; ?to= is where to go then, ?fresh asks the provider to ask again who somebody is
	CallbackPath = "/sign-in/callback" // GET; the redirect address to register at the provider, behind the origin
	OutPath      = "/sign-out"         // POST
)

// Options say who signs people in, and where.
type Options struct {
	Issuer   string // of the provider, exactly as its configuration writes it: https, or http on this machine
	ClientID string
	Secret   string // of the client; "" for a public client, which PKCE alone protects
	Origin   string // what stands before every address of the workbench, for example https://work.example.org, without a path
	Key      Key    // seals the cookies

	Team *team.File
	Log  *slog.Logger // gets a line for each sign-in and each refusal; nil for none

	Now       func() time.Time  // nil for time.Now
	Transport http.RoundTripper // how the provider is reached; nil for http.DefaultTransport
}

// SignIn signs people in. It is safe for concurrent use.
type SignIn struct {
	options  Options
	secure   bool // cookies are sent over TLS alone
	seal     *securecookie.SecureCookie
	client   *http.Client
	attempts minutelimit.Limit[netip.Prefix]
	ended    endedSessions
	asking   chan struct{} // has an element for each question to the provider that is under way

	mu       sync.Mutex
	provider *provider // nil until it has told its addresses
	failed   error     // why it did not
	retry    time.Time // when it is asked again
}

// New returns a sign-in. The error says which option is wrong; the provider is not asked for anything yet.
func New(o Options) (*SignIn, error) {
	origin, err := url.Parse(o.Origin)
	if err != nil || origin.Host == "" || origin.Path != "" || origin.Scheme != "https" && !(origin.Scheme == "http" && isLoopback(origin.Hostname())) {
		return nil, fmt.Errorf("the workbench's address %q is none that somebody can sign in at: write it like https://work.example.org, without a path; http is for this machine alone", o.Origin)
	}
	issuer, err := url.Parse(o.Issuer)
	if err != nil || issuer.Host == "" || issuer.RawQuery != "" || issuer.Fragment != "" || issuer.Scheme != "https" && !(issuer.Scheme == "http" && isLoopback(issuer.Hostname())) {
		return nil, fmt.Errorf("the issuer %q is none: write it like https://login.example.org, as the provider's documents have it", o.Issuer)
	}
	if o.ClientID == "" {
		return nil, errors.New("the provider gives every program that signs people in an id: name it with --oidc-client-id")
	}
	seal, err := o.Key.seal()
	if err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &SignIn{options: o, secure: origin.Scheme == "https", seal: seal, asking: make(chan struct{}, maxAsking)}
	s.client = newClient(o.Transport)
	return s, nil
}

// Routes declares the addresses of signing in and out. They stand behind what holds for every address of the workbench: the rule of the host, and [SameOrigin].
func (s *SignIn) Routes(r fiber.Router) {
	r.Get(Path, s.begin)
	r.Get(CallbackPath, s.callback)
	r.Post(OutPath, s.out)
}

// Who returns who asks, with the rights of this moment. The error is a [Refusal]: [ErrSignedOut] with 401 where nobody is signed in, or the session is
// over, and 403 where the account is not in the team.
func (s *SignIn) Who(c *fiber.Ctx) (team.Person, error) {
	now, err := s.session(c)
	if err != nil {
		return team.Person{}, refuse(fiber.StatusUnauthorized, ErrSignedOut, Address(shown(c)))
	}
	person, err := s.options.Team.Find(now.identity())
	if err != nil {
		return team.Person{}, notInTeam(now.identity(), err)
	}
	return person, nil
}

// shown returns the address of the page that somebody sees: of a form, the one that it was sent from.
func shown(c *fiber.Ctx) string {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		return c.OriginalURL()
	}
	if from, err := url.Parse(c.Get(fiber.HeaderReferer)); err == nil && from.Host == string(c.Context().Request.Header.Host()) {
		return from.RequestURI()
	}
	return c.OriginalURL()
}

// Team returns the file that says who may do what.
func (s *SignIn) Team() *team.File { return s.options.Team }

// Fresh returns nil where the provider has asked who sits at this browser within the last [FreshLength], else a [Refusal] with 403 that leads to a fresh sign-in
// and from there to an address of the workbench.
func (s *SignIn) Fresh(c *fiber.Ctx, to string) error {
	now, err := s.session(c)
	age := s.options.Now().Sub(time.Unix(now.AuthTime, 0))
	if err != nil || now.AuthTime == 0 || age > FreshLength || age < -maxSkew {
		return refuse(fiber.StatusForbidden, ErrNotFresh, Address(to)+"&fresh=1")
	}
	return nil
}

// Address returns the address of the sign-in that leads to an address of the workbench then.
func Address(to string) string { return Path + "?to=" + url.QueryEscape(localAddress(to)) }

// localAddress returns an address of the workbench, "/" for one that leads anywhere else.
func localAddress(to string) string {
	u, err := url.Parse(to)
	if err != nil || len(to) > maxAddress || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") ||
		u.Host != "" || u.Scheme != "" || u.Path == Path || u.Path == OutPath || strings.HasPrefix(u.Path, Path+"/") {
		return "/"
	}
	return to
}

const maxAddress = 1000 // bytes of an address to go to after the sign-in

// begin leads to the provider.
func (s *SignIn) begin(c *fiber.Ctx) error {
	if err := s.admit(c); err != nil {
		return err
	}
	p, err := s.discover()
	if err != nil {
		s.refused(c, "the provider cannot be asked", err)
		return refuse(fiber.StatusServiceUnavailable, ErrProvider, Address(c.Query("to")))
	}
	a := attempt{State: oauth2.GenerateVerifier(), Nonce: oauth2.GenerateVerifier(), Verifier: oauth2.GenerateVerifier(),
		To: localAddress(c.Query("to")), Fresh: c.Query("fresh") != "", Began: s.options.Now().Unix()}
	if err := s.setCookie(c, attemptCookie, a, attemptLength); err != nil {
		a.To = "/" // a cookie can hold no address of any length
		if err := s.setCookie(c, attemptCookie, a, attemptLength); err != nil {
			return err
		}
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if a.Fresh {
		options = append(options, oauth2.SetAuthURLParam("max_age", "0"), oauth2.SetAuthURLParam("prompt", "login"))
	}
	return c.Redirect(p.oauth2.AuthCodeURL(a.State, options...), fiber.StatusSeeOther)
}

// out ends the session of this browser.
func (s *SignIn) out(c *fiber.Ctx) error {
	if now, err := s.session(c); err == nil {
		s.ended.add(now, s.options.Now())
		person, _ := s.options.Team.Find(now.identity())
		person.Name = cmp.Or(person.Name, now.Name)
		team.Audit(s.options.Log, person, "signed out")
	}
	s.clearCookie(c, sessionCookie)
	c.Set("Clear-Site-Data", `"storage"`) // what was typed and not saved is nobody else's (W3C Clear Site Data)
	return c.Redirect("/", fiber.StatusSeeOther)
}
