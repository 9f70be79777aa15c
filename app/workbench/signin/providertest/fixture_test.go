// Package providertest signs in to a workbench with providers that others wrote. It is a module of its own, so that what they need is no requirement of
// the program.
package providertest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workbench/team"
)

const (
	clientID = "parlance"
	secret   = "a-secret-of-the-client"
)

// listen returns a listener of this machine, and its origin.
func listen(t *testing.T) (net.Listener, string) {
	t.Helper()
	ln, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	return ln, "http://localhost:" + port
}

// workbench is one as small as it can be, at a real address: /who says who asks, and POST /sign asks for a fresh sign-in.
type workbench struct {
	origin, teamFile string
	log              *logBuffer
}

type logBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

func serve(t *testing.T, ln net.Listener, origin, issuer, teamText string) *workbench {
	t.Helper()
	dir := t.TempDir()
	w := &workbench{origin: origin, teamFile: filepath.Join(dir, team.Name), log: &logBuffer{}}
	if err := os.WriteFile(w.teamFile, []byte(teamText), 0o600); err != nil {
		t.Fatal(err)
	}
	locales, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	in, err := signin.New(signin.Options{Issuer: issuer, ClientID: clientID, Secret: secret, Origin: origin, Key: signin.NewKey(), Log: log,
		Team: team.Open(locales, team.Options{Issuer: issuer, Log: log})})
	if err != nil {
		t.Fatal(err)
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true, Immutable: true, ErrorHandler: func(c *fiber.Ctx, err error) error {
		status := fiber.StatusInternalServerError
		if r, ok := errors.AsType[*signin.Refusal](err); ok {
			status = r.Status
		}
		return c.Status(status).SendString(err.Error())
	}})
	in.Routes(app)
	app.Get("/who", func(c *fiber.Ctx) error {
		person, err := in.Who(c)
		if err != nil {
			return err
		}
		return c.SendString(person.Name)
	})
	app.Post("/sign", func(c *fiber.Ctx) error {
		if err := in.Fresh(c, "/who"); err != nil {
			return err
		}
		return c.SendString("signed")
	})
	go func() { _ = app.Listener(ln) }()
	t.Cleanup(func() { _ = app.ShutdownWithContext(context.Background()) })
	return w
}

// browser keeps cookies and follows redirects. It fills in the forms that providers show.
type browser struct {
	t      *testing.T
	client http.Client
	user   url.Values // what is filled in
}

func newBrowser(t *testing.T, user url.Values) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, client: http.Client{Jar: jar}, user: user}
}

type page struct {
	status int
	at     *url.URL
	body   string
}

func (b *browser) get(address string) page {
	b.t.Helper()
	answer, err := b.client.Get(address)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.read(answer)
}

func (b *browser) post(address string, form url.Values) page {
	b.t.Helper()
	answer, err := b.client.PostForm(address, form)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.read(answer)
}

func (b *browser) read(answer *http.Response) page {
	b.t.Helper()
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return page{answer.StatusCode, answer.Request.URL, string(body)}
}

var (
	action = regexp.MustCompile(`<form[^>]* action="([^"]*)"`)
	hidden = regexp.MustCompile(`<input[^>]* type="hidden"[^>]* name="([^"]*)"[^>]* value="([^"]*)"`)
)

// enter signs in: it goes to the sign-in, and fills in forms until it is back at the workbench.
func (b *browser) enter(w *workbench, target string) page {
	b.t.Helper()
	p := b.get(w.origin + target)
	for range 5 {
		form := action.FindStringSubmatch(p.body)
		if "http://"+p.at.Host == w.origin || form == nil {
			return p
		}
		to, err := p.at.Parse(form[1])
		if err != nil {
			b.t.Fatal(err)
		}
		values := url.Values{}
		for _, m := range hidden.FindAllStringSubmatch(p.body, -1) {
			values.Set(m[1], m[2])
		}
		for name, value := range b.user {
			values[name] = value
		}
		p = b.post(to.String(), values)
	}
	return p
}
