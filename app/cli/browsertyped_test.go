package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const secondText = "/es/safety/safety.intro.p2"

// ctrlEnter saves what is typed.
func ctrlEnter() chromedp.Action[chromedp.Void] {
	return chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2))
}

// field returns what the field of a text holds.
func (x *tab) field(t *testing.T) string {
	t.Helper()
	return ask[string](t, x, `document.querySelector("textarea[name=other]").value`)
}

// typeInto opens a text and types words into it.
func (x *tab) typeInto(t *testing.T, address, words string) {
	t.Helper()
	x.open(t, address, 1280)
	x.retype(t, words)
	x.waitFor(t, fmt.Sprintf(`Object.values(localStorage).some((kept) => kept.includes(%q))`, words))
}

// fresh empties what the browser keeps, when a test ends.
func (x *tab) fresh(t *testing.T) {
	t.Cleanup(func() { x.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear(); sessionStorage.clear()")) })
}

func (b *browser) typedSurvives(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		x.typeInto(t, b.url+workbenchText, "Lo que escribo.")
		x.open(t, b.url+"/es", 1280)
		x.says(t, "#typed + ul li a => /es/safety/safety.intro.p1")
		x.says(t, "#typed + ul li span => Lo que escribo.")
		x.axe(t, "a language with words that were not saved")
		x.open(t, b.url+workbenchText, 1280)
		if got := x.field(t); got != "Lo que escribo." {
			t.Errorf("the field holds %q", got)
		}
		x.waitFor(t, `document.querySelector(".back").textContent.includes("is back")`)
		x.axe(t, "a text with words that came back")
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".back button").click()`))
		if got := x.field(t); got == "Lo que escribo." || ask[int](t, x, `Object.keys(localStorage).filter((k) => k.startsWith("parlance.typed")).length`) != 0 {
			t.Errorf("after it was dropped the field holds %q", got)
		}
	})
}

// A save forgets exactly what was saved: not the same text in another language, and not what was typed since when the page that said so is seen again.
func (b *browser) savedIsForgotten(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		french := strings.Replace(workbenchText, "/es/", "/fr/", 1)
		x.typeInto(t, b.url+french, "Ce que j'écris.")
		x.typeInto(t, b.url+workbenchText, "Lo guardado.")
		x.leave(t, ctrlEnter())
		said := ask[string](t, x, "location.href")
		if !strings.Contains(said, "saved=safety.intro.p1") {
			t.Fatalf("a save leads to %s: %s", said, ask[string](t, x, "document.body.innerText"))
		}
		x.typeInto(t, b.url+workbenchText, "Lo escrito después.")
		x.open(t, said, 1280)
		for address, want := range map[string]string{workbenchText: "Lo escrito después.", french: "Ce que j'écris."} {
			if x.open(t, b.url+address, 1280); x.field(t) != want {
				t.Errorf("%s holds %q, want %q", address, x.field(t), want)
			}
		}
	})
}

// What comes back says what it was begun from: the save of a colleague is not overwritten. What was saved and is brought back by the back button is the same.
func (b *browser) restoredOverwritesNothing(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		x.typeInto(t, b.url+secondText, "Lo mío.")
		fillText(t, b.dir, "es", "safety.intro.p2", "Lo de otra persona.")
		x.open(t, b.url+secondText, 1280)
		if got := x.field(t); got != "Lo mío." {
			t.Fatalf("the field holds %q", got)
		}
		x.waitFor(t, `document.querySelector(".back").textContent.includes("has changed since")`)
		x.leave(t, ctrlEnter())
		title := ask[string](t, x, "document.title + document.querySelector('.conflict').textContent")
		if !strings.HasPrefix(title, "Not saved") || !strings.Contains(title, "Lo de otra persona.") {
			t.Errorf("it is saved over: %s", title)
		}
		x.waitFor(t, `document.querySelector("textarea[name=other]").value === "Lo mío."`)
		x.leave(t, ctrlEnter()) // having seen both
		fillText(t, b.dir, "es", "safety.intro.p2", "Lo último de otra persona.")
		x.leave(t, chromedp.Evaluate[chromedp.Void]("history.go(-2)")) // to the form as it was opened first
		if got := x.field(t); got != "Lo último de otra persona." {
			t.Errorf("after going back the field holds %q", got)
		}
		x.typeInto(t, b.url+secondText, "Otra vez lo mío.")
		fillText(t, b.dir, "es", "safety.intro.p2", "Lo de hoy.")
		x.leave(t, ctrlEnter())
		x.follow(t, "a.leave")
		if got := x.field(t); got != "Lo de hoy." || ask[bool](t, x, `document.querySelector(".back") !== null`) {
			t.Errorf("after one's own words were given up the field holds %q", got)
		}
	})
}

// Two windows on one text: what is typed in each is kept, and shown one after the other.
func (b *browser) twoWindows(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		b.in(t, func(y *tab) {
			x.open(t, b.url+workbenchText, 1280)
			y.open(t, b.url+workbenchText, 1280)
			x.retype(t, "De la primera ventana.")
			y.retype(t, "De la segunda ventana.")
			x.open(t, b.url+workbenchText, 1280)
			if got := x.field(t); got != "De la segunda ventana." {
				t.Errorf("the newest is %q", got)
			}
			x.waitFor(t, `document.querySelectorAll(".back button").length === 2`)
			x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll(".back button")[1].click()`))
			if got := x.field(t); got != "De la primera ventana." {
				t.Errorf("the other one is %q", got)
			}
		})
	})
}

// A conflict beside the real page is settled there, and who leaves what somebody else wrote stays on the page.
func (b *browser) conflictBesideThePage(t *testing.T) {
	b.in(t, func(x *tab) {
		x.fresh(t)
		x.open(t, b.url+"/es/safety?open=safety.intro.p2", 1280)
		x.waitFor(t, `document.activeElement.name === "other"`)
		x.retype(t, "Lo mío al lado.")
		fillText(t, b.dir, "es", "safety.intro.p2", "Lo de al lado.")
		x.do(t, ctrlEnter())
		x.waitFor(t, `document.querySelector(".workbench-panel .conflict")`)
		if got := x.field(t); got != "Lo mío al lado." {
			t.Errorf("the field holds %q", got)
		}
		x.axe(t, "a conflict beside the real page")
		x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".workbench-panel a.leave").focus()`), chromedp.KeyEvent(kb.Enter))
		x.waitFor(t, `document.querySelector(".workbench-panel textarea[name=other]").value === "Lo de al lado."`)
		if at := ask[string](t, x, "location.pathname"); at != "/es/safety" {
			t.Errorf("it leads to %s", at)
		}
	})
}

// What was typed survives the crash of its page.
func (b *browser) pageCrashes(t *testing.T) {
	b.in(t, func(x *tab) {
		y := b.elsewhere(t, x)
		y.typeInto(t, b.url+workbenchText, "Antes de caer.")
		z := openTab(t, y.ctx, b.url, y.tools)
		crashed := make(chan struct{})
		if err := chromedp.Listen(y.ctx, func(event any) {
			if _, ok := event.(*inspector.EventTargetCrashed); ok {
				close(crashed)
			}
		}); err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = chromedp.Call(y.ctx, page.Crash, cdp.Empty{}) }() // which nobody answers
		select {
		case <-crashed:
		case <-time.After(patience):
			t.Fatal("the page does not crash")
		}
		z.open(t, b.url+workbenchText, 1280)
		if got := z.field(t); got != "Antes de caer." {
			t.Errorf("the field holds %q", got)
		}
	})
}
