package signin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// The bounds of asking the provider (law 8).
const (
	askingTime   = 10 * time.Second // for one question
	maxAsking    = 16               // sign-ins that are being completed at one time
	maxAnswer    = 1 << 20          // bytes
	discoverWait = 5 * time.Second  // after a provider that did not tell its addresses
)

// provider is what the provider has told of itself (OpenID Connect Discovery 1.0).
type provider struct {
	oidc     *oidc.Provider
	oauth2   oauth2.Config
	verifier *oidc.IDTokenVerifier
	namesIss bool // each answer names the issuer (RFC 9207)
}

// discover returns what the provider tells of itself, which is asked for once.
func (s *SignIn) discover() (*provider, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.provider != nil {
		return s.provider, nil
	}
	if s.failed != nil && s.options.Now().Before(s.retry) {
		return nil, s.failed
	}
	s.provider, s.failed = s.askForMetadata()
	s.retry = s.options.Now().Add(discoverWait)
	return s.provider, s.failed
}

func (s *SignIn) askForMetadata() (*provider, error) {
	found, err := oidc.NewProvider(s.asks(context.Background()), s.options.Issuer)
	if err != nil {
		return nil, err
	}
	var more struct {
		NamesIss    bool     `json:"authorization_response_iss_parameter_supported"`
		AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
		Keys        string   `json:"jwks_uri"`
	}
	if err := found.Claims(&more); err != nil {
		return nil, err
	}
	endpoint := found.Endpoint()
	for _, address := range []string{endpoint.AuthURL, endpoint.TokenURL, more.Keys} {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
			return nil, fmt.Errorf("the provider names the address %q, which is not https", address)
		}
	}
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if s.options.Secret == "" || len(more.AuthMethods) > 0 && !slices.Contains(more.AuthMethods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	p := &provider{oidc: found, namesIss: more.NamesIss}
	p.oauth2 = oauth2.Config{ClientID: s.options.ClientID, ClientSecret: s.options.Secret, Endpoint: endpoint,
		RedirectURL: s.options.Origin + CallbackPath, Scopes: []string{oidc.ScopeOpenID, oidc.ScopeProfile, oidc.ScopeEmail}}
	p.verifier = found.Verifier(&oidc.Config{ClientID: s.options.ClientID, Now: func() time.Time { return s.options.Now().Add(-maxSkew) }})
	return p, nil
}

// asks returns a context in which the provider is asked through the bounds of this package.
func (s *SignIn) asks(ctx context.Context) context.Context { return oidc.ClientContext(ctx, s.client) }

// newClient returns the client that asks a provider. It follows no redirect: the addresses are the provider's own, and what is sent there is secret.
func newClient(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &http.Client{Timeout: askingTime, Transport: bounded{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// bounded reads at most maxAnswer bytes of an answer.
type bounded struct{ http.RoundTripper }

var errTooLong = errors.New("the answer of the provider is longer than any that it should give")

// RoundTrip implements [http.RoundTripper].
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = &boundedBody{answer.Body, maxAnswer}
	}
	return answer, err
}

type boundedBody struct {
	io.ReadCloser
	left int
}

// Read implements [io.Reader].
func (b *boundedBody) Read(to []byte) (int, error) {
	n, err := b.ReadCloser.Read(to)
	if b.left -= n; b.left < 0 {
		return 0, errTooLong
	}
	return n, err
}

// reason returns an error of asking the provider as it may stand in the log: no body of an answer, which may hold a secret, and no more than a line.
func reason(err error) string {
	if answer, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		status := 0
		if answer.Response != nil {
			status = answer.Response.StatusCode
		}
		return fmt.Sprintf("the token endpoint answered %d %.60q", status, answer.ErrorCode)
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line[:min(len(line), 300)]
}
