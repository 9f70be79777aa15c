package signin

import (
	"strings"
	"testing"
)

// The provider may be down when the workbench starts, and later; what it told is asked for once.
func TestAProviderThatIsDownIsAskedAgain(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.provider.down = true
	for range 3 {
		if in := w.do("GET", Path); in.status != 503 || !strings.HasPrefix(in.body, ErrProvider.Error()) || in.link == "" {
			t.Errorf("got %+v", in)
		}
	}
	w.provider.down = false
	if in := w.do("GET", Path); in.status != 503 {
		t.Errorf("it is asked at every request: %+v", in)
	}
	w.later(discoverWait)
	for range 3 {
		if in := w.enter(Path); in.status != 303 {
			t.Errorf("got %+v", in)
		}
	}
	if asked := w.provider.asked.Load(); asked != 1 {
		t.Errorf("it was asked %d times", asked)
	}
	w.provider.down = true
	if who := w.do("GET", "/who"); who.status != 200 {
		t.Errorf("who is signed in already: %+v", who)
	}
}

func TestAProviderThatNamesAnotherIssuerOrPlainAddressesIsRefused(t *testing.T) {
	for name, value := range map[string]string{"issuer": "https://other.example", "token_endpoint": "http://login.example.org/token", "jwks_uri": "http://login.example.org/keys",
		"authorization_endpoint": "javascript:alert(1)"} {
		w := newWorkbench(t, origin, nil)
		w.provider.metadata[name] = value
		if in := w.do("GET", Path); in.status != 503 {
			t.Errorf("%s: got %+v", name, in)
		}
	}
}

// Who comes back while the provider has trouble is told so, and not that it cannot be trusted.
func TestAProviderThatGoesDownDuringASignIn(t *testing.T) {
	for name, breakIt := range map[string]func(*fakeProvider){"5xx": func(p *fakeProvider) { p.down = true }, "closed": func(p *fakeProvider) { p.Close() }} {
		w := newWorkbench(t, origin, nil)
		back := w.leave(Path)
		breakIt(w.provider)
		if in := w.do("GET", back); in.status != 503 || !strings.HasPrefix(in.body, ErrProvider.Error()) || in.link == "" || len(w.cookies) != 0 {
			t.Errorf("%s: got %+v", name, in)
		}
	}
}
