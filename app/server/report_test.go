package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store/folder"
)

const formPath = "/ar/guides/sleep/report/intro.p1"

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
		{"the thanks of no page", "/ar/guides/nope/report/thanks", with(), nil, 404, "<h1>"},
		{"the thanks in no locale", "/guides/sleep/report/thanks", with(), nil, 404, "<h1>"},
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
	fields := newReader(t, New(testSite(t), Options{})).form(formPath)
	fields.Set("message", "</textarea>\"<b>kept")
	r := newReader(t, New(testSite(t), Options{Reports: kept}))
	answer, body := r.post(formPath, fields.Encode())
	if answer.StatusCode != 403 || !strings.Contains(body, "&lt;/textarea&gt;&#34;&lt;b&gt;kept</textarea>") || !strings.Contains(body, `role="alert"`) {
		t.Fatalf("got %d\n%s", answer.StatusCode, body)
	}
	fields.Set("token", fieldsOf(body).Get("token"))
	if answer, _ := r.post(formPath, fields.Encode()); answer.StatusCode != 303 || len(kept.take()) != 1 {
		t.Errorf("the form that was shown again: got %d", answer.StatusCode)
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
		reports, faults := corpus.ParseReports(corpus.ReportFile{Name: path, Data: append(bytes.Clone(data[:cut]), []byte("\n"+strings.Split(string(data), "\n")[0]+"\n")...)})
		if len(reports) < 2 || len(faults) > 1 || reports[len(reports)-1].Message != "one" {
			t.Fatalf("cut at %d: %d reports, %v", cut, len(reports), faults)
		}
	}
}
