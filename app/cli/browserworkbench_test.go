package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/internal/leftout"
)

// What only a browser can tell of the workbench, in one browser and of one server.
func TestWorkbenchInABrowser(t *testing.T) {
	b := openBrowser(t, "--work-addr", "127.0.0.1:0", "--as", "Ada")
	t.Run("pages without a fault of axe", b.workbenchPages)
	t.Run("valid markup", b.workbenchMarkup)
	t.Run("a text is translated on the real page by keyboard alone", b.translateByKeyboard)
	t.Run("what is found is said while one types", b.checkWhileTyping)
	t.Run("what is found is read aloud when one rests", b.toldAtRest)
	t.Run("a key of an input method is nothing else", b.inputMethods)
	t.Run("the way to save is in sight", b.saveInSight)
	t.Run("tables on a phone", b.workbenchTables)
	t.Run("what was typed survives leaving the page", b.typedSurvives)
	t.Run("a save forgets exactly what was saved", b.savedIsForgotten)
	t.Run("what comes back overwrites nothing", b.restoredOverwritesNothing)
	t.Run("two windows on one text", b.twoWindows)
	t.Run("a conflict beside the real page", b.conflictBesideThePage)
	t.Run("a page crashes", b.pageCrashes)
	t.Run("right to left", b.rightToLeft)
	t.Run("the real page tells of its texts, and follows every saved file", b.realPageTells)
	t.Run("what is saved before the stream is open", b.savedBeforeTheStream)
	t.Run("a read-back stands in the panel of the real page", b.readBackInThePanel)
	t.Run("others are seen", b.othersAreSeen)
	t.Run("one stream of events a browser", b.oneStreamABrowser)
	t.Run("others are seen where there are no locks", b.othersWithoutLocks)
	t.Run("without scripts", b.workbenchWithoutScripts)
	t.Run("the server goes and comes again", b.serverRestarts)
}

const workbenchText = "/es/safety/safety.intro.p1"

// workbenchAddresses are one page of each kind.
func (b *browser) workbenchAddresses() []string {
	return []string{"/", "/es", "/es/safety?as=list", "/es?q=sangre", "/es/ui", workbenchText, "/ar/safety/safety.intro.p1", "/nothing"}
}

func (b *browser) workbenchPages(t *testing.T) {
	for _, path := range append(b.workbenchAddresses(), "/es/safety", "/ar/safety", "/ar/safety?open=safety.intro.p1") {
		b.in(t, func(x *tab) {
			for width, scheme := range map[int64]string{320: "light", 1440: "dark"} {
				x.media(t, "", scheme)
				x.open(t, b.url+path, width)
				if strings.Contains(path, "?open=") {
					x.waitFor(t, `document.activeElement.name === "other"`)
				}
				x.axe(t, fmt.Sprintf("%s %s at %d px", path, scheme, width))
				if wide := ask[bool](t, x, "document.documentElement.scrollWidth > innerWidth"); wide {
					t.Errorf("%s is wider than %d px", path, width)
				}
			}
		})
	}
}

func (b *browser) workbenchMarkup(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		leftout.SkipBrowser(t, "there is no Node.js")
	}
	if _, err := os.Stat(filepath.Join(browserTools, "node_modules/html-validate")); err != nil {
		leftout.SkipBrowser(t, "there is no html-validate")
	}
	dir, files := t.TempDir(), []string{"markup.cjs"}
	for i, path := range append(b.workbenchAddresses(), "/es/safety") {
		_, body := b.get(path)
		name := filepath.Join(dir, fmt.Sprintf("%d.html", i))
		if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	cmd := exec.Command(node, files...)
	cmd.Dir = browserTools
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// waitFor waits until a script says true.
func (x *tab) waitFor(t *testing.T, script string) {
	t.Helper()
	for end := time.Now().Add(patience); !ask[bool](t, x, "Boolean("+script+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in vain: %s; the page says %s", script, ask[string](t, x, "document.body.innerText.slice(0, 1500)"))
		}
	}
}

// retype empties the field that has the focus and types into it.
func (x *tab) retype(t *testing.T, text string) {
	t.Helper()
	x.do(t, chromedp.Evaluate[chromedp.Void]("document.activeElement.select()"), chromedp.KeyEvent(text))
}

func (b *browser) translateByKeyboard(t *testing.T) {
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/es/safety", 1280)
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector('article [data-segment="es/safety.intro.p1"]').focus()`), chromedp.KeyEvent(kb.Enter))
		x.waitFor(t, `document.activeElement.name === "other"`)
		before := ask[string](t, x, "document.activeElement.value.trim()") // chromedp sends the character of Enter after its key
		x.do(t, chromedp.KeyEvent(kb.End), chromedp.Evaluate[chromedp.Void]("document.activeElement.setSelectionRange(0, 0)"), chromedp.KeyEvent("Ahora: "))
		x.do(t, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2))) // Ctrl
		x.waitFor(t, `document.querySelector(".workbench-panel .done")?.textContent.includes("Saved: safety.intro.p1.") || document.getElementById("said").textContent.includes("Saved: safety.intro.p1.")`)
		x.waitFor(t, `document.querySelector('article').innerText.includes("Ahora: ")`)
		data, err := os.ReadFile(filepath.Join(b.dir, "locales/es/safety.es.toml"))
		if _, line, ok := strings.Cut(string(data), "Ahora: "); err != nil || !ok || !strings.HasPrefix(line, before[:10]) {
			t.Errorf("the catalog has %.40q behind the words, want %q; %v", line, before, err)
		}
		x.axe(t, "the real page with a text open")
		x.do(t, chromedp.KeyEvent(kb.Escape))
		x.waitFor(t, `!document.querySelector(".workbench-panel")`)
	})
}

func (b *browser) checkWhileTyping(t *testing.T) {
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/es/safety/safety.intro.p1", 1280)
		x.retype(t, "Llame al 999 <b>hoy</b>.")
		x.waitFor(t, `document.querySelector("#findings-other .error")`)
		x.axe(t, "a text with findings")
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#findings-other button").click()`))
		if got := ask[string](t, x, "document.activeElement.name"); got != "other" {
			t.Errorf("the letter is not gone to: the focus is on %q", got)
		}
		x.do(t, chromedp.Evaluate[chromedp.Void]("document.activeElement.blur()"), chromedp.KeyEvent("?"))
		x.waitFor(t, `document.querySelector("dialog[open]")`)
		x.axe(t, "the list of keys")
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("dialog button").click(); localStorage.clear()`))
	})
}

func (b *browser) rightToLeft(t *testing.T) {
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/ar/safety/safety.intro.p1", 1280)
		got := ask[[]string](t, x, `(f => [f.lang, getComputedStyle(f).direction])(document.querySelector("textarea[name=other]"))`)
		if got[0] != "ar" || got[1] != "rtl" {
			t.Errorf("the field is in %s and runs %s", got[0], got[1])
		}
		x.open(t, b.url+"/ur/safety/safety.intro.p1", 1280)
		if font := ask[string](t, x, `getComputedStyle(document.querySelector("textarea[name=other]")).fontFamily`); !strings.Contains(font, "Nastaliq") {
			t.Errorf("Urdu is written in %s", font)
		}
	})
}

func (b *browser) workbenchWithoutScripts(t *testing.T) {
	b.in(t, func(x *tab) {
		x.scripts(t, false)
		defer x.scripts(t, true)
		x.open(t, b.url+"/es/safety", 1280)
		if n := ask[int](t, x, `document.querySelectorAll("#workbench\\.texts a[href^='/es/safety/']").length`); n < 5 {
			t.Errorf("%d texts can be reached", n)
		}
	})
}

// What is found changes with every word: it is read aloud after a rest, once, and no list that changes is a live region.
func (b *browser) toldAtRest(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		x.open(t, b.url+workbenchText, 1280)
		x.do(t, chromedp.Evaluate[chromedp.Void](`window.told = []; new MutationObserver(() => told.push(document.querySelector(".told").textContent))
			.observe(document.querySelector(".told"), { childList: true })`))
		x.retype(t, "Llame al 999.")
		x.waitFor(t, `told.length && told[0].includes("999")`)
		if !ask[bool](t, x, `document.querySelector(".told").role === "status" && !document.querySelector(".findings[aria-live]")`) {
			t.Error("what is found is read aloud while one types, or never")
		}
		x.do(t, chromedp.KeyEvent(" Hoy."))
		time.Sleep(2 * time.Second) // longer than the rest
		if told := ask[[]string](t, x, "told"); len(told) > 1 && strings.Contains(told[1], "999") {
			t.Errorf("it is read aloud again: %q", told)
		}
	})
}

// An input method takes Enter and Esc to choose and to give up: nothing is saved, and nothing closes.
func (b *browser) inputMethods(t *testing.T) {
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/es/safety?open=safety.intro.p1", 1280)
		x.waitFor(t, `document.activeElement.name === "other"`)
		const press = `((how) => { let sent = 0; addEventListener("submit", (e) => { sent++; e.preventDefault(); e.stopPropagation(); }, { capture: true, once: true });
			for (const key of ["Enter", "Escape"]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: key === "Enter", bubbles: true, ...how }));
			return [sent, document.querySelectorAll(".workbench-panel").length]; })`
		for how, want := range map[string][]int{`{ isComposing: true }`: {0, 1}, `{ keyCode: 229 }`: {0, 1}} {
			if got := ask[[]int](t, x, press+"("+how+")"); !slices.Equal(got, want) {
				t.Errorf("with %s forms sent and panels open are %v, want %v", how, got, want)
			}
		}
		if got := ask[[]int](t, x, press+"({})"); !slices.Equal(got, []int{1, 0}) {
			t.Errorf("without an input method forms sent and panels open are %v", got)
		}
	})
}

// However much is found, the way to save stays in sight.
func (b *browser) saveInSight(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		for _, width := range []int64{320, 1280} {
			x.open(t, b.url+workbenchText, width)
			x.retype(t, strings.Repeat("Llame al 999 <b>hoy</b>. ", 20))
			x.waitFor(t, `document.querySelectorAll("#findings-other li").length > 20`)
			if !ask[bool](t, x, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(".save button").getBoundingClientRect())`) {
				t.Errorf("at %d px one has to look for the way to save", width)
			}
			x.axe(t, "a text with much that is found")
		}
	})
}

// On a phone the cells of a row stand below one another, and stay those of a table for screen readers.
func (b *browser) workbenchTables(t *testing.T) {
	b.in(t, func(x *tab) {
		for _, path := range []string{"/es", "/es?q=sangre"} {
			x.open(t, b.url+path, phoneWidth)
			if !ask[bool](t, x, `(s => s.scrollWidth <= s.clientWidth)(document.querySelector(".scroll"))`) {
				t.Errorf("the table of %s goes out of sight on a phone", path)
			}
			if roles := x.roles(t); roles["columnheader"] < 4 || roles["rowheader"] == 0 || roles["cell"] == 0 {
				t.Errorf("the table of %s is none for screen readers: %v", path, roles)
			}
		}
	})
}
