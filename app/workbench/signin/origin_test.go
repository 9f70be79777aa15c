package signin

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestOnlyTheWorkbenchItselfCanMakeABrowserDoSomething(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.enter(Path)
	for _, c := range []struct {
		status int
		header []string
	}{
		{200, []string{"Sec-Fetch-Site", "same-origin", "Origin", origin}},
		{200, []string{"Sec-Fetch-Site", "none"}},
		{200, []string{"Origin", origin}},
		{200, nil},
		{403, []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}},
		{403, []string{"Sec-Fetch-Site", "same-site", "Origin", "https://guides.example.org"}},
		{403, []string{"Sec-Fetch-Site", "cross-site", "Origin", origin}},
		{403, []string{"Origin", "https://evil.example"}},
		{403, []string{"Origin", "null"}},
		{403, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site"}},
		{403, []string{"Origin", origin, "Origin", "https://evil.example"}},
	} {
		if got := w.do("POST", "/who", c.header...); got.status != c.status {
			t.Errorf("%v: got %+v", c.header, got)
		}
	}
	if got := w.do("POST", OutPath, "Sec-Fetch-Site", "cross-site"); got.status != 403 || len(w.cookies) == 0 {
		t.Errorf("another site signs out: got %+v", got)
	}
}

func TestTheWorkbenchAnswersUnderItsNamesAlone(t *testing.T) {
	for _, c := range []struct{ origin, answered, refused string }{
		{origin, "work.example.org work.example.org:443 WORK.example.org work.example.org.", "localhost 127.0.0.1 evil.example example.org work.example.org.evil.example"},
		{"http://localhost:8081", "localhost localhost:8081", "127.0.0.1 evil.example"},
	} {
		w := newWorkbench(t, c.origin, nil)
		for _, host := range strings.Fields(c.answered) {
			if got := w.do("GET", "/who", "Host", host); got.status != 401 {
				t.Errorf("%s under %s: got %+v", c.origin, host, got)
			}
		}
		for _, host := range strings.Fields(c.refused) {
			if got := w.do("GET", "/who", "Host", host); got.status != 421 {
				t.Errorf("%s under %s: got %+v", c.origin, host, got)
			}
		}
	}
}

func TestWithoutAnOriginTheWorkbenchAnswersThisMachineAlone(t *testing.T) {
	app := fiber.New()
	app.Use(OnlyHost(""))
	app.Get("/", func(c *fiber.Ctx) error { return c.SendString("in") })
	for host, want := range map[string]int{"localhost": 200, "localhost:8081": 200, "127.0.0.1:8081": 200, "[::1]:8081": 200, "LOCALHOST": 200,
		"evil.example": 500, "127.0.0.2": 500, "a.localhost": 500, "localhost.evil.example": 500, "192.0.2.1": 500} {
		r, err := newRequest(host)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := app.Test(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%q: got %d, want %d", host, answer.StatusCode, want)
		}
	}
}

// The address that is listened on is a name of the workbench too, and no other address of this machine is.
func TestTheWorkbenchAnswersUnderTheAddressOfItsConnection(t *testing.T) {
	ln, err := net.Listen("tcp", "127.7.0.1:0")
	if err != nil {
		t.Skip("this system has no other loopback addresses: ", err)
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Use(OnlyHost(""))
	app.Get("/", func(c *fiber.Ctx) error { return c.SendString("in") })
	go func() { _ = app.Listener(ln) }()
	defer func() { _ = app.Shutdown() }()
	for host, want := range map[string]int{ln.Addr().String(): 200, "127.7.0.1": 200, "localhost": 200, "127.7.0.2": 500, "evil.example": 500, "192.0.2.1": 500} {
		r, err := http.NewRequest("GET", "http://"+ln.Addr().String()+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%q: got %d, want %d", host, answer.StatusCode, want)
		}
	}
}
