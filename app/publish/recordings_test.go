package publish

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/nginxtest"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// recorded is the site of this repository with a recording of the title of safety in German, and one of a text that is no more.
type recorded struct {
	*site.Site
	file, path string // of the recording: its file, and its path on the site
	data       []byte
}

func newRecorded(t *testing.T) recorded {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	l, _ := repository(t).Snapshot().Locales.Find("de")
	title := repository(t).Snapshot().Page("safety").Summary(l).Texts[0].Text
	hash := strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: title}), "sha1-")[:12]
	r := recorded{file: filepath.Join(dir, "audio/safety/page.title.de."+hash+".mp3"), data: sitetest.Silence(time.Minute)}
	for i := range r.data {
		r.data[i] ^= byte(i / 144) // so that every part is another
	}
	if err := os.MkdirAll(filepath.Dir(r.file), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{r.file: r.data, strings.Replace(r.file, hash, "000000000000", 1): []byte("old")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r.Site, err = site.New(content.Tree(), store.Tree{FS: os.DirFS("../../locales"), Name: "locales"}, site.Options{Origin: "http://guides.test"})
	if err != nil {
		t.Fatal(err)
	}
	page := string(r.Snapshot().Document("safety", l.Index).Body(document.Identity).Bytes)
	_, rest, ok := strings.Cut(page, `data-of="page.title" src="`)
	if r.path, _, _ = strings.Cut(rest, `"`); !ok {
		t.Fatal("the page plays nothing")
	}
	return r
}

// publish publishes the assets and the pages of problems, and returns what has changed.
func (r recorded) publish(t *testing.T, dir string) ([]Change, error) {
	t.Helper()
	return tryToPublish(t, r.Snapshot(), dir, func(path string) bool {
		return strings.HasPrefix(path, "assets/") || strings.HasSuffix(path, "/404.html") || strings.HasSuffix(path, "/405.html")
	})
}

func TestPublishedPagesPlayTheirRecordings(t *testing.T) {
	r := newRecorded(t)
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := r.publish(t, dir); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, filepath.FromSlash(r.path))
	if data, err := os.ReadFile(name); err != nil || !bytes.Equal(data, r.data) {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	if all, _ := filepath.Glob(filepath.Join(dir, "assets/*.mp3*")); len(all) != 1 {
		t.Errorf("there are %v", all)
	}
	before, _ := os.Stat(name)
	if changes, err := r.publish(t, dir); err != nil || len(changes) > 0 {
		t.Errorf("what has not changed is published anew: %v, %v", changes, err)
	}
	if now, _ := os.Stat(name); !os.SameFile(before, now) || !now.ModTime().Equal(before.ModTime()) {
		t.Error("the recording is another file")
	}
	damaged := append([]byte{1}, r.data[1:]...)
	os.WriteFile(name, damaged, 0o644)
	if changes, err := r.publish(t, dir); err != nil || len(changes) != 1 || changes[0].Kind != "changed" {
		t.Errorf("a damaged one: %v, %v", changes, err)
	}
	if data, _ := os.ReadFile(name); !bytes.Equal(data, r.data) {
		t.Error("a damaged recording is not put right")
	}
	os.WriteFile(r.file, damaged, 0o644)
	if changes, err := r.publish(t, dir); err == nil || !strings.Contains(err.Error(), corpus.ErrRecordingChanged.Error()) {
		t.Errorf("one that has changed since the site was read: %v, %v", changes, err)
	}
	if data, _ := os.ReadFile(name); !bytes.Equal(data, r.data) {
		t.Error("what could not be published has changed what was")
	}
}

// nginx sends recordings, and every part of them, as our own server does. Of HEAD with Range it makes a 206, which the standard leaves to GET.
func TestNginxSendsRecordingsAsOurServerDoes(t *testing.T) {
	r := newRecorded(t)
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := r.publish(t, dir); err != nil {
		t.Fatal(err)
	}
	theirs, ours := nginxtest.Serve(t, dir), serve(t, r.Site, ofRoot)
	compare := func(method string, validators bool, header map[string]string) {
		t.Helper()
		answers := make([]answer, 2)
		for i, addr := range []string{ours, theirs} {
			own := map[string]string{}
			for name, value := range header {
				own[name] = value
			}
			if validators { // each its own
				first, err := client.Head("http://" + addr + r.path)
				if err != nil {
					t.Fatal(err)
				}
				first.Body.Close()
				for name, value := range own {
					own[name] = strings.NewReplacer("ETAG", first.Header.Get("ETag"), "DATE", first.Header.Get("Last-Modified")).Replace(value)
				}
			}
			answers[i] = ask(t, addr, method, r.path, own)
			if answers[i].status == http.StatusRequestedRangeNotSatisfiable { // a page, each its own; nginx has set its headers before it finds that there is no such part
				answers[i].body = ""
				for _, name := range []string{"Content-Type", "Content-Language", "Vary", "Cache-Control", "Cross-Origin-Resource-Policy"} {
					answers[i].header.Del(name)
				}
			}
		}
		want, got := answers[0], answers[1]
		if got.status != want.status || got.body != want.body || fmt.Sprint(got.header) != fmt.Sprint(want.header) {
			t.Errorf("%s %v: %d, %d bytes, %v\nour server: %d, %d bytes, %v", method, header, got.status, len(got.body), got.header, want.status, len(want.body), want.header)
		}
	}
	compare("GET", false, nil)
	compare("HEAD", false, nil)
	for _, ranges := range []string{"bytes=0-9", "bytes=100-", "bytes=-5", "bytes=0-", "bytes=0-1,5-6", "bytes=0-1, 999999999-", "bytes=999999999-", "bytes=-0", "bytes=x", "seconds=1-2", "bytes=0-99999999999"} {
		compare("GET", false, map[string]string{"Range": ranges})
		compare("GET", true, map[string]string{"Range": ranges, "If-Range": "ETAG"})
		compare("GET", true, map[string]string{"Range": ranges, "If-Range": "DATE"})
		compare("GET", false, map[string]string{"Range": ranges, "If-Range": `"other"`})
		compare("GET", false, map[string]string{"Range": ranges, "If-Range": "Sat, 21 Nov 2020 10:00:00 GMT"})
	}
	compare("GET", true, map[string]string{"If-None-Match": "ETAG"})
	compare("GET", true, map[string]string{"If-Modified-Since": "DATE"})
	compare("GET", true, map[string]string{"If-None-Match": "ETAG", "Range": "bytes=0-9"})
	compare("GET", false, map[string]string{"Accept-Encoding": "gzip, br, zstd"})
	compare("POST", false, nil)
}
