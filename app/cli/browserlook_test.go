package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/parlance/parlance/app/catalog"
)

// The real page says how many of its texts are in which state, and of the one that has the focus its key, where it stands and what is found in it. What an editor
// saves is there at once; a file that is broken is named.
func (b *browser) realPageTells(t *testing.T) {
	file := filepath.Join(b.dir, "locales/de/safety.de.toml")
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	defer save(string(was))
	before, after, _ := strings.Cut(string(was), "[safety.intro.p1]")
	words := strings.Replace(after, `other = "`, `other = "77 `, 1)
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/de/safety", 1280)
		x.waitFor(t, `document.querySelector(".workbench-bar").innerText.includes("draft")`)
		save(before + "[safety.intro.p1]" + words)
		x.waitFor(t, `document.querySelector('article [data-segment="de/safety.intro.p1"][data-finding]')?.innerText.startsWith("77 ")`)
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector('article [data-segment="de/safety.intro.p1"]').focus()`))
		said := ask[string](t, x, `document.querySelector(".note-of-text").innerText`)
		for _, want := range []string{"safety.intro.p1", "locales/de/safety.de.toml:", "error: numbers: "} {
			if !strings.Contains(said, want) {
				t.Errorf("no %q in %q", want, said)
			}
		}
		x.axe(t, "the real page with a note")
		save(before + "[safety.intro.p1" + words)
		x.waitFor(t, `document.querySelector(".workbench-bar .error")?.innerText.includes("safety.de.toml:")`)
	})
}

// What is saved after the page was made and before its stream of events is open is seen too: a slow phone needs a second between the two.
func (b *browser) savedBeforeTheStream(t *testing.T) {
	file := filepath.Join(b.dir, "locales/fr/safety.fr.toml")
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(was), "[safety.intro.p1]")
	now := before + "[safety.intro.p1]" + strings.Replace(after, `other = "`, `other = "78 `, 1)
	b.in(t, func(x *tab) {
		y := b.elsewhere(t, x)
		late := `{ const request = navigator.locks.request.bind(navigator.locks); navigator.locks.request = (...all) => new Promise((go) => { window.openStream = go; }).then(() => request(...all)); }`
		if _, err := chromedp.Call(y.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: late}); err != nil {
			t.Fatal(err)
		}
		y.open(t, b.url+"/fr/safety", 1280)
		y.waitFor(t, `window.openStream`)
		defer func() {
			if err := os.WriteFile(file, was, 0o644); err != nil {
				t.Error(err)
			}
		}()
		if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		x.open(t, b.url+"/fr/safety", 1280)
		x.waitFor(t, `document.querySelector('article [data-segment="fr/safety.intro.p1"]')?.innerText.startsWith("78 ")`)
		y.do(t, chromedp.Evaluate[chromedp.Void](`openStream()`))
		y.waitFor(t, `document.querySelector('article [data-segment="fr/safety.intro.p1"]')?.innerText.startsWith("78 ")`)
	})
}

// What a program read back stands beside the text in the panel of the real page, too.
func (b *browser) readBackInThePanel(t *testing.T) {
	name := filepath.Join(b.dir, "locales/fr/safety.fr.toml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	own, _ := f.Find("safety.intro.p1")
	line, err := catalog.ReadBack{Key: own.Key, Text: catalog.Hash(own.Forms), English: map[string]string{"other": "This guide is for 99 parents."}, By: "a program", At: time.Now()}.Line()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(b.dir, "locales/fr/readbacks.jsonl"), line, 0o644); err != nil {
		t.Fatal(err)
	}
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/fr/safety?open=safety.intro.p1", 1280)
		x.waitFor(t, `document.querySelector(".workbench-panel .readback")?.innerText === "This guide is for 99 parents."`)
		if said := ask[string](t, x, `document.querySelector(".workbench-panel .readback ~ .findings").innerText`); !strings.Contains(said, "Error: the English does not say 99") {
			t.Errorf("of the difference it says %q", said)
		}
		x.axe(t, "a read-back in the panel")
	})
}
