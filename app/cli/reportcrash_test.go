package cli

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
)

// A server that is killed while reports come in has every report that it thanked for, and the next one begins a line of its own.
func TestReportsOutliveAKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program three times")
	}
	const form = "/ar/safety/report/intro.p1"
	hidden := regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	dir := t.TempDir()
	data := filepath.Join(dir, "data", corpus.ReportsName)
	thanked := 0
	for round := range 3 {
		p := startIn(t, dir)
		if _, err := os.Stat(data); round == 0 && err == nil {
			t.Error("the file of reports is there before the first report")
		}
		_, page := p.get(form)
		fields := url.Values{"message": {strings.Repeat("خطأ ", 200)}}
		for _, m := range hidden.FindAllStringSubmatch(page, -1) {
			fields.Set(m[1], m[2])
		}
		answers := make(chan int, 100)
		for range 4 {
			go func() {
				for range 5 {
					answer, err := client.PostForm(p.url+form, fields)
					if err != nil {
						answers <- 0
						return
					}
					answer.Body.Close()
					answers <- answer.StatusCode
				}
				answers <- 0
			}()
		}
		for ended := 0; ended < 4; {
			switch <-answers {
			case 0:
				ended++
			case 303:
				if thanked++; thanked%4 == 0 {
					p.cmd.Process.Kill()
				}
			}
		}
		p.cmd.Process.Kill()
		p.cmd.Wait()
		// What a crash may leave at the worst.
		file, err := os.OpenFile(data, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		file.WriteString(`{"at":"2026-11-22T10:31:00Z","page":"saf`)
		file.Close()
	}
	content, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	reports, faults := corpus.ParseReports(corpus.ReportFile{Name: data, Data: content})
	if len(reports) < thanked || thanked == 0 || len(faults) != 3 {
		t.Errorf("%d thanked for, %d kept, %d torn lines: %v", thanked, len(reports), len(faults), faults)
	}
	for _, r := range reports {
		if r.Message != strings.TrimSpace(strings.Repeat("خطأ ", 200)) || r.Key != "safety.intro.p1" {
			t.Errorf("kept %+v", r)
		}
	}
}
