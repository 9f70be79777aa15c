package server

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/render"
)

// FuzzReport sends bodies to a form: never a panic, never 5xx, and what is kept is what was asked for.
func FuzzReport(f *testing.F) {
	kept := &memoryLog{}
	server := New(testSite(f), Options{Reports: kept})
	below := server.app.Server()
	snap := server.site.Snapshot()
	ar, _ := snap.Locales.Find("ar")
	part, ok := snap.Page("guides/sleep").Part("intro.p1", ar)
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
			reports, faults := corpus.ParseReports(corpus.ReportFile{Name: "x", Data: []byte(line + "\n")})
			if len(faults) > 0 || len(reports) != 1 {
				t.Fatalf("%v: %q", faults, line)
			}
			got := reports[0].Report
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
