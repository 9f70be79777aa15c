package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// fakeVoices is a browser's voices, of which nothing is heard: what is spoken is written down, and ends when the test says so.
const fakeVoices = `(() => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voices = JSON.parse('VOICES');
  Object.defineProperty(window, "speechSynthesis", { configurable: true, value: {
    speaking: false, pending: false,
    getVoices: () => voices,
    cancel() { this.speaking = false; window.now = null; },
    speak(u) { this.speaking = true; window.now = u; window.spoken.push(u.voice.name + "|" + u.lang + "|" + u.rate + "|" + u.text.trim()); },
    addEventListener() {},
  } });
  window.voiceNames = () => voices.map((v) => v.name);
  window.end = () => { const u = window.now; speechSynthesis.speaking = false; u.onend({}); };
})()`

// voices adds the voices of fakeVoices to the pages that come, after a script of the test's own, and returns what takes them away.
func (x *tab) voices(t *testing.T, list, before string) (forget func()) {
	t.Helper()
	source := before + strings.Replace(fakeVoices, "VOICES", list, 1)
	added, err := chromedp.Call(x.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if _, err := chromedp.Call(x.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added)); err != nil {
			t.Fatal(err)
		}
	}
}

// A guide is read aloud sentence by sentence by a voice of the device itself, and by no other; it stops where English begins and there is no English voice.
func TestAGuideIsReadAloud(t *testing.T) {
	b := openBrowser(t)
	name := filepath.Join(b.dir, "locales/de/safety.de.toml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	at := strings.Index(text, "\n[safety.intro.p2]\n") // which is then in English
	other := at + strings.Index(text[at:], "\nother = ")
	end := other + 1 + strings.Index(text[other+1:], "\n")
	if err := os.WriteFile(name, []byte(text[:other]+"\nother = \"\""+text[end:]), 0o644); err != nil {
		t.Fatal(err)
	}
	b.log("reloaded")
	for voices, want := range map[string]string{
		`[{"name":"far","lang":"de-DE","localService":false},{"name":"other","lang":"en-US","localService":true}]`:                                                                    "",
		`[{"name":"far","lang":"de-DE","localService":false},{"name":"near","lang":"de_AT","localService":true}]`:                                                                     "near",
		`[{"name":"near","lang":"de-AT","localService":true},{"name":"own","lang":"de-DE","localService":true,"default":true},{"name":"english","lang":"en-GB","localService":true}]`: "own",
	} {
		x := <-b.tabs
		forget := x.voices(t, voices, "")
		x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight))
		x.visit(t, b.url+"/de/safety")
		x.until(t, "the script has run", `!!document.querySelector(".tools")`)
		if offered := ask[bool](t, x, `!document.querySelector(".listen").hidden`); offered != (want != "") {
			t.Errorf("%s: offered %v", voices, offered)
		}
		if want != "" {
			x.listen(t, want, strings.Contains(voices, "english"))
		}
		forget()
		b.tabs <- x
	}
}

// listen presses the buttons.
func (x *tab) listen(t *testing.T, voice string, english bool) {
	t.Helper()
	press := func(name string) {
		t.Helper()
		x.do(t, chromedp.Click(chromedp.CSS(`.tools [data-do="`+name+`"]`)))
	}
	last := func() string { return ask[string](t, x, `window.spoken[window.spoken.length-1]`) }
	press("listen")
	title := last()
	if !strings.HasPrefix(title, voice+"|de-") || !strings.Contains(title, "|1|Wie sicher ist") {
		t.Errorf("the first that is spoken is %s", title)
	}
	if got := ask[string](t, x, `[...CSS.highlights.get("spoken")].map(String).join("").replace(/\u00AD/g, "").trim()`); !strings.HasSuffix(title, got) || got == "" {
		t.Errorf("%q is marked while %q is spoken", got, title)
	}
	x.do(t, chromedp.Evaluate[chromedp.Void]("window.end()"))
	second := last()
	if second == title {
		t.Error("nothing follows the title")
	}
	press("pause")
	if ask[bool](t, x, `!!window.now`) {
		t.Error("a pause goes on speaking")
	}
	press("resume")
	x.until(t, "it goes on with the same sentence", `window.spoken.length === 3 && window.spoken[2] === window.spoken[1]`)
	press("back")
	x.until(t, "it goes back to the title", `window.spoken.length === 4 && window.spoken[3] === window.spoken[0]`)
	x.do(t, chromedp.Evaluate[chromedp.Void](`(() => { const s = document.querySelector(".tools select"); s.value = "1.3"; s.dispatchEvent(new Event("change")); })()`))
	x.until(t, "it is faster", `window.spoken.length === 5 && window.spoken[4].includes("|1.3|")`)
	for range 40 {
		if ask[bool](t, x, `document.querySelector("[data-do=pause]").hidden || window.spoken.some((s) => s.includes("called mesenchymal"))`) {
			break
		}
		x.until(t, "the next sentence", `!!window.now`)
		x.do(t, chromedp.Evaluate[chromedp.Void]("window.end()"))
	}
	if english {
		if !strings.HasPrefix(last(), "english|en-GB|") {
			t.Errorf("English is spoken by %s", last())
		}
		x.until(t, "what is spoken is in sight, above the buttons", `(() => { const is = [...CSS.highlights.get("spoken")][0].getBoundingClientRect();
			return is.top >= 0 && is.bottom <= document.querySelector(".tools").getBoundingClientRect().top; })()`)
		press("stop")
	} else if said := ask[string](t, x, `document.querySelector(".tools [role=status]").textContent`); !strings.Contains(said, "keine englische Stimme") {
		t.Errorf("before the English the page says %q; last: %s", said, last())
	}
	if !ask[bool](t, x, `!CSS.highlights.has("spoken") && !document.querySelector("[data-do=listen]").hidden && document.querySelector("[data-do=stop]").hidden`) {
		t.Errorf("it has stopped, and something is still marked, or the buttons do not say so: %s", ask[string](t, x, `JSON.stringify([voiceNames(), CSS.highlights.has("spoken"), [...document.querySelectorAll(".listen button")].map((b) => b.dataset.do + b.hidden), window.spoken.slice(-2)])`))
	}
}
