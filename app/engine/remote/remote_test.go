package remote

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parlance/parlance/app/engine"
)

const secret = "sk-very-secret"

// variables returns the environment in which both programs ask a server.
func variables(url string) func(string) string {
	all := map[string]string{"LIBRETRANSLATE_URL": url, "LIBRETRANSLATE_API_KEY": secret, "OPENAI_BASE_URL": url, "OPENAI_API_KEY": secret, "OPENAI_MODEL": "model-1"}
	return func(name string) string { return all[name] }
}

// translateWith asks a program about texts, without waiting for anything, and returns the answers by id.
func translateWith(t *testing.T, name, url string, task engine.Task, texts ...string) (map[string]engine.Answer, engine.Result) {
	t.Helper()
	var s *service
	var err error
	if name == "openai" {
		s, err = newOpenAI(variables(url))
	} else {
		s, err = newLibreTranslate(variables(url))
	}
	if err != nil {
		t.Fatal(err)
	}
	s.client.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	var requests []engine.Request
	for i, text := range texts {
		requests = append(requests, engine.Request{ID: fmt.Sprint("secret.key.", i), Text: text})
	}
	answers := map[string]engine.Answer{}
	task.Source, task.Target = "en", cmp.Or(task.Target, "es")
	result, err := engine.Run(t.Context(), engine.Builtin(s.run), task, requests, engine.Limits{PerText: 20 * time.Second}, func(a engine.Answer, _ string) {
		answers[strings.TrimPrefix(a.ID, "secret.key.")] = a
	})
	if err != nil {
		t.Fatal(err)
	}
	if all := fmt.Sprint(answers, result); strings.Contains(all, secret) {
		t.Errorf("the key is in what people see: %s", all)
	}
	return answers, result
}

// fake is a server of both kinds that answers texts in capital letters, after fail has had its say.
func fake(t *testing.T, fail func(n int64, w http.ResponseWriter, r *http.Request) bool) (url string, bodies *atomic.Value) {
	t.Helper()
	var asked atomic.Int64
	bodies = &atomic.Value{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/languages" {
			fmt.Fprint(w, `[{"code":"en","targets":["en","es","pt-BR","zh"]},{"code":"es","targets":["en"]}]`)
			return
		}
		data, _ := io.ReadAll(r.Body)
		bodies.Store(string(data) + r.Header.Get("Authorization") + r.URL.String())
		if fail != nil && fail(asked.Add(1), w, r) {
			return
		}
		var q struct {
			Q, Source, Target, Format string
			Messages                  []chatMessage
		}
		if json.Unmarshal(data, &q) != nil {
			t.Errorf("the body is no JSON: %s", data)
		}
		if r.URL.Path == "/translate" {
			_ = json.NewEncoder(w).Encode(map[string]string{"translatedText": q.Target + ":" + strings.ToUpper(q.Q)})
			return
		}
		var request engine.Request
		if json.Unmarshal([]byte(q.Messages[1].Content), &request) != nil {
			t.Errorf("the message is no JSON: %s", data)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": chatMessage{Content: strings.ToUpper(request.Text) + "\n"}}}})
	}))
	t.Cleanup(server.Close)
	return server.URL, bodies
}

func TestBothProgramsAskTheirServerForEachText(t *testing.T) {
	url, bodies := fake(t, nil)
	answers, result := translateWith(t, "libretranslate", url, engine.Task{Task: engine.Draft}, "one", "two", "three")
	if len(answers) != 3 || answers["1"].Text != "es:TWO" || result.Name != "LibreTranslate" || len(result.Problems) > 0 {
		t.Errorf("got %v, %+v", answers, result)
	}
	if got := bodies.Load().(string); !strings.Contains(got, `"format":"html"`) || !strings.Contains(got, `"api_key":"`+secret+`"`) || !strings.HasSuffix(got, "/translate") {
		t.Errorf("it was asked %s", got)
	}
	answers, result = translateWith(t, "openai", url, engine.Task{Task: engine.ReadBack, Name: "Español"}, "uno", "dos")
	if len(answers) != 2 || answers["1"].Text != "DOS" || result.Name != "model-1" {
		t.Errorf("got %v, %+v", answers, result)
	}
	got := bodies.Load().(string)
	if !strings.Contains(got, "Bearer "+secret) || !strings.Contains(got, "Español (en)") || strings.Contains(got, "secret.key") {
		t.Errorf("it was asked %s", got)
	}
}

// A server that has too much to do, or fails for the moment, is asked again; what it refuses for good costs that text alone.
func TestWhatFailsForTheMomentIsAskedAgain(t *testing.T) {
	for _, name := range Names() {
		url, _ := fake(t, func(n int64, w http.ResponseWriter, _ *http.Request) bool {
			switch n {
			case 1:
				w.Header().Set("Retry-After", "7")
				http.Error(w, `{"error":"slow down"}`, http.StatusTooManyRequests)
			case 2, 3:
				http.Error(w, "gateway", http.StatusBadGateway)
			}
			return n <= 3
		})
		if answers, result := translateWith(t, name, url, engine.Task{}, "one", "two"); answers["0"].Text == "" || answers["1"].Text == "" || len(result.Problems) > 0 {
			t.Errorf("%s: got %v, %+v", name, answers, result)
		}
		url, _ = fake(t, func(_ int64, w http.ResponseWriter, _ *http.Request) bool {
			http.Error(w, `{"error":{"message":"too long, `+secret+`"}}`, http.StatusBadRequest)
			return true
		})
		if answers, _ := translateWith(t, name, url, engine.Task{}, "one", "two"); answers["0"].Error != "the server says 400 Bad Request: too long, …" || answers["1"].Error == "" {
			t.Errorf("%s: got %v", name, answers)
		}
		url, _ = fake(t, func(_ int64, w http.ResponseWriter, _ *http.Request) bool {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return true
		})
		if answers, _ := translateWith(t, name, url, engine.Task{}, "one"); !strings.Contains(answers["0"].Error, "503 Service Unavailable: down (asked 6 times)") {
			t.Errorf("%s: got %v", name, answers)
		}
	}
}

// What no text would be answered after ends the program, so that nobody pays or waits for the rest.
func TestAServerThatRefusesEverythingIsAskedOnce(t *testing.T) {
	for _, name := range Names() {
		for code, want := range map[int]string{401: "refuses (401 Unauthorized)", 402: "refuses (402", 403: "refuses (403", 307: "leads elsewhere (307", 429: "asks to wait for 1h0m0s"} {
			var asked atomic.Int64
			url, _ := fake(t, func(_ int64, w http.ResponseWriter, r *http.Request) bool {
				asked.Add(1)
				w.Header().Set("Retry-After", "3600")
				w.Header().Set("Location", "http://elsewhere.example.org"+r.URL.Path)
				w.WriteHeader(code)
				fmt.Fprintf(w, `{"error": "the key %s is unknown"}`, secret)
				return true
			})
			_, result := translateWith(t, name, url, engine.Task{}, strings.Split(strings.Repeat("text ", 50), " ")...)
			if len(result.Unanswered) < 45 || len(result.Problems) != 1 || !strings.Contains(result.Problems[0], want) || asked.Load() > 8 {
				t.Errorf("%s %d: got %+v after %d questions", name, code, result.Problems, asked.Load())
			}
		}
	}
}

// Law 8: an answer is bounded, and one that is none is told.
func TestAnswersOfServersAreBoundedAndRead(t *testing.T) {
	for body, want := range map[string]string{
		"<html>":                   "does not answer as it should: <html>",
		strings.Repeat("x", 2<<20): "larger than 1024 KB",
	} {
		for _, name := range Names() {
			url, _ := fake(t, func(_ int64, w http.ResponseWriter, _ *http.Request) bool {
				fmt.Fprint(w, body)
				return true
			})
			if answers, _ := translateWith(t, name, url, engine.Task{}, "one"); !strings.Contains(answers["0"].Error, want) {
				t.Errorf("%s: got %.200v", name, answers)
			}
		}
	}
	for body, want := range map[string]string{
		`{}`: "says nothing",
		`{"choices":[{"message":{"content":"x"},"finish_reason":"length"}]}`: "cut short",
		`{"choices":[{"message":{"refusal":"I cannot"}}]}`:                   "refuses: I cannot",
	} {
		url, _ := fake(t, func(_ int64, w http.ResponseWriter, _ *http.Request) bool {
			fmt.Fprint(w, body)
			return true
		})
		if answers, _ := translateWith(t, "openai", url, engine.Task{}, "one"); !strings.Contains(answers["0"].Error, want) {
			t.Errorf("got %v, want %q", answers, want)
		}
	}
}

// A key goes to an address that nobody on the way reads, and to the one that was named alone.
func TestAddressesAreSafe(t *testing.T) {
	for value, ok := range map[string]bool{
		"https://translate.example.org": true, "https://translate.example.org/v1/": true, "http://localhost:5000": true, "http://127.0.0.1:5000": true,
		"http://[::1]:5000": true, "http://translate.example.org": false, "http://localhost.example.org": false, "ftp://localhost": false, "localhost:5000": false,
		"https://user:password@example.org": false, "https://example.org/?key=x": false, "https://example.org/#x": false, "": false, "http://192.168.0.1": false,
		"https://": false, "file:///etc/passwd": false,
	} {
		if got, err := address("VARIABLE", value); (err == nil) != ok || strings.HasSuffix(got, "/") {
			t.Errorf("%s: got %q, %v", value, got, err)
		}
	}
	for _, name := range Names() {
		if _, _, ok, err := New(name, func(string) string { return "" }); !ok || err == nil || !strings.Contains(err.Error(), "set ") {
			t.Errorf("%s without variables: %v", name, err)
		}
		if _, called, ok, err := New(name, variables("http://localhost:1")); !ok || err != nil || called == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, ok, _ := New("sh", variables("")); ok {
		t.Error("sh is built in")
	}
}

func TestALanguageIsFoundByTheNamesThatServersHave(t *testing.T) {
	for _, c := range []struct{ tag, known, want string }{
		{"es", "en es", "es"}, {"pt-BR", "pt pt-BR", "pt-BR"}, {"pt-BR", "en pt", "pt"}, {"zh-Hans", "zh zt", "zh"}, {"zh-Hant", "zh zt", "zt"}, {"zh-Hant", "zh", ""},
		{"zh-Hant", "zh-Hans zh-hant", "zh-hant"}, {"nl", "en es", ""},
	} {
		got, ok := languageOf(c.tag, strings.Fields(c.known))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s of %s: got %q", c.tag, c.known, got)
		}
	}
	url, _ := fake(t, nil)
	if answers, result := translateWith(t, "libretranslate", url, engine.Task{Target: "nl"}, "one"); len(answers) > 0 || !slices.ContainsFunc(result.Problems, func(p string) bool {
		return strings.Contains(p, "does not translate from en into nl")
	}) {
		t.Errorf("got %v, %+v", answers, result)
	}
}

func TestRetryAfterIsReadInBothForms(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"7": 7 * time.Second, "Fri, 02 Jan 2026 03:04:35 GMT": 30 * time.Second, "Fri, 02 Jan 2026 03:00:00 GMT": 0, "": 0, "-1": 0, "soon": 0, "99999999999": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}
