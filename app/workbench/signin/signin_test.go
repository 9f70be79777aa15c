package signin

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const origin = "https://work.example.org"

func TestSignInLeadsToThePageThatAskedForItAndSignOutEndsIt(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	first := w.do("GET", "/who?x=1")
	if first.status != 401 || first.link != "/sign-in?to=%2Fwho%3Fx%3D1" {
		t.Fatalf("signed out: got %+v", first)
	}
	if in := w.enter(first.link); in.status != 303 || in.header != "/who?x=1" {
		t.Fatalf("got %+v\n%s", in, w.log.String())
	}
	if who := w.do("GET", "/who"); who.status != 200 || who.body != "Ada" {
		t.Errorf("got %+v", who)
	}
	for _, raw := range w.set {
		if !strings.HasPrefix(raw, "__Host-parlance-") || !strings.Contains(raw, "; path=/; ") || strings.Contains(strings.ToLower(raw), "domain") ||
			!strings.Contains(raw, "; HttpOnly; secure; SameSite=Lax") {
			t.Errorf("got the cookie %s", raw)
		}
	}
	if out := w.do("GET", OutPath); out.status != 405 {
		t.Errorf("a link signs out: %+v", out)
	}
	if out := w.do("POST", OutPath, "Sec-Fetch-Site", "same-origin"); out.status != 303 || len(w.cookies) != 0 {
		t.Errorf("got %+v, %v", out, w.cookies)
	}
	if who := w.do("GET", "/who"); who.status != 401 {
		t.Errorf("signed out: got %+v", who)
	}
	for _, line := range []string{`who=Ada what="signed in"`, `who=Ada what="signed out"`} {
		if !strings.Contains(w.log.String(), line) {
			t.Errorf("the log has no %s:\n%s", line, w.log.String())
		}
	}
}

func TestAnAttemptIsForOneBrowserOnceAndForTenMinutes(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	back := w.leave(Path)
	for _, wrong := range []string{with(back, "state", "other"), with(back, "state", ""), CallbackPath, with(back, "state", strings.Repeat("a", 3000))} {
		if in := w.do("GET", wrong); in.status != 400 || !strings.HasPrefix(in.body, ErrNoAttempt.Error()) || in.link != Path {
			t.Errorf("%.200s: got %+v", wrong, in)
		}
	}
	attempt := w.cookies["__Host-parlance-sign-in"]
	w.cookies = map[string]string{}
	if in := w.do("GET", back); in.status != 400 {
		t.Errorf("another browser: got %+v", in)
	}
	w.cookies["__Host-parlance-sign-in"] = attempt
	if in := w.do("GET", back); in.status != 303 {
		t.Fatalf("got %+v\n%s", in, w.log.String())
	}
	if in := w.do("GET", back); in.status != 303 || in.header != "/" {
		t.Errorf("the back button of who is signed in: got %+v", in)
	}
	w.cookies = map[string]string{"__Host-parlance-sign-in": attempt}
	if in := w.do("GET", back); in.status != 403 || strings.Contains(in.body+w.log.String(), "leak-of-the-provider") {
		t.Errorf("a code that was used: got %+v\n%s", in, w.log.String())
	}
	back = w.leave(Path)
	w.later(attemptLength)
	if in := w.do("GET", back); in.status != 400 {
		t.Errorf("after ten minutes: got %+v", in)
	}
	if in := w.do("GET", with(with(w.leave(Path), "code", ""), "error", "access_denied")); in.status != 403 || !strings.HasPrefix(in.body, ErrDeclined.Error()) {
		t.Errorf("declined: got %+v", in)
	}
}

func TestAnAnswerThatNamesAnotherIssuerIsRefused(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	if in := w.do("GET", with(w.leave(Path), "iss", "https://other.example")); in.status != 403 {
		t.Errorf("got %+v", in)
	}
	w = newWorkbench(t, origin, nil)
	w.provider.metadata["authorization_response_iss_parameter_supported"] = true
	if in := w.enter(Path); in.status != 403 {
		t.Errorf("an issuer that is not named, though the provider names it: got %+v", in)
	}
	if in := w.do("GET", with(w.leave(Path), "iss", w.provider.URL)); in.status != 303 {
		t.Errorf("got %+v", in)
	}
}

func invited(string) string {
	return "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\ntranslator = [\"de\"]\n"
}

func TestOnlyAVerifiedAddressInvites(t *testing.T) {
	for name, c := range map[string]struct {
		claims, userinfo map[string]any
		in               bool
	}{
		"verified":               {map[string]any{"email": "ada@example.org", "email_verified": true}, nil, true},
		"verified, as a text":    {map[string]any{"email": "ada@example.org", "email_verified": "true"}, nil, true},
		"not verified":           {map[string]any{"email": "ada@example.org", "email_verified": false}, nil, false},
		"not verified, as text":  {map[string]any{"email": "ada@example.org", "email_verified": "false"}, nil, false},
		"nothing said":           {map[string]any{"email": "ada@example.org"}, nil, false},
		"a number":               {map[string]any{"email": "ada@example.org", "email_verified": 1}, nil, false},
		"another address":        {map[string]any{"email": "eve@example.org", "email_verified": true}, nil, false},
		"userinfo":               {nil, map[string]any{"sub": "1", "email": "ada@example.org", "email_verified": true}, true},
		"userinfo, not verified": {nil, map[string]any{"sub": "1", "email": "ada@example.org"}, false},
		"userinfo of another":    {nil, map[string]any{"sub": "2", "email": "ada@example.org", "email_verified": true}, false},
		"of two sources":         {map[string]any{"email_verified": true}, map[string]any{"sub": "1", "email": "ada@example.org"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkbench(t, origin, invited)
			for k, v := range c.claims {
				w.provider.claims[k] = v
			}
			w.provider.userinfo = c.userinfo
			in := w.enter(Path)
			who := w.do("GET", "/who")
			if got := in.status == 303 && who.status == 200 && who.body == "Ada"; got != c.in || !got && (in.status != 403 || who.status == 200) {
				t.Errorf("got %+v, %+v\n%s", in, who, w.log.String())
			}
		})
	}
}

func TestCriticalPagesAskForAFreshSignIn(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.enter(Path)
	first := w.do("POST", "/sign", "Sec-Fetch-Site", "same-origin")
	if first.status != 403 || first.link != "/sign-in?to=%2Fde%2Fsafety&fresh=1" {
		t.Fatalf("got %+v", first)
	}
	away := w.do("GET", first.link)
	if u, _ := url.Parse(away.header); u.Query().Get("max_age") != "0" || u.Query().Get("prompt") != "login" {
		t.Errorf("got %+v", away)
	}
	w.provider.claims["auth_time"] = start - 3600
	if in := w.enter(first.link); in.status != 403 || !strings.HasPrefix(in.body, ErrToken.Error()) {
		t.Errorf("the provider did not ask again: got %+v", in)
	}
	delete(w.provider.claims, "auth_time")
	if in := w.enter(first.link); in.status != 303 || in.header != "/de/safety" {
		t.Fatalf("got %+v\n%s", in, w.log.String())
	}
	if signed := w.do("POST", "/sign", "Sec-Fetch-Site", "same-origin"); signed.status != 200 {
		t.Errorf("got %+v", signed)
	}
	w.later(FreshLength + time.Second)
	if late := w.do("POST", "/sign", "Sec-Fetch-Site", "same-origin"); late.status != 403 {
		t.Errorf("six minutes later: got %+v", late)
	}
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	for _, to := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/a\r\nb", "evil", "", "/sign-in", "/sign-out",
		"/sign-in/callback?state=1", "/" + strings.Repeat("a", 2000), "/%zz", "/\tevil.example", "http:///evil.example"} {
		w := newWorkbench(t, origin, nil)
		if in := w.enter(Path + "?to=" + url.QueryEscape(to)); in.status != 303 || in.header != "/" {
			t.Errorf("%.100q: got %+v", to, in)
		}
	}
	w := newWorkbench(t, origin, nil)
	if in := w.enter(Path + "?to=" + url.QueryEscape("/"+strings.Repeat("&", 900))); in.status != 303 || in.header != "/" {
		t.Errorf("an address that no cookie can hold: got %+v", in)
	}
	if got := localAddress("/de/safety/safety.intro.p1?q=a%20b#c"); got != "/de/safety/safety.intro.p1?q=a%20b#c" {
		t.Errorf("got %q", got)
	}
}

func TestLaw8SignInsOfOneNetworkAreCountedAndOthersGoOn(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	for i := range networkSteps {
		if in := w.do("GET", Path, "X-Forwarded-For", fmt.Sprintf("198.51.100.%d, 203.0.113.9", i)); in.status != 303 {
			t.Fatalf("%d: got %+v", i, in)
		}
	}
	if in := w.do("GET", Path, "X-Forwarded-For", "198.51.100.77, 203.0.113.9"); in.status != 429 || !strings.HasPrefix(in.body, ErrTooMany.Error()) {
		t.Errorf("got %+v", in)
	}
	if in := w.do("GET", Path, "X-Forwarded-For", "203.0.113.10"); in.status != 303 {
		t.Errorf("another network: got %+v", in)
	}
	w.later(time.Minute)
	if in := w.do("GET", Path, "X-Forwarded-For", "203.0.113.9"); in.status != 303 {
		t.Errorf("a minute later: got %+v", in)
	}
}

func TestOptionsThatLetSecretsTravelInTheOpenAreRefused(t *testing.T) {
	sound := Options{Issuer: "https://login.example.org", ClientID: "parlance", Origin: origin, Key: NewKey()}
	if _, err := New(sound); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Options){
		"plain origin":    func(o *Options) { o.Origin = "http://work.example.org" },
		"origin and path": func(o *Options) { o.Origin = "https://example.org/work" },
		"no origin":       func(o *Options) { o.Origin = "" },
		"plain issuer":    func(o *Options) { o.Issuer = "http://login.example.org" },
		"issuer, query":   func(o *Options) { o.Issuer = "https://login.example.org/?a" },
		"no issuer":       func(o *Options) { o.Issuer = "" },
		"no id":           func(o *Options) { o.ClientID = "" },
		"no key":          func(o *Options) { o.Key = nil },
		"a short key":     func(o *Options) { o.Key = o.Key[:32] },
	} {
		o := sound
		spoil(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestNothingSecretIsInTheLogOrInAnyAnswer(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	back := w.leave(Path)
	u, _ := url.Parse(back)
	in := w.do("GET", back)
	w.do("GET", back)
	w.provider.signer = newKey(t)
	bad := w.enter(Path)
	said := w.log.String() + in.body + in.header + bad.body + bad.header + strings.Join(w.set, "\n")
	for _, secret := range []string{"client-secret", u.Query().Get("code"), "access\"", "Bearer", string(w.signin.options.Key)} {
		if strings.Contains(said, secret) {
			t.Errorf("%q is said:\n%s", secret, said)
		}
	}
	if !errors.Is(&Refusal{Err: ErrToken}, ErrToken) || http.StatusText(421) == "" {
		t.Error("a refusal hides its reason")
	}
}
