package publish

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/nginxtest"
	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// belowPath is the site of this repository as a hospital has it below a path of its own, over TLS, with a page that had another address before.
const belowPath = "https://hospital.test/guides"

func newSiteBelowPath(t *testing.T) *site.Site {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "safety.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Replace(text, []byte("+++\n"), []byte("+++\naliases = [\"old-safety\"]\n"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := site.New(store.Tree{FS: os.DirFS(dir), Name: "content"}, store.Tree{FS: os.DirFS("../../locales"), Name: "locales"}, site.Options{Origin: belowPath})
	if err != nil {
		t.Fatal(err)
	}
	if s.Snapshot().Moved("old-safety") == "" {
		t.Fatal("the page has no address of before")
	}
	return s
}

// nginx knows the path that the site stands below, whether a proxy takes it off or not, and sets the cookie as our server does over TLS.
func TestNginxAnswersAsOurServerDoesBelowAPathAndOverTLS(t *testing.T) {
	s := newSiteBelowPath(t)
	dir := filepath.Join(t.TempDir(), "site")
	tags := []string{"de", "fr", "en", "ar", "zh-Hans"}
	publishSome(t, s.Snapshot(), dir, func(path string) bool {
		tag, rest, _ := strings.Cut(path, "/")
		return (slices.Contains(tags, tag) || rest == "404.html" || rest == "405.html") && (!strings.Contains(path, "/beside/") || strings.HasSuffix(path, "de/safety/beside/fr.html"))
	})
	ours, theirs := serve(t, s, server.Options{Origin: belowPath, AnyHost: true, TLS: true}), nginxtest.Serve(t, dir)
	for _, path := range []string{
		"/", "/safety", "/languages", "/de", "/DE", "/de/", "/de/safety", "/de/safety/", "/DE/safety", "/DE/safety/", "/zh-CN/safety?remember", "/de/safety?remember", "/de/?remember", "/de?remember",
		"/de/languages?remember", "/de/safety/report?remember", "/de/nope?remember", "/de/safety/beside/fr", "/de/safety/beside/de", "/nope", "/de/nope", "/DE/nope", "/de/feed.xml", "/de/manifest.webmanifest",
		"/old-safety", "/old-safety/", "/old-safety?remember", "/de/old-safety", "/de/old-safety/", "/de/old-safety?remember", "/DE/old-safety", "/de/old-safety/beside/fr", "/de/old-safety/report", "/de/search?remember",
	} {
		for _, above := range []string{"/guides", ""} {
			for _, method := range []string{"GET", "HEAD", "POST"} {
				for _, header := range []map[string]string{{"Accept-Language": "ar,en;q=0.5"}, {"Cookie": "__Host-lang=fr; lang=de", "Accept-Encoding": "br"}, {"Cookie": "lang=fr; lang=ar"}} {
					want, got := ask(t, ours, method, above+path, header), ask(t, theirs, method, above+path, header)
					if path == "/de/safety/report" {
						want.body, got.body = "", "" // of a published site it is another page
					}
					if got.status != want.status || got.body != want.body || fmt.Sprint(got.header) != fmt.Sprint(want.header) {
						t.Errorf("%s %s %v: %d; our server: %d\n%s", method, above+path, header, got.status, want.status, differences(headerLines(got), headerLines(want)))
					}
				}
			}
		}
	}
	if got := ask(t, theirs, "GET", "/guides", nil); got.status != 301 || got.header.Get("Location") != "/guides/" {
		t.Errorf("the path itself: %d %v", got.status, got.header)
	}
}

// Whatever an address holds, nothing of it becomes a header of its own.
func TestNginxLetsNoAddressWriteHeaders(t *testing.T) {
	s := newSiteBelowPath(t)
	dir := filepath.Join(t.TempDir(), "site")
	publishSome(t, s.Snapshot(), dir, func(path string) bool {
		return path == "de/safety.html" || path == "de/index.html" || path == "de/safety/report.html" || strings.HasSuffix(path, "/404.html")
	})
	addr := nginxtest.Serve(t, dir)
	for _, path := range []string{"/de/IN", "/de/safetyIN", "/de/safety/IN/", "/DE/safetyIN", "/DEIN/safety", "/DE/IN", "/deIN", "/de/safety/report/IN", "/DE/safety/report/xIN", "/de/old-safetyIN", "/de/old-safety/report/xIN", "/old-safety/IN/", "/guidesIN", "/guides/de/INsafety", "/de/safety/beside/deIN"} {
		for _, query := range []string{"", "?remember", "?q=IN&remember"} {
			for _, in := range []string{"%0d%0aX-Injected:%201", "%0aX-Injected:%201", "%0a", "%0d%0a%0d%0ax"} {
				target := strings.ReplaceAll(path+query, "IN", in)
				conn, err := net.Dial("tcp", addr)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", target)
				var all bytes.Buffer
				all.ReadFrom(conn)
				conn.Close()
				head, _, _ := strings.Cut(all.String(), "\r\n\r\n")
				if strings.Contains(strings.ReplaceAll(head, "\r\n", ""), "\n") || strings.Contains(head, "\nX-Injected") || !strings.Contains(head, "Content-Security-Policy") {
					t.Errorf("%s: %q", target, head)
				}
			}
		}
	}
}
