package signin

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench/team"
)

// workbench is one as small as it can be: it says who asks.
type workbench struct {
	t        *testing.T
	app      *fiber.App
	provider *fakeProvider
	signin   *SignIn
	origin   string
	path     string // of the team file
	cookies  map[string]string
	set      []string // the Set-Cookie headers of all answers
	log      *lockedBuffer

	mu   sync.Mutex
	time time.Time
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

const start = 1_800_000_000 // seconds

func (w *workbench) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.time
}

func (w *workbench) later(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.time = w.time.Add(d)
}

// teamOf is a team of the account that the provider signs in unless a test says otherwise.
func teamOf(issuer string) string {
	return "[[person]]\nname = \"Ada\"\nissuer = \"" + issuer + "\"\nsubject = \"1\"\ntranslator = [\"de\"]\n"
}

// newWorkbench returns a workbench at an origin. teamText is of the issuer; nil for teamOf.
func newWorkbench(t *testing.T, origin string, teamText func(issuer string) string) *workbench {
	t.Helper()
	w := &workbench{t: t, origin: origin, cookies: map[string]string{}, log: &lockedBuffer{}, time: time.Unix(start, 0)}
	w.provider = newFakeProvider(t, w.now)
	if teamText == nil {
		teamText = teamOf
	}
	dir := t.TempDir()
	w.path = filepath.Join(dir, team.Name)
	if err := os.WriteFile(w.path, []byte(teamText(w.provider.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	locales, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	w.signin, err = New(Options{Issuer: w.provider.URL, ClientID: "parlance", Secret: "client-secret", Origin: origin, Key: NewKey(), Now: w.now, Log: log,
		Team: team.Open(locales, team.Options{Issuer: w.provider.URL, Log: log})})
	if err != nil {
		t.Fatal(err)
	}
	w.app = fiber.New(fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error {
		status, link := fiber.StatusInternalServerError, ""
		if r, ok := errors.AsType[*Refusal](err); ok {
			status, link = r.Status, r.Link
		} else if e, ok := errors.AsType[*fiber.Error](err); ok {
			status = e.Code
		}
		c.Set("X-Link", link)
		return c.Status(status).SendString(err.Error())
	}})
	w.app.Use(OnlyHost(origin), SameOrigin)
	w.signin.Routes(w.app)
	w.app.All("/who", func(c *fiber.Ctx) error {
		person, err := w.signin.Who(c)
		if err != nil {
			return err
		}
		return c.SendString(person.Name)
	})
	w.app.Post("/sign", func(c *fiber.Ctx) error {
		if err := w.signin.Fresh(c, "/de/safety"); err != nil {
			return err
		}
		return c.SendString("signed")
	})
	return w
}

type response struct {
	status       int
	body         string
	link, header string // X-Link, Location
}

// do sends a request with the cookies of the browser, and keeps those that come back.
func (w *workbench) do(method, target string, header ...string) response {
	w.t.Helper()
	r, err := http.NewRequest(method, w.origin+strings.TrimPrefix(target, w.origin), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for name, value := range w.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	for i := 0; i < len(header); i += 2 {
		if r.Header.Add(header[i], header[i+1]); header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	answer, err := w.app.Test(r, 20_000)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	for _, c := range answer.Cookies() {
		if w.set = append(w.set, c.Raw); c.MaxAge < 0 || !c.Expires.IsZero() && c.Expires.Before(time.Now()) {
			delete(w.cookies, c.Name)
		} else {
			w.cookies[c.Name] = c.Value
		}
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response{answer.StatusCode, string(body), answer.Header.Get("X-Link"), answer.Header.Get("Location")}
}

// leave begins a sign-in, and returns the address at which the provider leads back.
func (w *workbench) leave(target string) (back string) {
	w.t.Helper()
	away := w.do(http.MethodGet, target)
	if away.status != http.StatusSeeOther || !strings.HasPrefix(away.header, w.provider.URL+"/authorize?") {
		w.t.Fatalf("%s: got %+v", target, away)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(away.header)
	if err != nil {
		w.t.Fatal(err)
	}
	answer.Body.Close()
	back = answer.Header.Get("Location")
	if !strings.HasPrefix(back, w.origin+CallbackPath+"?") {
		w.t.Fatalf("the provider leads back to %q", back)
	}
	return back
}

// enter signs in.
func (w *workbench) enter(target string) response {
	w.t.Helper()
	return w.do(http.MethodGet, w.leave(target))
}

// with returns an address with a parameter changed, "" for one that is taken out.
func with(address, name, value string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	q := u.Query()
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// newRequest returns a request under a host.
func newRequest(host string) (*http.Request, error) {
	r, err := http.NewRequest(http.MethodGet, "http://localhost/", nil)
	if err == nil {
		r.Host = host
	}
	return r, err
}
