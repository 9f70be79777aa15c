package cli

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// While the server is away what is typed stays where it is. When it is there again it takes that, and others are seen again.
func (b *browser) serverRestarts(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		y := b.elsewhere(t, x)
		y.open(t, b.url+"/es/side-effects", 1280)
		x.open(t, b.url+"/es/safety?open=safety.intro.p1", 1280)
		x.waitFor(t, `document.activeElement.name === "other"`)
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada: side-effects"`)
		x.retype(t, "Sin servidor.")
		form := b.elsewhere(t, x) // of a text's own page
		form.typeInto(t, b.url+secondText, "Tampoco aquí.")
		if err := b.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = b.cmd.Wait()
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.getElementById("others").textContent = ""`), ctrlEnter())
		x.waitFor(t, `document.querySelector(".unsent")`)
		form.do(t, ctrlEnter())
		form.waitFor(t, `document.querySelector(".unsent")`)
		startIn(t, b.dir, "--work-addr", strings.TrimPrefix(b.url, "http://"), "--as", "Ada")
		x.waitFor(t, `document.getElementById("others").textContent.includes("Ada: side-effects")`)
		if got := x.field(t); got != "Sin servidor." {
			t.Errorf("the field holds %q", got)
		}
		x.do(t, ctrlEnter())
		x.waitFor(t, `document.querySelector("article").innerText.includes("Sin servidor.")`)
		x.waitFor(t, `!Object.keys(localStorage).some((k) => k.startsWith("parlance.typed"))`)
		form.leave(t, ctrlEnter())
		form.says(t, ".done => Saved: safety.intro.p2.")
		for _, z := range []*tab{x, y, form} { // the console tells of the connections that were refused
			z.mu.Lock()
			z.seen = nil
			z.mu.Unlock()
		}
	})
}

// elsewhere opens a tab in a browser of its own, which shares nothing with the others.
func (b *browser) elsewhere(t *testing.T, x *tab) *tab {
	t.Helper()
	parent := x.ctx
	return openTab(t, parent, b.url, x.tools, chromedp.WithNewBrowserContext())
}

func (b *browser) othersAreSeen(t *testing.T) {
	b.in(t, func(x *tab) {
		y := b.elsewhere(t, x)
		x.open(t, b.url+"/es/safety", 1280)
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("article h1").focus()`))
		y.open(t, b.url+"/es/side-effects", 1280)
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada: side-effects"`)
		y.open(t, b.url+secondText, 1280)
		y.retype(t, "Llega mientras se lee.")
		y.leave(t, ctrlEnter())
		x.waitFor(t, `document.querySelector("article").innerText.includes("Llega mientras se lee.")`)
		x.waitFor(t, `document.activeElement.matches("article h1")`) // who reads stays where they are
		y.open(t, b.url+workbenchText, 1280)
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada: safety.intro.p1"`)
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector('article [data-segment="es/safety.intro.p1"]').focus()`), chromedp.KeyEvent(kb.Enter))
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada (here too)"`)
		y.waitFor(t, `document.getElementById("others").textContent.startsWith("At work: Ada (here too)")`) // there may be more tabs in the first browser
		y.retype(t, "Visto al momento.")
		y.leave(t, ctrlEnter())
		x.waitFor(t, `document.getElementById("news").textContent === "Ada saved safety.intro.p1"`)
		x.waitFor(t, `document.querySelector("article").innerText.includes("Visto al momento.")`)
		y.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
	})
}

// The pages of one browser have one stream of events, however many they are: with one each, the seventh would wait for a connection. When the one that has it
// goes, another takes over.
func (b *browser) oneStreamABrowser(t *testing.T) {
	b.in(t, func(x *tab) {
		y := b.elsewhere(t, x)
		var more []*tab
		for range 6 { // which are as many connections as a browser has to one server
			z := openTab(t, y.ctx, b.url, y.tools)
			more = append(more, z)
			z.open(t, b.url+"/es/ui", 1280)
		}
		y.open(t, b.url+workbenchText, 1280)
		x.open(t, b.url+"/es/safety", 1280)
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada: safety.intro.p1, Ada: ui"`)
		for _, z := range more { // the one that leads among them
			z.do(t, chromedp.Navigate("about:blank"))
		}
		x.waitFor(t, `document.getElementById("others").textContent === "At work: Ada: safety.intro.p1"`)
		y.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
	})
}

// Where pages of a browser cannot go by a lock, each has a stream of its own.
func (b *browser) othersWithoutLocks(t *testing.T) {
	b.in(t, func(x *tab) {
		y := b.elsewhere(t, x)
		z := openTab(t, y.ctx, b.url, y.tools)
		for _, tab := range []*tab{y, z} {
			_, err := chromedp.Call(tab.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
				Source: `Object.defineProperty(navigator, "locks", { value: undefined }); delete window.BroadcastChannel`})
			if err != nil {
				t.Fatal(err)
			}
		}
		x.open(t, b.url+"/es/ui", 1280)
		y.open(t, b.url+workbenchText, 1280)
		z.open(t, b.url+secondText, 1280)
		for _, tab := range []*tab{y, z} {
			tab.waitFor(t, `document.getElementById("others").textContent.includes("Ada: ui")`)
		}
	})
}
