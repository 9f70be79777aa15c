package server

import (
	"github.com/parlance/parlance/app/headers"

	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// script is one exchange of testdata/scripts: what is sent, byte by byte, and what must come back.
//
//	## name                   begins one
//	> GET /safety HTTP/1.1    a line of the head; Host is added where none is named and "> !nohost" does not forbid it
//	>| text                   the body, as it is
//	< 200                     status
//	< Name: value             header, whole; "Name ~ text" contains; "!Name" absent
//	< body ~ text             body contains; "body =" is empty
//	< closed                  the connection is closed after the answer
//
// In what is sent, \xNN is a byte, {c*n} is n times c and {css} is the path of the style sheet.
type script struct {
	name, head, body string
	hosted           bool
	want             []string
}

func readScripts(t *testing.T, file string) []script {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parseScripts(t, file, data)
}

func parseScripts(t testing.TB, file string, data []byte) []script {
	t.Helper()
	var all []script
	for n, line := range strings.Split(string(data), "\n") {
		kind, text, _ := strings.Cut(line, " ")
		if line == "" || kind == "#" {
			continue
		}
		if kind == "##" {
			all = append(all, script{name: text})
			continue
		}
		if len(all) == 0 {
			t.Fatalf("%s:%d: a script begins with \"## name\"", file, n+1)
		}
		one := &all[len(all)-1]
		switch kind {
		case ">":
			one.hosted = one.hosted || strings.HasPrefix(strings.ToLower(text), "host:") || text == "!nohost"
			if text != "!nohost" {
				one.head += expand(text) + "\r\n"
			}
		case ">|":
			one.body += expand(text)
		case "<":
			one.want = append(one.want, text)
		default:
			t.Fatalf("%s:%d: no line of a script: %q", file, n+1, line)
		}
	}
	return all
}

var (
	hexByte  = regexp.MustCompile(`\\x[0-9a-f]{2}`)
	repeated = regexp.MustCompile(`\{(.)\*(\d+)\}`)
)

func expand(s string) string {
	s = repeated.ReplaceAllStringFunc(s, func(m string) string {
		part := repeated.FindStringSubmatch(m)
		n, _ := strconv.Atoi(part[2])
		return strings.Repeat(part[1], n)
	})
	return hexByte.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:], 16, 8)
		return string([]byte{byte(n)})
	})
}

func (s script) bytes() []byte {
	head := s.head
	if !s.hosted {
		line, rest, _ := strings.Cut(head, "\r\n")
		head = line + "\r\nHost: parlance.test\r\n" + rest
	}
	return []byte(head + "\r\n" + s.body)
}

func TestScripts(t *testing.T) {
	little := testSite(t)
	addr, _ := start(t, New(little, Options{}))
	css := assetPath(t, little)
	files, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		for _, s := range readScripts(t, file) {
			s.head = strings.ReplaceAll(s.head, "{css}", css)
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+s.name, func(t *testing.T) {
				s.run(t, addr)
			})
		}
	}
}

func (s script) run(t *testing.T, addr string) {
	conn := dial(t, addr)
	if _, err := conn.Write(s.bytes()); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(s.head, " ")
	in := bufio.NewReader(conn)
	answer, body := readAnswer(t, in, method)
	for _, fault := range faultsOf(answer) {
		t.Error(fault)
	}
	for _, want := range s.want {
		if want == "closed" {
			_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
			if _, err := in.ReadByte(); err != io.EOF {
				t.Errorf("after the answer: got %v, want the end of the connection", err)
			}
			continue
		}
		if fault := compare(answer, body, want); fault != "" {
			t.Error(fault)
		}
	}
}

// compare holds an answer against one line of a script, and says what is wrong.
func compare(answer *http.Response, body []byte, want string) string {
	if status, err := strconv.Atoi(want); err == nil {
		if answer.StatusCode != status {
			return fmt.Sprintf("status: got %d, want %d", answer.StatusCode, status)
		}
		return ""
	}
	if name, ok := strings.CutPrefix(want, "!"); ok {
		if got := answer.Header.Values(name); got != nil {
			return fmt.Sprintf("%s: got %q, want none", name, got)
		}
		return ""
	}
	if want == "body =" {
		if len(body) > 0 {
			return fmt.Sprintf("body: got %q, want none", body)
		}
		return ""
	}
	if name, part, ok := strings.Cut(want, " ~ "); ok {
		got := strings.Join(answer.Header.Values(name), "\n")
		if name == "body" {
			got = string(body)
		}
		if !strings.Contains(got, part) {
			return fmt.Sprintf("%s: got %q, want it to contain %q", name, got, part)
		}
		return ""
	}
	name, value, ok := strings.Cut(want, ": ")
	if got := strings.Join(answer.Header.Values(name), "\n"); !ok || got != value {
		return fmt.Sprintf("%s: got %q, want %q", name, got, value)
	}
	return ""
}

// faultsOf lists what is wrong with an answer whatever was asked (R19, R23).
func faultsOf(answer *http.Response) (faults []string) {
	h := answer.Header
	for _, f := range newSecurityHeaders(Options{}) {
		if f.Name == headers.CORP && h.Get("Cache-Control") == immutable.CacheControl {
			f.Value = immutable.Resource
		}
		if got := h.Values(f.Name); len(got) != 1 || got[0] != f.Value {
			faults = append(faults, fmt.Sprintf("%s: got %q, want once %q", f.Name, got, f.Value))
		}
	}
	for _, name := range []string{"Server", "Accept-Ranges", "X-Powered-By"} {
		if h.Get(name) != "" {
			faults = append(faults, name+" is sent")
		}
	}
	if to := h.Get("Location"); to != "" && (to[0] != '/' || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n")) {
		faults = append(faults, fmt.Sprintf("Location %q may leave the host", to))
	}
	if answer.StatusCode >= 500 {
		faults = append(faults, fmt.Sprintf("status %d", answer.StatusCode))
	}
	if h.Get("Cache-Control") == "" {
		faults = append(faults, "no Cache-Control")
	}
	return faults
}

// readAnswer reads the next final answer.
func readAnswer(t *testing.T, in *bufio.Reader, method string) (*http.Response, []byte) {
	t.Helper()
	answer, err := http.ReadResponse(in, &http.Request{Method: method})
	if err != nil {
		t.Fatalf("read the answer: %v", err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatalf("read the body: %v", err)
	}
	return answer, bytes.Clone(body)
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(2 * time.Minute))
	return conn
}
