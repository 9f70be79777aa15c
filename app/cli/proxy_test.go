package cli

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// proxy stands between a browser and a server. It answers in the server's place where a test says so, and gives the service worker a clock that a test can set.
type proxy struct {
	url     string
	mu      sync.Mutex
	answers map[string]http.HandlerFunc // by path; "*" is every path
}

// setClock is put before the worker: a message of a page sets its clock so many milliseconds forward.
const setClock = `{ let ahead = 0; const Real = Date;
self.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(Real.now() + ahead); } static now() { return Real.now() + ahead; } };
self.addEventListener("message", (e) => { if (e.data && "ahead" in e.data) { ahead = e.data.ahead; e.ports[0].postMessage(ahead); } }); }
`

func startProxy(t *testing.T, server string) *proxy {
	t.Helper()
	to, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{answers: map[string]http.HandlerFunc{}}
	through := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
			if strings.HasSuffix(r.In.URL.Path, "/sw.js") {
				r.Out.Header.Del("Accept-Encoding")
			}
		},
		ModifyResponse: func(r *http.Response) error {
			if r.StatusCode != http.StatusOK || !strings.HasSuffix(r.Request.URL.Path, "/sw.js") {
				return nil
			}
			body, err := io.ReadAll(r.Body)
			r.Header.Del("Content-Length")
			r.ContentLength = -1
			r.Body = io.NopCloser(io.MultiReader(strings.NewReader(setClock), bytes.NewReader(body)))
			return err
		},
	}
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		answer := p.answers[r.URL.Path]
		if answer == nil {
			answer = p.answers["*"]
		}
		p.mu.Unlock()
		if answer == nil {
			answer = through.ServeHTTP
		}
		answer(w, r)
	}))
	t.Cleanup(listener.Close)
	p.url = listener.URL
	return p
}

// answer has a path answered in the server's place; nil gives it back.
func (p *proxy) answer(path string, with http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers[path] = with
}

// status answers with a status and a few words, and redirect with another address, as our server does: no cache may keep a problem.
func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "in the server's place", code)
	}
}

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, to, code)
	}
}

// noNetwork ends the connection without an answer.
func noNetwork(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
