package signin

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
)

// What must not be signed in, each by one thing that is wrong with what the provider answers.
func TestNobodyIsSignedInByATokenThatIsNotTheProvidersForThisAttempt(t *testing.T) {
	claim := func(name string, value any) func(*workbench) {
		return func(w *workbench) { w.provider.claims[name] = value }
	}
	at := func(d time.Duration) int64 { return start + int64(d/time.Second) }
	unsigned := func(header string) func(string) string {
		return func(honest string) string {
			parts := strings.Split(honest, ".")
			return base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + parts[1] + "."
		}
	}
	for name, spoil := range map[string]func(*workbench){
		"another nonce":        claim("nonce", "other"),
		"no nonce":             claim("nonce", nil),
		"another audience":     claim("aud", "other"),
		"no audience":          claim("aud", nil),
		"several audiences":    claim("aud", []string{"parlance", "other"}),
		"another client (azp)": claim("azp", "other"),
		"another issuer":       claim("iss", "https://other.example"),
		"no issuer":            claim("iss", nil),
		"expired":              claim("exp", at(-2*time.Minute)),
		"no expiry":            claim("exp", nil),
		"of next year":         claim("iat", at(365*24*time.Hour)),
		"not yet valid":        claim("nbf", at(time.Hour)),
		"asked in the future":  claim("auth_time", at(time.Hour)),
		"no subject":           claim("sub", nil),
		"a long subject":       claim("sub", strings.Repeat("1", 256)),
		"another key":          func(w *workbench) { w.provider.signer = newKey(w.t) },
		"no signature":         func(w *workbench) { w.provider.token = unsigned(`{"alg":"none"}`) },
		"of a secret":          func(w *workbench) { w.provider.token = unsigned(`{"alg":"HS256","kid":"1"}`) },
		"other claims": func(w *workbench) {
			w.provider.token = func(honest string) string {
				parts := strings.Split(honest, ".")
				payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
				parts[1] = base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(string(payload), `"sub":"1"`, `"sub":"2"`, 1)))
				return strings.Join(parts, ".")
			}
		},
		"none":        func(w *workbench) { w.provider.token = func(string) string { return "" } },
		"not a token": func(w *workbench) { w.provider.token = func(string) string { return "a.b.c" } },
		"1 MB":        func(w *workbench) { w.provider.token = func(string) string { return strings.Repeat("a", 2<<20) } },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkbench(t, origin, nil)
			spoil(w)
			if in := w.enter(Path); in.status != 403 || !strings.HasPrefix(in.body, ErrToken.Error()) || in.link == "" {
				t.Errorf("got %+v", in)
			}
			if who := w.do("GET", "/who"); who.status != 401 || len(w.cookies) != 0 {
				t.Errorf("got %+v, %v", who, w.cookies)
			}
			if !strings.Contains(w.log.String(), "was refused to sign in") {
				t.Errorf("nothing is on record: %s", w.log.String())
			}
		})
	}
}

func TestClocksMayDifferByAMinute(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.provider.claims["exp"], w.provider.claims["iat"] = start-30, start+30
	if in := w.enter(Path); in.status != 303 {
		t.Errorf("got %+v\n%s", in, w.log.String())
	}
}
