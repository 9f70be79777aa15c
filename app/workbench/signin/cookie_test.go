package signin

import (
	"encoding/base64"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// A cookie is whole, is under its own name, is of this server, and of now; else nobody is signed in.
func TestNobodyIsSignedInByACookieThatIsNotTheirSession(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.leave(Path)
	attempt := w.cookies["__Host-parlance-sign-in"]
	if in := w.enter(Path); in.status != 303 {
		t.Fatalf("got %+v", in)
	}
	const name = "__Host-parlance-session"
	own := w.cookies[name]
	for value, want := range map[string]bool{own: true, "": false, attempt: false, own[1:]: false} {
		if got := w.signin.SignedIn(func(of string) string { return map[string]string{name: value}[of] }); got != want {
			t.Errorf("%.20q: signed in: %v", value, got)
		}
	}
	for i := range own { // every letter of it
		tampered := []byte(own)
		if tampered[i]++; tampered[i] > 'z' || tampered[i] == '|' {
			tampered[i] = 'a'
		}
		// The last letters of base64 can hold bits that mean nothing.
		if same, err := base64.URLEncoding.DecodeString(string(tampered)); err == nil {
			if whole, _ := base64.URLEncoding.DecodeString(own); string(same) == string(whole) {
				continue
			}
		}
		w.cookies[name] = string(tampered)
		if who := w.do("GET", "/who"); who.status != 401 {
			t.Fatalf("letter %d: got %+v", i, who)
		}
	}
	other := newWorkbench(t, origin, nil)
	other.enter(Path)
	for what, value := range map[string]string{"swapped": attempt, "another server's": other.cookies[name], "empty": "", "long": strings.Repeat("a", 3000), "cut off": own[:len(own)/2]} {
		w.cookies[name] = value
		if who := w.do("GET", "/who"); who.status != 401 {
			t.Errorf("%s: got %+v", what, who)
		}
	}
	w.cookies = map[string]string{"parlance-session": own}
	if who := w.do("GET", "/who"); who.status != 401 {
		t.Errorf("without the prefix: got %+v", who)
	}
	w.cookies = map[string]string{name: own}
	w.later(SessionLength - time.Second)
	if who := w.do("GET", "/who"); who.status != 200 {
		t.Errorf("within eight hours: got %+v", who)
	}
	w.later(time.Second)
	if who := w.do("GET", "/who"); who.status != 401 {
		t.Errorf("after eight hours: got %+v", who)
	}
	w.later(-365 * 24 * time.Hour)
	if who := w.do("GET", "/who"); who.status != 401 {
		t.Errorf("a session of next year: got %+v", who)
	}
}

func TestRightsEndWithThePlaceInTheTeamAtTheNextRequest(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.enter(Path)
	if err := os.WriteFile(w.path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	who := w.do("GET", "/who")
	if who.status != 403 || !strings.Contains(who.body, `subject = "1"`) {
		t.Errorf("got %+v", who)
	}
	if err := os.WriteFile(w.path, []byte(teamOf(w.provider.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	if who := w.do("GET", "/who"); who.status != 200 {
		t.Errorf("who is in the team again: got %+v", who)
	}
}

// Keys come and go: of the provider's, whoever is signed in notices nothing and the next sign-in is by the new one; with those of the server all sessions end.
func TestSessionsWhereKeysAreOthersNow(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.enter(Path)
	w.provider.key = newKey(t)
	w.provider.signer = w.provider.key
	if who := w.do("GET", "/who"); who.status != 200 {
		t.Errorf("the provider has another key: got %+v", who)
	}
	if in := w.enter(Path); in.status != 303 {
		t.Errorf("a sign-in by the new key: got %+v\n%s", in, w.log.String())
	}
	seal, err := NewKey().seal()
	if err != nil {
		t.Fatal(err)
	}
	w.signin.seal = seal
	if who := w.do("POST", "/who", "Sec-Fetch-Site", "same-origin"); who.status != 401 || !strings.HasPrefix(who.body, ErrSignedOut.Error()) || who.link == "" {
		t.Errorf("the server has another key: got %+v", who)
	}
}

// A browser's clock may be of next year or of last: how long a cookie lasts is counted, and no date is compared with what it thinks of the day.
func TestTheClockOfTheBrowserDoesNotMatter(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.leave(Path)
	attempt := w.set[len(w.set)-1]
	w.enter(Path)
	for what, raw := range map[string]string{"max-age=600;": attempt, "max-age=28800;": w.set[len(w.set)-1]} {
		if raw = strings.ToLower(raw); !strings.Contains(raw, what) || strings.Contains(raw, "expires") {
			t.Errorf("got %s, want %s", raw, what)
		}
	}
	next := time.Unix(start, 0).AddDate(1, 0, 0).UTC().Format(http.TimeFormat)
	if who := w.do("GET", "/who", "Date", next, "If-Modified-Since", next); who.status != 200 {
		t.Errorf("got %+v", who)
	}
}

func TestOverPlainHTTPTheCookiesAreOfThisMachineAlone(t *testing.T) {
	w := newWorkbench(t, "http://localhost:8081", nil)
	if in := w.enter(Path); in.status != 303 || w.cookies["parlance-session"] == "" {
		t.Errorf("got %+v, %v", in, w.cookies)
	}
	for _, raw := range w.set {
		if strings.Contains(raw, "__Host-") || strings.Contains(strings.ToLower(raw), "secure") {
			t.Errorf("got the cookie %s", raw)
		}
	}
}
