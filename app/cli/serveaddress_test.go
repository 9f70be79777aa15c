package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
)

func TestOrigins(t *testing.T) {
	for origin, want := range map[string]string{
		"": "", "https://guides.example.org": "https://guides.example.org", "https://guides.example.org/": "https://guides.example.org",
		"http://localhost:8080": "http://localhost:8080", "https://hospital.example/guides": "https://hospital.example/guides",
		"https://hospital.example/a-b/c_d.e/": "https://hospital.example/a-b/c_d.e",
		" https://guides.example.org\n":       "https://guides.example.org", "HTTPS://Guides.Example.ORG/Guides": "https://guides.example.org/Guides",
		"https://guides.example.org:443": "https://guides.example.org", "http://guides.example.org:80/": "http://guides.example.org",
		"http://guides.example.org:443": "http://guides.example.org:443", "https://guides.example.org.": "https://guides.example.org",
		"https://müller.example/a": "https://xn--mller-kva.example/a", "https://[2001:DB8::1]:8443/a": "https://[2001:DB8::1]:8443/a", "https://192.0.2.1": "https://192.0.2.1",
		"https://under_score.example": "https://under_score.example",
		"/":                           "-", " ": "-", "guides.example.org": "-", "//guides.example.org": "-", "https://*.example.org": "-", "https://a..example": "-", "https://.example": "-",
		"https://a.example:": "-", "https://a.example:0": "-", "https://a.example:99999": "-", "https://a.example?": "-", "https://a.example#": "-", "https:a.example": "-",
		"https://a.example/a;b": "-", "https://a.example\\a": "-", "https://a.example/a/": "https://a.example/a",
		"nonsense": "-", "ftp://example.org": "-", "https://": "-", "https:///guides": "-", "https://example.org/a?b": "-", "https://example.org/a#b": "-",
		"https://example.org//": "-", "https://example.org/a//b": "-", "https://example.org/../a": "-", "https://example.org/a b": "-",
		"https://example.org/ä": "-", "https://user@example.org": "-", "https://example.org/%2e": "-",
	} {
		c := serveCommand{Origin: origin}
		err := c.checkOrigin()
		if (err != nil) != (want == "-") || err == nil && c.Origin != want {
			t.Errorf("%q: got %q, %v", origin, c.Origin, err)
		}
	}
}

func TestNamesOfTheServer(t *testing.T) {
	here, everywhere := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}, &net.TCPAddr{IP: net.IPv4zero, Port: 1}
	for _, c := range []struct {
		serveCommand
		addr net.Addr
		want []string
	}{
		{serveCommand{}, here, []string{"localhost"}}, {serveCommand{}, everywhere, nil}, {serveCommand{TLS: true}, here, nil},
		{serveCommand{Host: []string{"a.example"}}, everywhere, []string{"a.example"}},
		{serveCommand{Origin: "https://b.example:8443/guides", Host: []string{"a.example"}}, here, []string{"b.example", "a.example"}},
		{serveCommand{Origin: "https://müller.example", Host: []string{"Leitfäden.example.", " under_score.example "}}, here,
			[]string{"xn--mller-kva.example", "xn--leitfden-4za.example", "under_score.example"}},
	} {
		if err := cmp.Or(c.checkOrigin(), c.checkHosts()); err != nil {
			t.Error(err)
		}
		if got := c.hosts(c.addr); !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %q, want %q", c.serveCommand, got, c.want)
		}
	}
}

func TestWhatIsNoNameIsNoHost(t *testing.T) {
	for _, name := range []string{"", ".", "https://a.example", "a.example:80", "a.example/guides", "a b", "*.example.org", "a..example", "::1", "user@a.example"} {
		c := serveCommand{Host: []string{name}}
		if err := c.checkHosts(); err == nil || !strings.Contains(err.Error(), "is no name") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// F13: what readers would find out later is said at the start.
func TestWarningsAtTheStart(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	os.WriteFile(file, nil, 0o644)
	taken, unread := filepath.Join(dir, "taken"), filepath.Join(dir, "unread")
	os.MkdirAll(filepath.Join(taken, corpus.ReportsName), 0o755)
	here, everywhere := &net.TCPAddr{IP: net.IPv6loopback, Port: 1}, &net.TCPAddr{IP: net.IPv6zero, Port: 8080}
	for _, c := range []struct {
		serveCommand
		addr net.Addr
		want string // in the log; "" for none
	}{
		{serveCommand{}, here, ""}, {serveCommand{Origin: "https://a.example", TLS: true}, everywhere, ""},
		{serveCommand{}, everywhere, "give --origin"}, {serveCommand{TLS: true}, here, "give --origin"},
		{serveCommand{Origin: "https://a.example"}, everywhere, "give --tls"},
		{serveCommand{dataFolder: dataFolder{filepath.Join(file, "data")}}, here, "by --data"},
		{serveCommand{dataFolder: dataFolder{taken}}, here, "what readers report cannot be kept"}, {serveCommand{dataFolder: dataFolder{unread}}, here, "cannot be read"},
	} {
		if c.Data == "" {
			c.Data = filepath.Join(dir, "data")
		}
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, nil))
		c.warn(log, c.addr)
		var err error
		if c.Data == unread {
			err = errors.New("the pack is a folder")
		}
		if warned := c.tryData(log, err); warned != (c.Data == unread || c.Data == filepath.Join(file, "data")) {
			t.Errorf("%s: got %v", c.Data, warned)
		}
		if !strings.Contains(out.String(), c.want) || (c.want == "") != (out.Len() == 0) || strings.Count(out.String(), "\n") > 1 {
			t.Errorf("%+v: the log says %q, want %q", c.serveCommand, out.String(), c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
		t.Error("the trial of --data left a folder behind")
	}
}

func TestAddressesThatCannotBeListenedOn(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for addr, want := range map[string]string{
		taken.Addr().String(): "is taken: another program", "nonsense": "write it like localhost:8080", "localhost:99999": "write it like localhost:8080",
		"192.0.2.1:0": "this machine has no address 192.0.2.1", "": "write it like localhost:8080", "8080": "write it like localhost:8080",
		":80x": "write it like localhost:8080", "unix:/run/parlance": "write it like localhost:8080", "localhost:": "write it like localhost:8080",
	} {
		c := serveCommand{Addr: addr}
		if _, err := c.listen(); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "bind") {
			t.Errorf("%s: got %v, want %q", addr, err, want)
		}
	}
}

// The program as an operator runs it: below a path of a host, its log as JSON, its last line says what was served.
func TestServeBelowAPathWithALogAsJSON(t *testing.T) {
	p := startIn(t, t.TempDir(), "--origin", "https://hospital.example/guides", "--tls", "--log-format", "json")
	for _, path := range []string{"/guides/de/safety", "/de/safety"} {
		if status, body := p.get(path); status != 200 || !strings.Contains(body, `<link rel="canonical" href="https://hospital.example/guides/de/safety">`) ||
			strings.Contains(body, `href="/de`) || strings.Contains(body, `href="/assets`) {
			t.Errorf("%s: got %d", path, status)
		}
	}
	request, _ := http.NewRequest("GET", p.url+"/guides/", nil)
	request.Host = "rebind.evil"
	if answer, err := http.DefaultClient.Do(request); err != nil || answer.StatusCode != 403 {
		t.Errorf("another host: %v, %v", answer, err)
	}
	p.cmd.Process.Signal(syscall.SIGTERM)
	var last string
	for deadline := time.After(patience); ; {
		select {
		case line, ok := <-p.logs:
			if !ok {
				var end struct {
					Msg, Because, Served_for string
					Requests, Failed         int
				}
				if err := json.Unmarshal([]byte(last), &end); err != nil || end.Msg != "ended" || end.Requests != 3 || end.Failed != 0 ||
					!strings.Contains(end.Because, "terminated") || end.Served_for == "" {
					t.Errorf("%v: the last line is %s", err, last)
				}
				return
			}
			if last = line; !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %s", line)
			}
		case <-deadline:
			t.Fatal("the program does not end")
		}
	}
}
