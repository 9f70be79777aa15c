package cli

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// visit shows a page, whether or not anybody answers.
func (x *tab) visit(t *testing.T, address string) {
	t.Helper()
	x.do(t, chromedp.Navigate(address))
	x.mu.Lock()
	x.seen = nil // that nobody answers is told to the console
	x.mu.Unlock()
}

// until asks the page again and again until it says yes.
func (x *tab) until(t *testing.T, what, script string) {
	t.Helper()
	for end := time.Now().Add(patience); !ask[bool](t, x, script); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s\n%s", what, ask[string](t, x, "document.body.innerText.slice(0, 600)"))
		}
	}
}

const storedNothing = `(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0)()`

// A guide that a reader keeps is read without a network, with its date; what was withdrawn since is gone with the next visit.
func TestAGuideIsKeptOnAPhone(t *testing.T) {
	t.Run("at the top of a host", func(t *testing.T) { keptOnAPhone(t, "") })
	t.Run("below a path", func(t *testing.T) { keptOnAPhone(t, "/guides") })
}

func keptOnAPhone(t *testing.T, prefix string) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := free.Addr().String()
	free.Close()
	site := "http://" + addr + prefix
	arguments := []string{"--addr", addr, "--origin", site}
	b := openBrowser(t, arguments...)
	x := <-b.tabs
	x.visit(t, site+"/de/safety")
	x.until(t, "the page offers to be kept", `!document.querySelector(".keep").hidden`)
	if !ask[bool](t, x, storedNothing) {
		t.Error("something is stored before the reader asked for it")
	}
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".keep details").open = true; document.querySelector("[data-do=keep]").click()`))
	x.until(t, "the page is kept", `!document.querySelector("[data-do=remove]").hidden`)

	if scope := ask[string](t, x, `navigator.serviceWorker.ready.then((r) => r.scope)`); scope != site+"/" {
		t.Errorf("the worker answers for %s", scope)
	}

	b.cmd.Process.Kill()
	b.cmd.Wait()
	x.visit(t, site+"/de/safety")
	x.until(t, "the kept page is read", `!!document.getElementById("intro.p1") && /Kopie vom/.test(document.querySelector("main > .notice").textContent)`)
	if !ask[bool](t, x, `document.querySelector("main > .notice time").textContent.includes(String(new Date().getFullYear())) && getComputedStyle(document.querySelector("header.site")).display !== "inline"`) {
		t.Errorf("the copy says %s", ask[string](t, x, `document.querySelector("main > .notice").textContent`))
	}
	x.visit(t, site+"/safety")
	x.until(t, "the kept page is read at its neutral address", `!!document.getElementById("intro.p1")`)
	x.visit(t, site+"/de/side-effects")
	x.until(t, "a page that is not kept says so", `document.querySelector("h1").textContent === "Sie sind offline" && !!document.querySelector('a[href="`+prefix+`/de/safety"]')`)
	if !ask[bool](t, x, `document.querySelector(".drafted[role=note]").textContent.startsWith("Maschinell") && !!document.querySelector('footer a[href="mailto:contact@example.org"]')`) {
		t.Error("a page that is not kept does not say that a machine drafted it, or who stands behind the site")
	}
	x.do(t, chromedp.Evaluate[chromedp.Void](x.tools[1]))
	x.none(t, "a page that is not kept", "look.fit()")
	x.axe(t, "a page that is not kept")

	name := filepath.Join(b.dir, "locales/de/safety.de.toml") // the text is withdrawn
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	at := strings.Index(text, "\n[safety.intro.p1]\n")
	other := at + strings.Index(text[at:], "\nother = ")
	end := other + 1 + strings.Index(text[other+1:], "\n")
	if err := os.WriteFile(name, []byte(text[:other]+"\nother = \"\""+text[end:]), 0o644); err != nil {
		t.Fatal(err)
	}
	again := startIn(t, b.dir, arguments...)
	x.visit(t, site+"/de/")
	copyHas := func(english bool) string {
		want := "false"
		if english {
			want = "true"
		}
		return `(async () => { const c = await caches.open((await caches.keys())[0]); for (const r of await c.keys()) if (r.url.endsWith("/de/safety")) { return (await (await c.match(r)).text()).includes("You want to know first of all") === ` + want + `; } return false; })()`
	}
	x.until(t, "the copy is asked for again", copyHas(true))
	again.cmd.Process.Kill()
	again.cmd.Wait()
	x.visit(t, site+"/de/safety")
	x.until(t, "the withdrawn text is gone", `document.getElementById("intro.p1").lang === "en"`)

	startIn(t, b.dir, arguments...)
	x.visit(t, site+"/de/safety")
	x.until(t, "the page knows that it is kept", `!document.querySelector("[data-do=remove]").hidden && !document.querySelector(".keep").hidden`)
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-do=remove]").click()`))
	x.until(t, "nothing is left", storedNothing)
	b.tabs <- x
}
