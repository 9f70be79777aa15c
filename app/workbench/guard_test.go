package workbench

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/corpus"
)

func everything() corpus.Changes { return corpus.Changes{Anew: true} }

// plain returns what a person reads of a page.
func plain(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page
	}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "script" {
			text.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// textareaOf returns the text of a field.
func textareaOf(t *testing.T, page, name string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data != "textarea" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "name" && a.Val == name && n.FirstChild != nil {
				return n.FirstChild.Data
			}
		}
	}
	return ""
}

// Without sign-in the workbench answers no name but the machine's own (DNS rebinding).
func TestHostRule(t *testing.T) {
	b := newBench(t)
	for host, want := range map[string]int{"localhost:8090": 200, "127.0.0.1": 200, "[::1]:8090": 200, "rebind.evil": 421, "192.0.2.7": 421, "localhost.evil": 421} {
		if a := b.send("/", nil, "Host", host); a.StatusCode != want {
			t.Errorf("%s: got %d, want %d", host, a.StatusCode, want)
		}
	}
}

// R23: every answer has the headers, to errors too; a form's origin is told apart (Referrer-Policy), and nothing is kept by a cache.
func TestHeadersOfEveryAnswer(t *testing.T) {
	b := newBench(t)
	for _, path := range []string{"/", "/es", "/es/sleep", firstText, "/nothing/at/all", "/es/ui"} {
		h := b.send(path, nil).Header
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") ||
			h.Get("Referrer-Policy") != "same-origin" || h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

// The right to a language is asked for at every request: reading takes one too.
func TestReadingTakesARight(t *testing.T) {
	b := newBench(t)
	b.want(403, "/fr", nil)
	b.want(403, "/fr/sleep", nil)
	b.want(403, "/fr/sleep/sleep.intro.p1", nil)
	if a := b.want(200, "/", nil); strings.Contains(a.body, "Français") {
		t.Error("a language that Ada has no right to is listed")
	}
}

// listening serves a workbench at an address of this machine until the test ends.
func (b *bench) listening() (address string) {
	b.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Serve(ctx, ln) }()
	b.t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.t.Error(err)
		}
	})
	return ln.Addr().String()
}

// R23: what cannot be read as a request, or is too large, is answered with a page and all headers too, and no connection is reset under a
// browser that still sends.
func TestR23HeadersOfWhatCannotBeRead(t *testing.T) {
	address := newBench(t).listening()
	const head = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\n"
	for _, c := range []struct {
		name, request string
		status        int
		says          string
	}{
		{"no request", "nonsense\r\n\r\n", 400, "The request cannot be read"},
		{"an unknown method", "PROPFIND / HTTP/1.1\r\n" + head + "Connection: close\r\n\r\n", 405, "takes no such request"},
		{"an unknown method of another host", "PROPFIND / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421, "no such name"},
		{"long headers", "GET / HTTP/1.1\r\n" + head + "Cookie: " + strings.Repeat("a", maxHead) + "\r\n\r\n", 431, "delete those, and sign in again"},
		{"a form of 8 MB", "POST " + firstText + " HTTP/1.1\r\n" + head + "Content-Length: 8388608\r\n\r\n" + strings.Repeat("a", 8<<20), 413, "The text is too long"},
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, c.request); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		body, err := io.ReadAll(response.Body)
		conn.Close()
		h := response.Header
		if err != nil || response.StatusCode != c.status || !strings.Contains(plain(string(body)), c.says) || h.Get("Cache-Control") != "no-store" ||
			!strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: got %d, %v, %s, %v", c.name, response.StatusCode, h, plain(string(body)), err)
		}
	}
}

// Law 8: a stranger's body is as large as a text can be, which is shown again (413 above); that of who is signed in is four megabytes.
func TestLaw8BodiesOfStrangers(t *testing.T) {
	b := withSignIn(t)
	o := b.Options
	o.People = o.SignIn
	b.Workbench = New(o)
	address := "http://localhost:" + strings.TrimPrefix(b.listening(), "127.0.0.1:")
	for size, want := range map[int]int{300 << 10: 403, 1 << 20: 413} {
		body := "other=" + strings.Repeat("a", size)
		r, err := http.NewRequest(http.MethodPost, address+firstText, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Cookie", "parlance-session=forged")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != want || want == 403 && !strings.Contains(string(page), body[6:]) {
			t.Errorf("%d bytes: got %d, %v, %.300s", size, response.StatusCode, err, plain(string(page)))
		}
	}
}

// Law 8: nobody sends more forms in a minute than a person fills; who does loses nothing, and stops nobody else.
func TestLaw8FormsOfAMinute(t *testing.T) {
	b := newBench(t)
	form := url.Values{"other": {"palabras"}}
	var a answer
	for range 2*maxForms + 1 { // of two minutes, where one begins meanwhile
		if a = b.send("/es/nothing", form); a.StatusCode != 404 {
			break
		}
	}
	if seconds, err := strconv.Atoi(a.Header.Get("Retry-After")); a.StatusCode != 429 || err != nil || seconds < 1 || seconds > 60 || !strings.Contains(plain(a.body), "palabras") {
		t.Errorf("got %d, %v, %s", a.StatusCode, a.Header, plain(a.body))
	}
	b.want(200, firstText, nil)
	b.People = Alone{Name: "Ada"}
	b.want(404, "/es/nothing", form)
	b.People, b.person = b, both("Bo")
	b.want(404, "/es/nothing", form)
}

func TestOrderOfAnswers(t *testing.T) {
	b := newBench(t)
	form := url.Values{"source": {"x"}, "was": {"y"}, "other": {"<b>mis palabras</b>"}}
	foreign := b.send(firstText, form, "Sec-Fetch-Site", "cross-site")
	if foreign.StatusCode != 403 || !strings.Contains(plain(foreign.body), "<b>mis palabras</b>") {
		t.Errorf("from another site: %d %s", foreign.StatusCode, plain(foreign.body))
	}
	for _, c := range []struct {
		path   string
		status int
	}{
		{"/fr/sleep/nothing.p1", 403}, {"/fr/sleep/sleep.intro.p1", 403}, {"/es/sleep/sleep.intro.p9", 404}, {"/es/gone/gone.p1", 404}, {"/xx/sleep/sleep.intro.p1", 403},
		{"/en/sleep/sleep.intro.p1", 404}, {firstText, 409},
	} {
		if a := b.want(c.status, c.path, form); !strings.Contains(plain(a.body), "<b>mis palabras</b>") {
			t.Errorf("%s shows nothing of what was typed: %s", c.path, plain(a.body))
		}
	}
	b.person = someone("Ada")
	b.want(403, firstText, form)
}

// Law 8: a table that somebody pasted is answered with the first findings, and decided by all of them.
func TestLaw8ThousandsOfFindings(t *testing.T) {
	b := newBench(t)
	words := strings.Repeat("{{.X}} ", 9000)
	a := b.send(firstText+"/check", url.Values{"other": {words}})
	if n := strings.Count(a.body, `"rule"`); n < shownFindings || n > shownFindings+20 {
		t.Errorf("%d findings are shown", n)
	}
	form := b.form(wardText, "[la sala](https://example.org/ward) "+strings.Repeat("4 ", 500)+"<b>")
	form.Set("reason", "the last of them is refused whatever the reason")
	if a := b.want(422, wardText, form); strings.Contains(a.body, `name="reason"`) {
		t.Error("a reason is asked for where none makes it pass")
	}
}
