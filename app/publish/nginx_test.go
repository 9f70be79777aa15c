package publish

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/internal/nginxtest"
	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// repository returns the site of this repository.
func repository(t testing.TB) *site.Site {
	t.Helper()
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	s, err := site.New(tree("content"), tree("locales"), site.Options{Origin: "http://guides.test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// quick stands for compressing, which takes most of the time: a copy holds the document itself.
func quick(doc *document.Document, c document.Coding) ([]byte, bool) {
	content, _ := doc.Best(document.Identity)
	return content, doc.Body(c).Coding == c
}

// publishQuickly publishes all of a site but most of the pages in two languages, which take most of the time.
func publishQuickly(t *testing.T, s *site.Snapshot, dir string) []Change {
	t.Helper()
	return publishSome(t, s, dir, func(path string) bool {
		return !strings.Contains(path, "/beside/") || strings.HasPrefix(path, "de/") // enough to see that they are found
	})
}

// publishSome publishes the files of a site whose paths are wanted.
func publishSome(t *testing.T, s *site.Snapshot, dir string, wanted func(path string) bool) []Change {
	t.Helper()
	changes, err := tryToPublish(t, s, dir, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// tryToPublish is publishSome where it may fail.
func tryToPublish(t *testing.T, s *site.Snapshot, dir string, wanted func(path string) bool) ([]Change, error) {
	t.Helper()
	f, err := OpenFolder(dir, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	files := slices.DeleteFunc(slices.Collect(Files(s)), func(f File) bool { return !wanted(f.Path) })
	if err := write(f, s, slices.Values(files), quick, func() {}); err != nil {
		return nil, err
	}
	return f.Finish()
}

// ofRoot are the options of a server whose site stands below no path.
var ofRoot = server.Options{Origin: "http://guides.test", AnyHost: true}

// serve serves a site by our own server, and returns its address.
func serve(t *testing.T, s *site.Site, o server.Options) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- server.New(s, o).Serve(ctx, ln)
	}()
	t.Cleanup(func() { stop(); <-ended })
	return ln.Addr().String()
}

// answer is what two servers are compared by.
type answer struct {
	status int
	header http.Header
	body   string
}

// other are headers that two servers may differ in.
var other = []string{"Etag", "Date", "Server", "Last-Modified", "Connection", "Keep-Alive", "Content-Length"}

var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 8},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func ask(t *testing.T, addr, method, path string, header map[string]string) answer {
	t.Helper()
	r, err := http.NewRequest(method, "http://"+addr+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	got, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{got.StatusCode, got.Header, string(body)}
	for _, name := range other {
		a.header.Del(name)
	}
	if a.header.Get("Content-Encoding") != "" { // which may have been compressed again since
		a.body = ""
	}
	if a.status/100 == 3 && a.status != http.StatusNotModified { // what stands below an address that nobody sees
		a.header.Del("Content-Type")
		a.body = ""
	}
	return a
}

// What nginx serves of a published site is what our own server answers, ETags and dates apart.
func TestNginxAnswersAsOurServerDoes(t *testing.T) {
	s := repository(t)
	dir := filepath.Join(t.TempDir(), "site")
	publishQuickly(t, s.Snapshot(), dir)
	theirs, ours := nginxtest.Serve(t, dir), serve(t, s, ofRoot)
	compare := func(method, path string, header map[string]string) {
		t.Helper()
		want, got := ask(t, ours, method, path, header), ask(t, theirs, method, path, header)
		if got.status != want.status || got.body != want.body || fmt.Sprint(got.header) != fmt.Sprint(want.header) {
			t.Errorf("%s %s %v: %d, %d bytes; our server: %d, %d bytes", method, path, header, got.status, len(got.body), want.status, len(want.body))
			for name := range want.header {
				if got.header.Get(name) != want.header.Get(name) {
					t.Errorf("  %s: %q; our server: %q", name, got.header.Get(name), want.header.Get(name))
				}
			}
		}
	}
	languages, err := os.ReadFile("../server/testdata/bench/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(languages)) {
		for _, path := range []string{"/", "/safety", "/languages"} {
			compare("GET", path, map[string]string{"Accept-Language": strings.TrimSpace(line)})
		}
	}
	cases, err := os.ReadFile("testdata/requests.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		fields := strings.Split(strings.TrimSpace(line), " ; ")
		if len(fields) < 2 {
			continue
		}
		header := map[string]string{}
		for _, h := range fields[2:] {
			name, value, _ := strings.Cut(h, ":")
			value = strings.TrimSpace(value)
			header[name] = value
		}
		compare(fields[0], fields[1], header)
	}
	compareSearch(t, ours, theirs, s.Snapshot())
	for _, path := range []string{"/", "/de/safety", "/ar/", "/sitemap.xml"} {
		for _, addr := range []string{ours, theirs} {
			r, err := client.Get("http://" + addr + path)
			if err != nil {
				t.Fatal(err)
			}
			r.Body.Close()
			if got := ask(t, addr, "GET", path, map[string]string{"If-None-Match": r.Header.Get("ETag")}); got.status != http.StatusNotModified || r.Header.Get("ETag") == "" {
				t.Errorf("%s%s: %d for the validator that it gave", addr, path, got.status)
			}
		}
	}
}

// headerLines returns the headers of an answer, a line each.
func headerLines(a answer) string {
	var b bytes.Buffer
	a.header.Write(&b)
	return b.String()
}

// compareSearch compares the page of the search, which is another one where no server searches: its bytes, and for how long it holds, differ.
func compareSearch(t *testing.T, ours, theirs string, s *site.Snapshot) {
	t.Helper()
	for _, path := range []string{"/de/search", "/ar/search", "/en/search", "/search", "/search?q=words", "/de/search?q=words"} {
		for _, header := range []map[string]string{nil, {"Accept-Language": "ar,en;q=0.5"}, {"Accept-Language": "de", "Cookie": "lang=ja"}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip, zstd"}} {
			want, got := ask(t, ours, "GET", path, header), ask(t, theirs, "GET", path, header)
			for _, name := range []string{"Cache-Control", "Content-Location"} {
				want.header.Del(name)
			}
			if cache := got.header.Get("Cache-Control"); !strings.HasSuffix(cache, "no-cache") {
				t.Errorf("%s %v: Cache-Control: %s", path, header, cache)
			}
			got.header.Del("Cache-Control")
			got.header.Del("Content-Location")
			if got.status != http.StatusOK || got.header.Get("X-Robots-Tag") != "noindex" || fmt.Sprint(got.header) != fmt.Sprint(want.header) {
				t.Errorf("%s %v: %d, our server %d; %s", path, header, got.status, want.status, differences(headerLines(got), headerLines(want)))
			}
		}
	}
	de, _ := s.Locales.Find("de")
	for name, doc := range s.StaticSearch(de.Index).Files {
		content, _ := doc.Best(document.Identity)
		got := ask(t, theirs, "GET", "/search/"+name, nil)
		if got.status != http.StatusOK || got.body != string(content) || got.header.Get("Cache-Control") != headers.Immutable.CacheControl || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %v", name, got.status, got.header)
		}
		if got := ask(t, theirs, "GET", "/search/"+name, map[string]string{"Accept-Encoding": "br"}); len(content) > 300 && got.header.Get("Content-Encoding") != "br" {
			t.Errorf("%s is not compressed: %v", name, got.header)
		}
	}
	if got := ask(t, theirs, "GET", "/search/000000000000.json", nil); got.status != http.StatusNotFound || got.header.Get("Cache-Control") != headers.NoStore {
		t.Errorf("a file that is not there: %d %v", got.status, got.header)
	}
}

// The log of nginx holds no query, no referrer and no languages (R24).
func TestR24TheLogOfNginxHoldsNoQuery(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	publishQuickly(t, repository(t).Snapshot(), dir)
	addr := nginxtest.Serve(t, dir)
	ask(t, addr, "GET", "/de/search?q=lymphoma", map[string]string{"Referer": "http://lymphoma.test/", "Accept-Language": "lymphoma"})
	text, err := os.ReadFile(filepath.Join(dir, ".parlance/nginx-site.conf"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "access_log ")
	name, _, _ := strings.Cut(rest, " ")
	var log []byte
	for end := time.Now().Add(time.Minute); len(log) == 0 && time.Now().Before(end); time.Sleep(20 * time.Millisecond) { // it is written after the answer
		log, err = os.ReadFile(name)
	}
	if err != nil || !strings.Contains(string(log), "/de/search") || strings.Contains(string(log), "lymphoma") {
		t.Errorf("%v\n%s", err, log)
	}
}
