package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A guide whose texts are recorded is heard where the device has no voice, as a whole and part by part, with and without a script; who listens can go to any
// place of a long recording without waiting for what stands before it; and the page is as good as any other.
func TestRecordingsAreHeardInABrowser(t *testing.T) {
	b := openBrowser(t)
	names := b.record(t, "de", "safety", 50*time.Minute) // 12 MB
	b.record(t, "ur", "safety", time.Second)
	b.record(t, "fr", "safety", time.Second)
	b.await("/de/safety", `data-of="intro.p1"`, true)
	b.await("/ur/safety", `data-of="intro.p1"`, true)
	b.await("/fr/safety", `data-of="intro.p1"`, true)
	for _, tag := range []string{"de", "ur"} {
		l, _ := b.table.Find(tag)
		b.in(t, func(x *tab) {
			x.examine(t, b.url+"/"+tag+"/safety", l, true)
			x.open(t, b.url+"/"+tag+"/safety", phoneWidth)
			if tall := ask[int](t, x, `Math.max(...[...document.querySelectorAll("audio")].map((a) => a.getBoundingClientRect().height))`); tall > 40 || tall < 24 {
				t.Errorf("%s: a player is %d px tall on a phone", tag, tall)
			}
			x.open(t, b.url+"/"+tag+"/safety", sheet)
			x.printed(t, b.url+"/"+tag+"/safety")
			x.media(t, "print", "light")
			if ask[bool](t, x, `[...document.querySelectorAll("audio")].some((a) => a.getClientRects().length > 0)`) {
				t.Error("a player is printed")
			}
			x.media(t, "", "light")
		})
	}
	b.in(t, func(x *tab) { x.seek(t, b.url+"/de/safety") })
	b.in(t, func(x *tab) { x.hearAll(t, b.url+"/de/safety", len(names)) })
	b.in(t, func(x *tab) {
		x.scripts(t, false)
		defer x.scripts(t, true)
		x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight))
		x.visit(t, b.url+"/de/safety")
		x.do(t, chromedp.WaitVisible(chromedp.CSS(`audio[data-of="intro.p1"]`)))
	})
	b.in(t, func(x *tab) {
		x.hearAfter(t, b.url+"/fr/safety", func() { os.RemoveAll(filepath.Join(b.dir, "content/audio")) })
	})
}

// hearAfter presses "Listen" after the recordings of the page, none of which was heard before, have gone: a voice of the device speaks in their place.
func (x *tab) hearAfter(t *testing.T, address string, gone func()) {
	t.Helper()
	voices := strings.Replace(fakeVoices, "VOICES", `[{"name":"near","lang":"fr-FR","localService":true}]`, 1)
	if _, err := chromedp.Call(x.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: voices}); err != nil {
		t.Fatal(err)
	}
	x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight))
	x.visit(t, address)
	x.until(t, "it is offered to be heard", `!!document.querySelector(".listen:not([hidden])")`)
	gone()
	x.until(t, "the recordings are gone", `fetch(document.querySelector("audio").src, {cache: "no-store"}).then((r) => r.status === 404)`)
	x.do(t, chromedp.Click(chromedp.CSS(`.tools [data-do="listen"]`)))
	x.until(t, "the title is spoken", `window.spoken.length > 0`)
	if got := ask[string](t, x, `window.spoken[0]`); !strings.HasPrefix(got, "near|fr-FR|1|") {
		t.Errorf("%s is spoken", got)
	}
	x.do(t, chromedp.Evaluate[chromedp.Void]("window.end()"))
	x.until(t, "what follows is spoken", `window.spoken.length > 1 && window.spoken[1] !== window.spoken[0]`)
}

// seek goes to the end of a long recording.
func (x *tab) seek(t *testing.T, address string) {
	t.Helper()
	parts := make(chan string, 100)
	if err := chromedp.Listen(x.ctx, func(event any) {
		if e, ok := event.(*network.EventResponseReceived); ok && strings.HasSuffix(e.Response.URL, ".mp3") && e.Response.Status == 206 {
			for name, value := range e.Response.Headers {
				if strings.EqualFold(name, "Content-Range") {
					parts <- fmt.Sprint(value)
				}
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	x.visit(t, address)
	at := ask[float64](t, x, `new Promise((done) => {
		const a = document.querySelector('audio[data-of="intro.p1"]');
		a.onerror = () => done(-1);
		a.onloadedmetadata = () => { a.currentTime = 2900; };
		a.onseeked = () => done(a.currentTime);
		a.preload = "metadata";
		a.load();
	})`)
	if at < 2890 || at > 2910 {
		t.Errorf("it is at %v s", at)
	}
	for {
		select {
		case part := <-parts:
			if !strings.HasPrefix(part, "bytes 0-") {
				return
			}
		case <-time.After(patience):
			t.Fatal("the browser asked for no part behind the beginning")
		}
	}
}

// hearAll presses "Listen" where the device has no voice, and goes through all the recordings.
func (x *tab) hearAll(t *testing.T, address string, recorded int) {
	t.Helper()
	x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight))
	x.visit(t, address)
	x.until(t, "it is offered to be heard", `!!document.querySelector(".listen:not([hidden])")`)
	x.do(t, chromedp.Evaluate[chromedp.Void](`window.heard = []; document.addEventListener("play", (e) => heard.push(e.target.dataset.of), true); document.addEventListener("playing", (e) => {
		if (e.target.dataset.of !== "intro.p1" || window.skipped) return;
		window.skipped = true;
		e.target.currentTime = e.target.duration - 0.05;
	}, true)`))
	x.do(t, chromedp.Click(chromedp.CSS(`.tools [data-do="listen"]`)))
	x.until(t, "it has been heard to the end", `heard.length > 3 && document.querySelector("[data-do=stop]").hidden`)
	heard := ask[[]string](t, x, "heard")
	if heard[0] != "page.title" || len(heard) < recorded-3 { // what is in pictures and below the guide is not read aloud
		t.Errorf("%d of %d were heard: %v", len(heard), recorded, heard)
	}
	seen := map[string]bool{}
	for _, part := range heard {
		if seen[part] {
			t.Errorf("%s was heard twice", part)
		}
		seen[part] = true
	}
}
