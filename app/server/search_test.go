package server

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// syncBuffer is a buffer that a server writes to while a test reads it.
type syncBuffer struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.out.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.out.String()
}

// What a patient looks for stands in no log and in no metric, however the request ends.
func TestQueriesAreInNoLog(t *testing.T) {
	for _, json := range []bool{false, true} {
		var out syncBuffer
		server := New(testSite(t), Options{Log: slog.New(slog.NewTextHandler(&out, nil)), Requests: &out, JSON: json})
		addr, stop := start(t, server)
		for _, target := range []string{"/ar/search?q=abortion", "/search?q=abortion&page=2", "/AR/search?q=abortion", "/xx/search?q=abortion", "/ar/safety?q=abortion",
			"/ar/search?q=abortion" + strings.Repeat("a", 3000), "/ar/search?q=abortion" + strings.Repeat("a", 20000), "/ar/%2e/search?q=abortion", "http://parlance.test/ar/search?q=abortion"} {
			for _, method := range []string{"GET", "HEAD", "POST"} {
				conn := dial(t, addr)
				io.WriteString(conn, method+" "+target+" HTTP/1.1\r\nHost: parlance.test\r\nReferer: http://x.test/?q=abortion\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
				io.Copy(io.Discard, conn)
				conn.Close()
			}
		}
		server.logPanic(server.app.AcquireCtx(hotRequest(t, "/ar/search?q=abortion", nil)), "test")
		if err := stop(); err != nil {
			t.Fatal(err)
		}
		server.requestLog.flush()
		if got := out.String(); strings.Contains(got, "abort") || !strings.Contains(got, "/ar/search") {
			t.Errorf("the log: %s", got)
		}
	}
}

// Who searches while others do waits for a turn, and is told when it does not come.
func TestLaw8SearchesWaitForTheirTurn(t *testing.T) {
	turns := newTurns(1)
	if !turns.take(0) || turns.take(time.Millisecond) {
		t.Error("two had the one turn")
	}
	go func() { time.Sleep(10 * time.Millisecond); turns.release() }()
	if !turns.take(10 * time.Second) {
		t.Error("no turn came")
	}
	turns.release()
}

// Whatever is put into the field of a search, the answer is the page of the search, with no more of the query than fits (law 8).
func TestLaw8ALongQueryIsAnswered(t *testing.T) {
	addr := serve(t, Options{})
	for _, query := range []string{strings.Repeat("a", 10<<10), strings.Repeat("word ", 1000), strings.Repeat("(a+)+$", 500), strings.Repeat("的", 1000), strings.Repeat("\u202e", 1000) + "word"} {
		answer, err := http.Get("http://" + addr + "/ar/search?q=" + url.QueryEscape(query))
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != 200 || !bytes.Contains(body, []byte(`<html lang="ar"`)) || len(body) > 16<<10 {
			t.Errorf("%.20s…: %d, %d bytes", query, answer.StatusCode, len(body))
		}
	}
}

// No search engine is told of a search: not by the sitemap, the feed or robots.txt.
func TestNoFileNamesTheSearch(t *testing.T) {
	addr := serve(t, Options{})
	for _, file := range []string{"/sitemap.xml", "/robots.txt", "/ar/feed.xml"} {
		answer, err := http.Get("http://" + addr + file)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != 200 || bytes.Contains(body, []byte("/search")) {
			t.Errorf("%s: %d %s", file, answer.StatusCode, body)
		}
	}
}
