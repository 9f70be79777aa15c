package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// keepGuide keeps the page that is shown.
func (x *tab) keepGuide(t *testing.T) {
	t.Helper()
	x.until(t, "the page offers to be kept", `!!document.querySelector(".keep") && !document.querySelector(".keep").hidden`)
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".keep details").open = true; document.querySelector("[data-do=keep]").click()`))
	x.until(t, "the page is kept", `!document.querySelector("[data-do=remove]").hidden`)
}

// ahead sets the clock of the worker.
func (x *tab) ahead(t *testing.T, by time.Duration) {
	t.Helper()
	if got := ask[int64](t, x, fmt.Sprintf(`new Promise((resolve) => { const c = new MessageChannel(); c.port1.onmessage = (e) => resolve(e.data);
		navigator.serviceWorker.ready.then((r) => r.active.postMessage({ ahead: %d }, [c.port2])); })`, by.Milliseconds())); got != by.Milliseconds() {
		t.Fatalf("the clock is %d ms ahead, want %s", got, by)
	}
}

const (
	copyIsRead     = `!!document.getElementById("intro.p1") && !!document.querySelector("main > .notice time[datetime]")`
	originalIsRead = `!!document.getElementById("intro.p1") && !document.querySelector("main > .notice")`
	nothingIsRead  = `(document.querySelector("h1") || {}).textContent === "Sie sind offline" && !document.getElementById("intro.p1")`
)

// keptSince asks the worker when the copy of a page was made or confirmed, "" where there is none that may be shown.
func (x *tab) keptSince(t *testing.T, path string) string {
	t.Helper()
	return x.tell(t, "state", path)
}

// A kept guide is gone on the day of its review, or else thirty days after the server last confirmed it, by a clock that is not its own yesterday's.
func TestAKeptGuideEnds(t *testing.T) {
	b := openBrowser(t)
	p := startProxy(t, b.url)
	reviewBy := regexp.MustCompile(`(?m)^review_by = .*\n`)
	for name, review := range map[string]string{"safety": "", "side-effects": "review_by = 2028-11-22\n"} {
		data, err := os.ReadFile(filepath.Join(b.dir, "content", name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		b.write("content/"+name+".md", string(reviewBy.ReplaceAll(data, []byte(review))))
	}
	b.await("/de/side-effects", `data-until="2028-11-22"`, true)
	b.await("/de/safety", "data-until", false)
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	const hour, day = time.Hour, 24 * time.Hour
	offline := func(path string, ahead time.Duration, want string) {
		t.Helper()
		p.answer("*", noNetwork)
		x.ahead(t, ahead)
		x.visit(t, p.url+path)
		x.until(t, fmt.Sprintf("%s after %s", path, ahead), want)
		p.answer("*", nil)
	}
	for _, slug := range []string{"therapy-session", "side-effects", "safety"} {
		x.visit(t, p.url+"/de/"+slug)
		x.keepGuide(t)
	}
	offline("/de/safety", 30*day-hour, copyIsRead)
	before := x.keptSince(t, "/de/safety")
	x.visit(t, p.url+"/de/") // which confirms all that is kept
	for end := time.Now().Add(patience); x.keptSince(t, "/de/safety") <= before && time.Now().Before(end); {
		time.Sleep(50 * time.Millisecond)
	}
	offline("/de/safety", 60*day-2*hour, copyIsRead)
	offline("/de/safety", 60*day, nothingIsRead)

	review := time.Until(time.Date(2027, 11, 22, 0, 0, 0, 0, time.Local))
	offline("/de/therapy-session", review-hour, copyIsRead)
	offline("/de/therapy-session", review+hour, nothingIsRead)
	offline("/de/side-effects", review+hour, copyIsRead)
	x.ahead(t, -2*day)
	if got := x.keptSince(t, "/de/side-effects"); got != "" {
		t.Errorf("a copy of %s may be shown the day before yesterday", got)
	}
}
