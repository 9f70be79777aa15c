package server

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// recordedSite is the little site on the disk, with a recording of the first paragraph of safety in French.
type recordedSite struct {
	*site.Site
	file, path string // of the recording: its file, and its path on the server
}

func newRecordedSite(t testing.TB, data []byte) recordedSite {
	t.Helper()
	content, locales := testTrees(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, content); err != nil {
		t.Fatal(err)
	}
	hash := strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: "fr First words about safety."}), "sha1-")
	s := recordedSite{file: filepath.Join(dir, "audio/safety/intro.p1.fr."+hash[:12]+".mp3")}
	if err := os.MkdirAll(filepath.Dir(s.file), 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(t, data)
	tree, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if s.Site, err = site.New(tree.Tree(), store.Tree{FS: locales, Name: "locales"}, site.Options{Origin: "https://parlance.test"}); err != nil {
		t.Fatal(err)
	}
	s.path = s.played(t)
	return s
}

func (s recordedSite) write(t testing.TB, data []byte) {
	t.Helper()
	if err := os.WriteFile(s.file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// played returns the address of the recording that the French page plays.
func (s recordedSite) played(t testing.TB) string {
	t.Helper()
	l, _ := s.Snapshot().Locales.Find("fr")
	page := string(s.Snapshot().Document("safety", l.Index).Body(document.Identity).Bytes)
	m := regexp.MustCompile(`<audio controls preload="none" data-of="intro.p1" src="(/assets/[^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page plays nothing:\n%s", page)
	}
	return m[1]
}

// numbers returns bytes that tell where they stand.
func numbers(n int) []byte {
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(i*7 + i/251)
	}
	return data
}

func TestRecordingsAreServedInParts(t *testing.T) {
	data := numbers(100_000)
	s := newRecordedSite(t, data)
	modified := time.Date(2026, 11, 20, 10, 0, 0, 500, time.UTC)
	if err := os.Chtimes(s.file, modified, modified); err != nil {
		t.Fatal(err)
	}
	if err := s.Reload(corpus.Changes{}); err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, New(s.Site, Options{TLS: true}))
	sum := sha256.Sum256(data)
	etag, date := `"`+hex.EncodeToString(sum[:12])+`"`, "Fri, 20 Nov 2026 10:00:00 GMT"
	const all, none = "all", ""
	for name, c := range map[string]struct {
		method  string
		headers []string
		status  int
		sent    string // the part of data, as in slices
	}{
		"the whole":                          {"GET", nil, 200, all},
		"a part":                             {"GET", []string{"Range: bytes=10-19"}, 206, "10:20"},
		"the end":                            {"GET", []string{"Range: bytes=-10"}, 206, "99990:100000"},
		"all of it as a part":                {"GET", []string{"Range: bytes=0-"}, 206, "0:100000"},
		"several parts":                      {"GET", []string{"Range: bytes=0-1,5-6"}, 200, all},
		"several lines":                      {"GET", []string{"Range: bytes=0-1", "Range: bytes=5-6"}, 416, none},
		"another unit":                       {"GET", []string{"Range: seconds=1-2"}, 200, all},
		"behind the end":                     {"GET", []string{"Range: bytes=100000-"}, 416, none},
		"HEAD":                               {"HEAD", nil, 200, none},
		"HEAD has no parts":                  {"HEAD", []string{"Range: bytes=10-19"}, 200, none},
		"If-Range names it":                  {"GET", []string{"Range: bytes=10-19", "If-Range: " + etag}, 206, "10:20"},
		"If-Range names another":             {"GET", []string{"Range: bytes=10-19", `If-Range: "other"`}, 200, all},
		"If-Range is weak":                   {"GET", []string{"Range: bytes=10-19", "If-Range: W/" + etag}, 200, all},
		"If-Range is its date":               {"GET", []string{"Range: bytes=10-19", "If-Range: " + date}, 206, "10:20"},
		"If-Range is a later date":           {"GET", []string{"Range: bytes=10-19", "If-Range: Sat, 21 Nov 2026 10:00:00 GMT"}, 200, all},
		"If-Range is an earlier date":        {"GET", []string{"Range: bytes=10-19", "If-Range: Thu, 19 Nov 2026 10:00:00 GMT"}, 200, all},
		"a part of another, outside":         {"GET", []string{"Range: bytes=100000-", `If-Range: "other"`}, 200, all},
		"the reader has it":                  {"GET", []string{"If-None-Match: " + etag}, 304, none},
		"the reader has it, in a list":       {"GET", []string{`If-None-Match: "a", W/` + etag}, 304, none},
		"the reader has another":             {"GET", []string{`If-None-Match: "a"`}, 200, all},
		"the reader has it since":            {"GET", []string{"If-Modified-Since: " + date}, 304, none},
		"the reader has it since yesterday":  {"GET", []string{"If-Modified-Since: Thu, 19 Nov 2026 10:00:00 GMT"}, 200, all},
		"another tag counts more than dates": {"GET", []string{`If-None-Match: "a"`, "If-Modified-Since: " + date}, 200, all},
		"the reader has it and wants a part": {"GET", []string{"If-None-Match: " + etag, "Range: bytes=10-19"}, 304, none},
		"HEAD of what the reader has":        {"HEAD", []string{"If-None-Match: " + etag}, 304, none},
		"no compression":                     {"GET", []string{"Accept-Encoding: gzip, br"}, 200, all},
	} {
		t.Run(name, func(t *testing.T) {
			got, body := ask(t, addr, c.method+" "+s.path, c.headers...)
			if got.StatusCode != c.status {
				t.Fatalf("%d, want %d", got.StatusCode, c.status)
			}
			first, last := 0, len(data)
			if n, _ := fmt.Sscanf(c.sent, "%d:%d", &first, &last); n == 2 {
				if want := fmt.Sprintf("bytes %d-%d/%d", first, last-1, len(data)); got.Header.Get("Content-Range") != want {
					t.Errorf("Content-Range: %s, want %s", got.Header.Get("Content-Range"), want)
				}
			}
			if c.sent != none && !bytes.Equal(body, data[first:last]) || c.sent == none && c.status != 416 && len(body) > 0 {
				t.Errorf("%d bytes", len(body))
			}
			want := map[string]string{
				"Etag": etag, "Last-Modified": date, "Accept-Ranges": "bytes", "Cache-Control": "public, max-age=31536000, immutable", "Content-Type": "audio/mpeg",
				"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "cross-origin", "Content-Encoding": "", "Vary": "Accept-Encoding",
				"Strict-Transport-Security": "max-age=63072000; includeSubDomains", "Content-Length": fmt.Sprint(last - first),
			}
			switch c.status {
			case 206:
				want["Accept-Ranges"] = "" // the answer says it
			case 304:
				want["Content-Type"], want["Content-Length"], want["Accept-Ranges"] = "", "", ""
			case 416:
				want = map[string]string{"Content-Range": "bytes */100000", "Cache-Control": "no-store", "Etag": "", "X-Content-Type-Options": "nosniff"}
			}
			for name, value := range want {
				if got.Header.Get(name) != value {
					t.Errorf("%s: %q, want %q", name, got.Header.Get(name), value)
				}
			}
			if policy := got.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "media-src 'self'") {
				t.Errorf("Content-Security-Policy: %s", policy)
			}
		})
	}
}

// A connection goes on being used after parts of a recording, each complete.
func TestRecordingsAndPagesShareAConnection(t *testing.T) {
	data := numbers(300_000)
	s := newRecordedSite(t, data)
	addr, _ := start(t, New(s.Site, Options{}))
	conn := dial(t, addr)
	in := bufio.NewReader(conn)
	for i := range 20 {
		first := i * 10_000
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nRange: bytes=%d-%d\r\n\r\n", s.path, first, first+99_999)
		if got, body := readAnswer(t, in, "GET"); got.StatusCode != 206 || !bytes.Equal(body, data[first:first+100_000]) {
			t.Fatalf("part %d: %d, %d bytes", i, got.StatusCode, len(body))
		}
		fmt.Fprint(conn, "HEAD "+s.path+" HTTP/1.1\r\nHost: x\r\n\r\nGET /fr/safety HTTP/1.1\r\nHost: x\r\n\r\n")
		readAnswer(t, in, "HEAD")
		if got, _ := readAnswer(t, in, "GET"); got.StatusCode != 200 {
			t.Fatalf("a page: %d", got.StatusCode)
		}
	}
}

// A request with a body is answered in full too, before its connection ends.
func TestARecordingIsSentToWhoSendsABody(t *testing.T) {
	data := numbers(3_000_000)
	s := newRecordedSite(t, data)
	server := New(s.Site, Options{})
	addr, _ := start(t, server)
	conn := dial(t, addr)
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi", s.path)
	if got, body := readAnswer(t, bufio.NewReader(conn), "GET"); got.StatusCode != 200 || !bytes.Equal(body, data) {
		t.Errorf("%d, %d bytes", got.StatusCode, len(body))
	}
}

// A tree inside the binary has no times: its recordings are sent all the same, and by their tag alone.
func TestRecordingsWithoutATimeAreSent(t *testing.T) {
	content, locales := testTrees(t)
	data := numbers(1000)
	hash := strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: "fr First words about safety."}), "sha1-")
	content["audio/safety/safety.intro.p1.fr."+hash[:12]+".mp3"] = &fstest.MapFile{Data: data}
	made, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{Origin: "https://parlance.test"})
	if err != nil {
		t.Fatal(err)
	}
	s := recordedSite{Site: made}
	addr, _ := start(t, New(made, Options{}))
	const never = "Mon, 01 Jan 0001 00:00:00 GMT"
	for header, status := range map[string]int{"": 206, "If-Range: " + never: 200, "If-Modified-Since: " + never: 206} {
		headers := []string{"Range: bytes=1-2"}
		if header != "" {
			headers = append(headers, header)
		}
		got, _ := ask(t, addr, s.played(t), headers...)
		if got.StatusCode != status || got.Header.Get("Last-Modified") != "" {
			t.Errorf("%s: %d, of %s", header, got.StatusCode, got.Header.Get("Last-Modified"))
		}
	}
}

// What stands in the file now is never sent under the address of what stood there before.
func TestAChangedRecordingIsNotSent(t *testing.T) {
	data := numbers(1000)
	s := newRecordedSite(t, data)
	addr, _ := start(t, New(s.Site, Options{}))
	changed := append([]byte{1}, data[1:]...)
	s.write(t, changed)
	if got, body := ask(t, addr, s.path); got.StatusCode != 404 || bytes.Contains(body, data[:100]) {
		t.Errorf("before it is read again: %d", got.StatusCode)
	}
	if err := s.Reload(corpus.Changes{Content: []string{"audio/safety/" + filepath.Base(s.file)}, Locales: []string{}}); err != nil {
		t.Fatal(err)
	}
	if got, _ := ask(t, addr, s.path); got.StatusCode != 404 {
		t.Errorf("the old address: %d", got.StatusCode)
	}
	now := s.played(t)
	if got, body := ask(t, addr, now); now == s.path || got.StatusCode != 200 || !bytes.Equal(body, changed) {
		t.Errorf("the new address %s: %d, %d bytes", now, got.StatusCode, len(body))
	}
	if err := os.Remove(s.file); err != nil {
		t.Fatal(err)
	}
	if got, _ := ask(t, addr, now); got.StatusCode != 404 {
		t.Errorf("a file that is gone: %d", got.StatusCode)
	}
}

// A recording that is changed while it is sent ends the answer: the reader has a beginning of the old one, and sees that it is not all.
func TestARecordingThatChangesWhileItIsSentEndsTheAnswer(t *testing.T) {
	data := numbers(24 << 20) // more than the buffers of a connection
	s := newRecordedSite(t, data)
	addr, _ := start(t, New(s.Site, Options{}))
	conn := dial(t, addr)
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", s.path)
	in := bufio.NewReader(conn)
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	begin := make([]byte, 100_000)
	if _, err := io.ReadFull(answer.Body, begin); err != nil {
		t.Fatal(err)
	}
	s.write(t, bytes.Repeat([]byte{0xee}, len(data)))
	rest, err := io.ReadAll(answer.Body)
	if got := append(begin, rest...); err == nil || len(got) == len(data) || !bytes.Equal(got, data[:len(got)]) {
		t.Errorf("%v after %d bytes of %d", err, len(got), len(data))
	}
}

// Law 8: a hundred readers of one large recording at the same time take no more memory than a piece of it each.
func TestLaw8AHundredReadersOfALargeRecordingTakeLittleMemory(t *testing.T) {
	data := numbers(30_000_000)
	s := newRecordedSite(t, data)
	data = nil //nolint:ineffassign // so that it is not counted
	addr, _ := start(t, New(s.Site, Options{}))
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for range 100 {
		conn := dial(t, addr)
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", s.path)
		if _, err := io.CopyN(io.Discard, conn, 200_000); err != nil {
			t.Fatal(err)
		}
	}
	if now := heap(); now > before+20_000_000 {
		t.Errorf("%d MB", (now-before)>>20)
	}
}

// Law 8: who reads at a steady pace gets all of a recording, however long that takes; who reads nothing for a while, or less than any phone, is gone.
func TestLaw8ASlowReaderIsServedAndADeafOneIsNot(t *testing.T) {
	data := numbers(24 << 20) // more than the buffers of a connection
	s := newRecordedSite(t, data)
	steady := func(int) time.Duration { return 120 * time.Millisecond } // 2.9 s in all, where another answer has one
	for name, c := range map[string]struct {
		rate  int64
		pause func(piece int) time.Duration
		whole bool
	}{
		"steady":      {recordingRate, steady, true},
		"too slow":    {100 << 20, steady, false},
		"stops early": {recordingRate, func(piece int) time.Duration { return 4 * time.Second / time.Duration(1+1000*piece) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := New(s.Site, Options{})
			server.deadlines.next, server.recordingRate = time.Second, c.rate
			addr, _ := start(t, server)
			conn := dial(t, addr)
			_ = conn.(*net.TCPConn).SetReadBuffer(64 << 10)
			fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", s.path)
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			got, piece := 0, make([]byte, 1<<20)
			for i := 0; err == nil; i++ {
				var n int
				n, err = io.ReadFull(answer.Body, piece)
				got += n
				time.Sleep(c.pause(i))
			}
			if (got == len(data)) != c.whole {
				t.Errorf("%d bytes of %d: %v", got, len(data), err)
			}
		})
	}
}

// Law 8: recordings that nobody waits for leave nothing behind.
func TestLaw8RecordingsLeaveNothingOpen(t *testing.T) {
	s := newRecordedSite(t, sitetest.Silence(20*time.Minute))
	server := New(s.Site, Options{})
	addr, _ := start(t, server)
	for range 50 {
		conn := dial(t, addr)
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", s.path)
		io.CopyN(io.Discard, conn, 1000)
		conn.Close()
		ask(t, addr, "HEAD "+s.path)
		ask(t, addr, s.path, "Range: bytes=0-9")
	}
	for end := time.Now().Add(time.Minute); len(server.sendingRecordings) > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d recordings are still being sent", len(server.sendingRecordings))
		}
	}
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	for _, fd := range open {
		if to, _ := os.Readlink("/proc/self/fd/" + fd.Name()); to == s.file {
			t.Errorf("%s is still open", to)
		}
	}
}
