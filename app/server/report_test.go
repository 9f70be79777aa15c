package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/store/folder"
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

const formPath = "/ar/guides/sleep/report/intro.p1"

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

func TestReportIsKeptAsItWasShown(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, New(testSite(t), Options{Reports: kept}))
	fields := r.form(formPath)
	fields.Set("message", "  The dose\tis wrong.\r\nOr not?\x00\x1b[31m\x07 ﷺ ")
	answer, _ := r.post(formPath, fields.Encode(), "User-Agent: SECRET-AGENT", "Accept-Language: SECRET-LANGUAGE", "Cookie: x=SECRET", "X-Forwarded-For: 203.0.113.7")
	if answer.StatusCode != 303 || answer.Header.Get("Location") != "/ar/guides/sleep/report/thanks" {
		t.Fatalf("got %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if answer.Header.Get("Vary") == "" || answer.Header.Get("Cache-Control") != "no-store" || answer.Header.Get("Set-Cookie") != "" {
		t.Errorf("headers: %v", answer.Header)
	}
	answer, body := r.get(answer.Header.Get("Location"))
	if answer.StatusCode != 200 || !strings.Contains(body, "ar Thank you") || answer.Header.Get("Content-Language") != "ar" {
		t.Errorf("thanks: %d %s", answer.StatusCode, body)
	}
	lines := kept.take()
	if len(lines) != 1 {
		t.Fatalf("kept %q", lines)
	}
	got := map[string]any{}
	if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"page": "guides/sleep", "locale": "ar", "key": "guides/sleep.intro.p1", "state": "draft",
		"source": "First words about guides/sleep.", "text": "ar First words about guides/sleep.",
		"message": "The dose is wrong.\nOr not?[31m ﷺ", "source_hash": fields.Get("source"), "text_hash": fields.Get("text")}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s: got %q, want %q", name, got[name], value)
		}
	}
	if len(got) != len(want)+1 || !strings.HasSuffix(got["at"].(string), ":00Z") {
		t.Errorf("kept more than was asked: %s", lines[0])
	}
	if strings.Contains(lines[0], "SECRET") || strings.Contains(lines[0], "203.0.113") || strings.Contains(lines[0], "127.0.0.1") {
		t.Errorf("something about the reader was kept: %s", lines[0])
	}
}

func TestReportThatIsWrongIsToldAndNotKept(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, New(testSite(t), Options{Reports: kept}))
	good := r.form(formPath)
	good.Set("message", "kept words")
	with := func(pairs ...string) string {
		fields := url.Values{}
		for name, v := range good {
			fields[name] = v
		}
		for i := 0; i < len(pairs); i += 2 {
			fields.Set(pairs[i], pairs[i+1])
		}
		return fields.Encode()
	}
	without := func(name string) string {
		fields, _ := url.ParseQuery(with())
		fields.Del(name)
		return fields.Encode()
	}
	for _, c := range []struct {
		name, path, body string
		headers          []string
		status           int
		says             string
	}{
		{"nothing written", formPath, with("message", " \r\n\t"), nil, 422, "ar Please write what is wrong."},
		{"only control characters", formPath, with("message", "\x00\x1b\u200b"), nil, 422, "ar Please write what is wrong."},
		{"1,001 characters", formPath, with("message", strings.Repeat("\U0001f600", 1001)), nil, 422, "ar Your text is too long"},
		{"a huge body", formPath, with("message", strings.Repeat("x", 1<<20)), nil, 413, "ar Your text is too long"},
		{"not UTF-8", formPath, without("message") + "&message=%ff%fe", nil, 400, "<h1>"},
		{"broken escapes", formPath, without("message") + "&message=%zz", nil, 400, "<h1>"},
		{"no body", formPath, "", nil, 400, "<h1>"},
		{"a field twice", formPath, with() + "&key=other", nil, 400, "<h1>"},
		{"a field missing", formPath, without("token"), nil, 400, "<h1>"},
		{"another page", formPath, with("page", "safety"), nil, 400, "<h1>"},
		{"another locale", formPath, with("locale", "fr"), nil, 400, "<h1>"},
		{"another key", formPath, with("key", "guides/sleep.more.p1"), nil, 400, "<h1>"},
		{"a key that is not there", "/ar/guides/sleep/report/intro.p99", with("key", "guides/sleep.intro.p99"), nil, 404, "<h1>"},
		{"a key of the interface", "/ar/ui/report/site.name", with("page", "ui", "key", "ui.site.name"), nil, 404, "<h1>"},
		{"another state", formPath, with("state", "reviewed"), nil, 409, "ar This part of the page has changed"},
		{"another source", formPath, with("source", "sha1-0"), nil, 409, "kept words</textarea>"},
		{"another text", formPath, with("text", "sha1-0"), nil, 409, "ar This part of the page has changed"},
		{"a token of another process", formPath, with("token", "498714.AAAA"), nil, 403, "kept words</textarea>"},
		{"no token", formPath, with("token", ""), nil, 403, "kept words</textarea>"},
		{"another site's form", formPath, with(), []string{"Origin: https://evil.example"}, 403, "<h1>"},
		{"another site's form, by the browser", formPath, with(), []string{"Sec-Fetch-Site: cross-site"}, 403, "<h1>"},
		{"JSON", formPath, "{}", []string{"Content-Type: application/json"}, 415, "<h1>"},
		{"multipart", formPath, with(), []string{"Content-Type: multipart/form-data; boundary=x"}, 415, "<h1>"},
		{"plain text", formPath, with(), []string{"Content-Type: text/plain"}, 415, "<h1>"},
		{"another charset", formPath, with(), []string{"Content-Type: application/x-www-form-urlencoded; charset=utf-16"}, 415, "<h1>"},
		{"packed", formPath, with(), []string{"Content-Encoding: gzip"}, 415, "<h1>"},
		{"the list of parts", "/ar/guides/sleep/report", with(), nil, 405, "<h1>"},
		{"the thanks", "/ar/guides/sleep/report/thanks", with(), nil, 405, "<h1>"},
		{"the page", "/ar/guides/sleep", with(), nil, 405, "<h1>"},
		{"no locale", "/guides/sleep/report/intro.p1", with(), nil, 404, "<h1>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, body := r.post(c.path, c.body, c.headers...)
			if answer.StatusCode != c.status || !strings.Contains(body, c.says) {
				t.Errorf("got %d, want %d and %q in\n%s", answer.StatusCode, c.status, c.says, body)
			}
			if strings.HasPrefix(c.path, "/ar/") && answer.Header.Get("Content-Language") != "ar" {
				t.Errorf("answered in %q", answer.Header.Get("Content-Language"))
			}
			for _, fault := range faultsOf(answer) {
				t.Error(fault)
			}
			if answer.Header.Get("Vary") == "" {
				t.Error("no Vary")
			}
			if lines := kept.take(); len(lines) > 0 {
				t.Errorf("kept %q", lines)
			}
		})
	}
	for _, headers := range [][]string{{"Origin: null"}, {"Origin: " + r.origin, "Sec-Fetch-Site: same-origin"}, {"Content-Type: application/x-www-form-urlencoded;charset=UTF-8"}} {
		if answer, body := r.post(formPath, with(), headers...); answer.StatusCode != 303 {
			t.Errorf("%v: got %d\n%s", headers, answer.StatusCode, body)
		}
	}
	longest := with("message", strings.Repeat("\U0001f600", 1000))
	if answer, _ := r.post(formPath, longest); answer.StatusCode != 303 {
		t.Errorf("1,000 characters of four bytes: got %d", answer.StatusCode)
	}
}

// A form that was opened before a restart is shown again, with the text, and can then be sent.
func TestReportFormOutlivesARestart(t *testing.T) {
	kept := &memoryLog{}
	s := New(testSite(t), Options{Reports: kept})
	r := newReader(t, s)
	fields := r.form(formPath)
	fields.Set("message", "</textarea>\"<b>kept")
	s.reports.key = newTokenKey()
	answer, body := r.post(formPath, fields.Encode())
	if answer.StatusCode != 403 || !strings.Contains(body, "&lt;/textarea&gt;&#34;&lt;b&gt;kept</textarea>") || !strings.Contains(body, `role="alert"`) {
		t.Fatalf("got %d\n%s", answer.StatusCode, body)
	}
	fields.Set("token", fieldsOf(body).Get("token"))
	if answer, _ := r.post(formPath, fields.Encode()); answer.StatusCode != 303 || len(kept.take()) != 1 {
		t.Errorf("the form that was shown again: got %d", answer.StatusCode)
	}
}

func TestTokenEndsAfterItsHours(t *testing.T) {
	k, now := newTokenKey(), time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)
	subject := tokenSubject{page: "a", locale: "b"}
	token := k.token(subject, now)
	for hours, want := range map[int]bool{0: true, tokenHours: true, tokenHours + 1: false, -1: false} {
		if got := k.valid(token, subject, now.Add(time.Duration(hours)*time.Hour)); got != want {
			t.Errorf("after %d hours: got %v", hours, got)
		}
	}
	if k.valid(token, tokenSubject{page: "ab"}, now) {
		t.Error("a token holds for another subject that is written alike")
	}
}

// A part that is gone since the form was opened is told from one that never was.
func TestReportOfAPartThatIsGone(t *testing.T) {
	s := New(testSite(t), Options{Reports: &memoryLog{}})
	r := newReader(t, s)
	f := tokenSubject{"safety", "ar", "safety.intro.p7", "draft", "x", "y"}
	fields := url.Values{"page": {f.page}, "locale": {f.locale}, "key": {f.key}, "state": {f.state}, "source": {f.source}, "text": {f.text},
		"message": {"words"}, "token": {s.reports.key.token(f, time.Now())}}
	if answer, body := r.post("/ar/safety/report/intro.p7", fields.Encode()); answer.StatusCode != 409 || !strings.Contains(body, "ar This part of the page has changed") {
		t.Errorf("got %d\n%s", answer.StatusCode, body)
	}
}

func TestReportThatCannotBeKept(t *testing.T) {
	for name, log := range map[string]ReportLog{
		"nowhere to keep it": nil,
		"a full disk":        &memoryLog{err: errors.New("no space left on device")},
		"a full log":         folder.NewLog(filepath.Join(t.TempDir(), "x"), 10),
		"no folder":          folder.NewLog("/dev/null/data/x", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			r := newReader(t, New(testSite(t), Options{Reports: log}))
			fields := r.form(formPath)
			fields.Set("message", "kept words")
			answer, body := r.post(formPath, fields.Encode())
			if answer.StatusCode != 503 || answer.Header.Get("Retry-After") == "" || !strings.Contains(body, "kept words</textarea>") || !strings.Contains(body, "ar We could not keep your message") {
				t.Errorf("got %d %v\n%s", answer.StatusCode, answer.Header, body)
			}
			if answer, _ := r.get("/ar/safety"); answer.StatusCode != 200 {
				t.Errorf("the site does not serve: %d", answer.StatusCode)
			}
		})
	}
}

// A thousand reports at once: twelve of one client are kept, the others get a polite answer, and the memory stays.
func TestReportFlood(t *testing.T) {
	kept := &memoryLog{}
	s := New(testSite(t), Options{Reports: kept})
	r := newReader(t, s)
	r.client.Transport.(*http.Transport).MaxConnsPerHost = 50
	fields := r.form(formPath)
	fields.Set("message", strings.Repeat("ج", 1000))
	body := fields.Encode()
	count := map[int]int{}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			for range 50 {
				answer, page := r.post(formPath, body)
				mu.Lock()
				count[answer.StatusCode]++
				mu.Unlock()
				if answer.StatusCode == 429 && (answer.Header.Get("Retry-After") == "" || !strings.Contains(page, "ar We have had too many messages")) {
					t.Errorf("an impolite answer: %v", answer.Header)
				}
			}
		})
	}
	wait.Wait()
	if count[303] < clientReports || count[303] > 2*clientReports || count[303]+count[429] != 1000 {
		t.Errorf("answers: %v", count) // twice where the hour ends meanwhile
	}
	if got := len(kept.take()); got != count[303] {
		t.Errorf("kept %d, thanked for %d", got, count[303])
	}
	// Pages may be compressed in the background at this moment; what the flood itself left behind would stay.
	var grown int64
	for range 50 {
		runtime.GC()
		runtime.ReadMemStats(&after)
		if grown = int64(after.HeapAlloc) - int64(before.HeapAlloc); grown <= 16<<20 {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Errorf("memory grew by %d MB", grown>>20)
}

func TestRateLimitHoldsForClientsAndForAll(t *testing.T) {
	var l rateLimit
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	one := netip.MustParseAddr("192.0.2.1")
	for i := range clientReports {
		if wait := l.take(one, now); wait != 0 {
			t.Fatalf("report %d has to wait %v", i, wait)
		}
	}
	if wait := l.take(one, now.Add(10*time.Minute)); wait != 50*time.Minute {
		t.Errorf("one too many waits %v, want to the end of the hour", wait)
	}
	if wait := l.take(one, now.Add(time.Hour)); wait != 0 {
		t.Errorf("in the next hour: %v", wait)
	}
	home, neighbour := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::ffff:2")
	if l.hash(home) != l.hash(neighbour) || l.hash(home) == l.hash(netip.MustParseAddr("2001:db8:0:1::1")) {
		t.Error("a /64 of IPv6 is not one client")
	}
	if l.hash(one) != l.hash(netip.MustParseAddr("::ffff:192.0.2.1")) {
		t.Error("an IPv4 address in IPv6 is another client")
	}
	// Ever new addresses are held back by the bound for all, and so is the memory.
	now = now.Add(2 * time.Hour)
	passed := 0
	for i := range 360_000 {
		addr := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		if l.take(addr, now.Add(time.Duration(i)*10*time.Millisecond)) == 0 {
			passed++
		}
	}
	if passed != 60*serverReports || len(l.clients) > 60*serverReports {
		t.Errorf("%d passed in an hour, %d clients are known", passed, len(l.clients))
	}
}

// Behind a proxy each reader counts alone, and nobody is believed who names a proxy's list himself.
func TestClientBehindAProxy(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, New(testSite(t), Options{Reports: kept, TLS: true}))
	fields := r.form(formPath)
	fields.Set("message", "words")
	for i := range clientReports + 1 {
		answer, _ := r.post(formPath, fields.Encode(), fmt.Sprintf("X-Forwarded-For: 198.51.100.%d, 203.0.113.7", i))
		if i == clientReports && answer.StatusCode != 429 {
			t.Errorf("one too many: got %d, want 429", answer.StatusCode)
		}
	}
	if answer, _ := r.post(formPath, fields.Encode(), "X-Forwarded-For: 203.0.113.8"); answer.StatusCode != 303 {
		t.Errorf("another reader: got %d", answer.StatusCode)
	}
}

// FuzzReport sends bodies to a form: never a panic, never 5xx, and what is kept is what was asked for.
func FuzzReport(f *testing.F) {
	kept := &memoryLog{}
	server := New(testSite(f), Options{Reports: kept})
	below := server.app.Server()
	snap := server.site.Snapshot()
	ar, _ := snap.Locales.Find("ar")
	part, ok := snap.Part("guides/sleep", "intro.p1", ar)
	if !ok {
		f.Fatal("no such part")
	}
	subject := subjectOf(part.Report)
	fields := url.Values{"page": {subject.page}, "locale": {subject.locale}, "key": {subject.key}, "state": {subject.state}, "source": {subject.source}, "text": {subject.text}}
	whole := fields.Encode() + "&token={token}&message="
	const form = "application/x-www-form-urlencoded"
	for _, message := range []string{"x", "%F0%9F%98%80", "%00%1b%5B2J", "%ff", "%0d%0a.%0d", "+", strings.Repeat("%E0%A4%A8", 1000), strings.Repeat("a", 1001), "%E2%80%AE", "a&extra=1", "a;b", "a&message=b"} {
		f.Add(form, whole+message)
	}
	f.Add("application/json", `{"message":"x"}`)
	f.Add(form+"; charset=utf-8", whole+"x")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, contentType, body string) {
		server.reports.limit = rateLimit{}
		body = strings.ReplaceAll(body, "{token}", server.reports.key.token(subject, time.Now()))
		contentType = strings.NewReplacer("\r", "", "\n", "").Replace(contentType)
		head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: parlance.test\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", formPath, contentType, len(body))
		conn := &wire{in: bytes.NewReader([]byte(head + body))}
		_ = below.ServeConn(conn)
		server.lingering.Wait()
		answer, err := http.ReadResponse(bufio.NewReader(&conn.out), &http.Request{Method: "POST"})
		if err != nil {
			t.Fatalf("%q %q: %v", contentType, body, err)
		}
		for _, fault := range faultsOf(answer) {
			t.Error(fault)
		}
		lines := kept.take()
		if (answer.StatusCode == 303) != (len(lines) == 1) || len(lines) > 1 {
			t.Fatalf("answered %d and kept %d", answer.StatusCode, len(lines))
		}
		for _, line := range lines {
			if strings.ContainsAny(line, "\r\n") {
				t.Errorf("a line of more than one: %q", line)
			}
			reports, faults := corpus.ParseReports("x", []byte(line+"\n"))
			if len(faults) > 0 || len(reports) != 1 {
				t.Fatalf("%v: %q", faults, line)
			}
			got := reports[0]
			m := got.Message
			if n := utf8.RuneCountInString(m); n < 1 || n > render.MaxMessage || strings.ContainsFunc(m, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
				t.Errorf("kept the message %q", m)
			}
			got.Message, got.At = "", time.Time{}
			if got != part.Report {
				t.Errorf("kept %+v", got)
			}
		}
	})
}

// What the server keeps through the real log is read back, whatever a crash left before it.
func TestReportsAfterATornLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", corpus.ReportsName)
	r := newReader(t, New(testSite(t), Options{Reports: folder.NewLog(path, 1<<20)}))
	send := func(message string) {
		fields := r.form(formPath)
		fields.Set("message", message)
		if answer, _ := r.post(formPath, fields.Encode()); answer.StatusCode != 303 {
			t.Fatalf("got %d", answer.StatusCode)
		}
	}
	send("one")
	send("two")
	data, _ := os.ReadFile(path)
	for cut := len(data) / 2; cut < len(data); cut += 7 {
		reports, faults := corpus.ParseReports(path, append(bytes.Clone(data[:cut]), []byte("\n"+strings.Split(string(data), "\n")[0]+"\n")...))
		if len(reports) < 2 || len(faults) > 1 || reports[len(reports)-1].Message != "one" {
			t.Fatalf("cut at %d: %d reports, %v", cut, len(reports), faults)
		}
	}
}
