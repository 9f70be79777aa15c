package providertest

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/internal/leftout"
)

// chromium is a tab of a real browser, used by the keyboard alone: what a page is asked with scripts changes nothing in it.
type chromium struct {
	*testing.T
	ctx     context.Context
	presses int
}

func openChromium(t *testing.T) *chromium {
	t.Helper()
	var path string
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
		}
	}
	if path == "" {
		leftout.SkipBrowser(t, "there is no Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	c := &chromium{T: t, ctx: ctx}
	c.do(chromedp.EmulateViewport(1280, 800))
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *chromium) do(steps ...chromedp.Action[chromedp.Void]) {
	c.Helper()
	if err := chromedp.Do(c.ctx, steps...); err != nil {
		c.Fatal(err)
	}
}

// open writes an address into the browser's field for addresses.
func (c *chromium) open(address string) {
	c.Helper()
	c.do(chromedp.Navigate(address))
}

// press presses keys, one after the other.
func (c *chromium) press(keys string, options ...chromedp.KeyOption) {
	c.Helper()
	c.presses += len([]rune(keys))
	c.do(chromedp.KeyEvent(keys, options...))
}

const ctrl = 2 // as a modifier of a key

// tabTo presses Tab until the focus is on what holds a text or has a name.
func (c *chromium) tabTo(what string) {
	c.Helper()
	for range 250 {
		c.press(kb.Tab)
		if c.asks(fmt.Sprintf(`(e => e.name === %q || e.textContent.trim().startsWith(%q))(document.activeElement) && document.activeElement !== document.body`, what, what)) {
			return
		}
	}
	c.Fatalf("Tab does not lead to %q: %s", what, c.text())
}

// enter goes to something by Tab and presses Enter on it.
func (c *chromium) enter(what string) {
	c.Helper()
	c.tabTo(what)
	c.press(kb.Enter)
}

func (c *chromium) asks(script string) bool {
	yes, err := chromedp.Run(c.ctx, chromedp.Evaluate[bool]("Boolean("+script+")"))
	return err == nil && yes // there is no page to ask, while another one comes
}

func (c *chromium) text() string {
	text, _ := chromedp.Run(c.ctx, chromedp.Evaluate[string]("location.href + ': ' + document.body.innerText.slice(0, 1500)"))
	return text
}

// until waits until a script says true.
func (c *chromium) until(script string) {
	c.Helper()
	for end := time.Now().Add(20 * time.Second); !c.asks(script); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			c.Fatalf("in vain: %s; the page says %s", script, c.text())
		}
	}
}

// reads waits until the page says something.
func (c *chromium) reads(text string) {
	c.Helper()
	c.until(fmt.Sprintf(`document.readyState === "complete" && document.body.innerText.includes(%q)`, text))
}

// signIn fills in the form of the provider.
func (c *chromium) signIn(name string) {
	c.Helper()
	c.until(`document.querySelector("input[name=password]")`)
	c.tabTo("username")
	c.press(name)
	c.tabTo("password")
	c.press("pass")
	c.press(kb.Enter)
}

// expire ends the sign-in as its eight hours do.
func (c *chromium) expire() {
	c.Helper()
	if _, err := chromedp.Call(c.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		c.Fatal(err)
	}
}

const shortPage = `+++
title = "Rest"
description = "How to rest well."
order = 9
published = 2026-11-01
updated = 2026-11-02
critical = true
+++

Drink three glasses of water.

Sleep at night.
`

// By the keyboard alone, in a real browser with a real provider: somebody signs in, translates a page on the page itself, is refused their own signature, and signs
// out; somebody else signs it. A sign-in that expires meanwhile costs nothing that was typed.
func TestByKeyboardAloneInChromium(t *testing.T) {
	c := openChromium(t)
	ln, origin := listen(t)
	ln.Close() // the program listens there
	issuer := zitadel(t, origin+"/sign-in/callback")
	w, _ := program(t, origin, issuer, "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\ntranslator = [\"de\"]\nreviewer = [\"de\"]\n"+
		"[[person]]\nname = \"Eve\"\nissuer = \""+issuer+"\"\nsubject = \"2\"\nreviewer = [\"de\"]\n", map[string]string{"content/rest.md": shortPage})
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(w.log)
		}
	})

	c.open(origin + "/de/rest")
	c.reads("You are not signed in")
	c.enter("Sign in")
	c.signIn("ada")
	c.until(`document.querySelector(".workbench-bar")`)
	c.press("n")
	c.press(kb.Enter)
	words := []string{"Ruhe", "So ruhen Sie sich gut aus.", "Trinken Sie drei Gläser Wasser.", "Schlafen Sie nachts."}
	for i, text := range words {
		if i == 0 {
			c.until(`document.activeElement.name === "other" && document.activeElement.value === ""`)
		}
		c.press(text)
		if i == 2 {
			c.expire()
			c.press(" ")
			c.reads("Your sign-in has expired. What you type is kept here.")
			c.press(kb.Backspace)
			c.press(kb.Enter, chromedp.KeyModifiers(ctrl))
			c.until(`document.querySelector(".workbench-panel textarea").value === "` + text + `"`)
			c.reads("Your sign-in has expired. What you type is kept here.")
			c.open(origin + "/de/rest")
			c.enter("Sign in")
			c.signIn("ada")
			c.until(`document.querySelector(".workbench-bar")`)
			c.press("n")
			c.press(kb.Enter)
			c.until(`document.activeElement.name === "other" && document.activeElement.value === "` + text + `"`)
		}
		c.press(kb.Enter, chromedp.KeyModifiers(ctrl))
		if i+1 < len(words) {
			c.until(`document.activeElement.name === "other" && document.activeElement.value === ""`)
		}
	}
	c.reads("Nothing is left to do in this language.")
	t.Logf("signed in twice and translated four texts with %d presses, %d of them letters", c.presses, len([]rune(strings.Join(words, ""))))
	c.until(`!Object.keys(localStorage).some((k) => k.startsWith("parlance.typed"))`)

	const all = "Sign all 4 texts"
	c.open(origin + "/de/rest?as=list")
	c.enter(all)
	c.reads("These are your own words")
	c.open(origin + "/de/rest/rest.intro.p1")
	c.until(`document.activeElement.name === "other"`)
	c.press(" Bitte.")
	c.until(`Object.keys(localStorage).some((k) => k.startsWith("parlance.typed"))`)
	c.enter("Sign out")
	c.reads("You are not signed in")
	c.until(`localStorage.length === 0`)

	c.enter("Sign in")
	c.signIn("eve")
	c.reads("Languages")
	c.open(origin + "/de/rest?as=list")
	c.enter(all)
	c.reads("Texts signed: 4.")
	c.enter("Sign out")
	c.reads("You are not signed in")
	c.open(origin + "/de/rest")
	c.reads("You are not signed in")
}
