package server

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// memoryLog keeps reports in memory, or fails with err.
type memoryLog struct {
	mu    sync.Mutex
	lines []string
	err   error
}

func (l *memoryLog) Append(line []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return l.err
	}
	l.lines = append(l.lines, string(line))
	return nil
}

func (l *memoryLog) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	got := l.lines
	l.lines = nil
	return got
}

// reader is a browser without scripts.
type reader struct {
	t      testing.TB
	origin string
	client *http.Client
}

func newReader(t testing.TB, s *Server) *reader {
	addr, _ := start(t, s)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &reader{t, "http://" + addr, &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (r *reader) do(request *http.Request) (*http.Response, string) {
	r.t.Helper()
	answer, err := r.client.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer, string(body)
}

func (r *reader) get(path string) (*http.Response, string) {
	request, _ := http.NewRequest("GET", r.origin+path, nil)
	return r.do(request)
}

// post sends a form; each header is "Name: value".
func (r *reader) post(path, body string, headers ...string) (*http.Response, string) {
	request, _ := http.NewRequest("POST", r.origin+path, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	return r.do(request)
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// form opens a form and returns its fields.
func (r *reader) form(path string) url.Values {
	r.t.Helper()
	answer, body := r.get(path)
	if answer.StatusCode != 200 {
		r.t.Fatalf("GET %s: %d", path, answer.StatusCode)
	}
	return fieldsOf(body)
}

func fieldsOf(page string) url.Values {
	fields := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(page, -1) {
		fields.Set(m[1], m[2])
	}
	return fields
}
