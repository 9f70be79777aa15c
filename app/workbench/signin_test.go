package workbench

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workbench/team"
)

// withSignIn returns a workbench whose people sign in, with a provider that does not answer: who is who, the test says.
func withSignIn(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.signIn()
	return b
}

// signIn has the people of a workbench sign in.
func (b *bench) signIn() {
	b.t.Helper()
	_, locales := b.folders()
	in, err := signin.New(signin.Options{Issuer: teamIssuer, ClientID: "parlance", Origin: "http://localhost:8090", Key: signin.NewKey(),
		Team: team.Open(locales, team.Options{Log: b.log})})
	if err != nil {
		b.t.Fatal(err)
	}
	o := b.Options
	o.SignIn, o.Origin = in, "http://localhost:8090"
	b.Workbench = New(o)
}

func TestSigningACriticalPageAsksForAFreshSignInAndOthersDoNot(t *testing.T) {
	b := withSignIn(t)
	b.person = someone("Noor", team.Reviewer)
	refused := b.want(403, "/es/danger/sign", url.Values{"was": {""}})
	if !strings.Contains(plain(refused.body), "sign in once more") || !strings.Contains(refused.body, `href="/sign-in?to=%2Fes%2Fdanger&amp;fresh=1"`) {
		t.Errorf("got %s", refused.body)
	}
	if other := b.send("/es/sleep/sign", url.Values{"was": {""}}); strings.Contains(plain(other.body), "sign in once more") {
		t.Errorf("a page that is not critical: got %s", plain(other.body))
	}
	if frame := b.want(200, "/", nil); !strings.Contains(frame.body, `<form method="post" action="/sign-out">`) {
		t.Error("nobody can sign out")
	}
}

// Who is signed out is not let in, and sees again what was typed.
func TestWhoIsSignedOutLosesNothingAndIsGivenNothing(t *testing.T) {
	b := withSignIn(t)
	o := b.Options
	o.People = o.SignIn
	b.Workbench = New(o)
	icon := regexp.MustCompile(`<link rel="icon" [^>]*href="([^"]+)"`).FindStringSubmatch(b.want(401, "/", nil).body)
	if icon == nil || !strings.Contains(b.want(200, icon[1], nil).body, "<svg") {
		t.Errorf("who is signed out sees a page without its icon: %q", icon)
	}
	for _, path := range []string{"/", "/es", "/es/sleep", "/events", "/es/none", "/assets/x"} {
		if a := b.want(401, path, nil); !strings.Contains(a.body, `href="/sign-in?to=`) || strings.Contains(a.body, "Sign out") {
			t.Errorf("%s: got %s", path, a.body)
		}
	}
	for _, path := range []string{"/es/sleep/sleep.title", "/es/sleep/sign", "/es/sleep/revoke", "/es/sleep/ask", "/es/sleep/close", "/es/sleep/check"} {
		a := b.send(path, url.Values{"other": {"Besser schlafen, jede Nacht"}, "sent": {"name-of-a-form"}}, "Referer", "http://localhost:8090/es/sleep")
		if strings.Contains(a.body, "name-of-a-form") {
			t.Errorf("%s shows what nobody typed", path)
		}
		want := 403
		if strings.HasSuffix(path, "/check") {
			want = 401
		}
		if a.StatusCode != want || !strings.Contains(a.body, "Besser schlafen, jede Nacht") || !strings.Contains(a.body, `href="/sign-in?to=%2Fes%2Fsleep"`) {
			t.Errorf("%s: got %d, %s", path, a.StatusCode, a.body)
		}
	}
	var many answer
	for range 2*maxForms + 1 {
		if many = b.send("/es/sleep/sleep.title", url.Values{"other": {"Besser schlafen"}}); many.StatusCode != 403 {
			break
		}
	}
	if many.StatusCode != 429 || !strings.Contains(many.body, "Besser schlafen") {
		t.Errorf("law 8: got %d, %s", many.StatusCode, many.body)
	}
	away := b.send("/sign-in", nil)
	if away.StatusCode != 503 || !strings.Contains(plain(away.body), "does not answer") {
		t.Errorf("a provider that is down: got %d, %s", away.StatusCode, plain(away.body))
	}
	for range 50 {
		away = b.send("/sign-in", nil)
	}
	if away.StatusCode != 429 || away.Header.Get("Retry-After") == "" {
		t.Errorf("law 8: got %d, %v", away.StatusCode, away.Header)
	}
}

// turnedAway answers everybody as the sign-in does who was taken off the team.
type turnedAway struct{}

func (turnedAway) Who(c *fiber.Ctx) (team.Person, error) {
	c.Cookie(&fiber.Cookie{Name: "attempt", Path: "/", MaxAge: -1})
	c.Cookie(&fiber.Cookie{Name: "session", Path: "/", Value: "x"})
	return team.Person{}, &signin.Refusal{Status: 403, Err: team.ErrNotInTeam, Details: `subject = "<1>"`, Link: signin.Path}
}

// Who is taken off the team while they type is told what to do, sees what they typed, and has no right any more.
func TestWhoIsTakenOffTheTeamLosesNothingAndIsGivenNothing(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir le ayuda a sanar.")
	b.People = turnedAway{}
	for _, path := range []string{firstText, firstText + "/sign", firstText + "/check", "/team"} {
		if a := b.want(403, path, form); !strings.Contains(plain(a.body), "ask an admin to add it to team.toml (subject = \"<1>\")") || !strings.Contains(plain(a.body), "Dormir le ayuda a sanar.") {
			t.Errorf("%s: got %s", path, plain(a.body))
		} else if len(a.Cookies()) != 2 { // each is a header of its own (RFC 6265, section 3), or the session is lost
			t.Errorf("%s: got the cookies %q", path, a.Header["Set-Cookie"])
		}
	}
	if got := b.stands("es", "sleep", "sleep.intro.p1"); got != "" {
		t.Errorf("%q was saved", got)
	}
}
