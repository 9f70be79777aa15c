package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// scripts turns the scripts of pages on or off.
func (x *tab) scripts(t *testing.T, on bool) {
	t.Helper()
	if _, err := chromedp.Call(x.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		t.Fatal(err)
	}
}

// forget empties the browser's cookies, which all tabs share.
func (x *tab) forget(t *testing.T) {
	t.Helper()
	if _, err := chromedp.Call(x.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
}

// leave does something that leads to another page, and waits for that page.
func (x *tab) leave(t *testing.T, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	const ready = `document.readyState === "complete" && !document.documentElement.hasAttribute("data-left")`
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.documentElement.setAttribute("data-left", "")`), step)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if arrived, err := chromedp.Run(x.ctx, chromedp.Evaluate[bool](ready)); err == nil && arrived {
			return
		}
	}
	t.Fatal("waited in vain for another page")
}

// follow clicks a link.
func (x *tab) follow(t *testing.T, selector string) {
	t.Helper()
	x.leave(t, chromedp.Click(chromedp.CSS(selector)))
}

// languageLinks: every one of them keeps the page and is remembered.
func (b *browser) languageLinks(t *testing.T) {
	b.in(t, func(x *tab) {
		defer x.forget(t)
		slug := b.slugs[1]
		x.open(t, b.url+"/en/"+slug, 320)
		for _, l := range b.table.Locales {
			x.do(t, chromedp.Click(chromedp.CSS("header .languages summary")))
			x.follow(t, `header .languages a[hreflang="`+l.Tag+`"]`)
			x.quiet(t, l.Tag)
			if at := ask[string](t, x, "location.href"); at != b.url+"/"+l.Tag+"/"+slug {
				t.Errorf("the link to %s leads to %s", l.Tag, at)
			}
			if named := ask[string](t, x, `document.querySelector("header .languages a").matches("[aria-current]") && document.querySelector("header .languages a").textContent`); named != l.Name {
				t.Errorf("in %s the current language is %q", l.Tag, named)
			}
			want := ask[string](t, x, "document.documentElement.lang") // English, where nothing is translated yet
			x.do(t, chromedp.Navigate(b.url+"/"+slug))
			if lang := ask[string](t, x, "document.documentElement.lang"); lang != want {
				t.Errorf("after %s was chosen the page is in %s", l.Tag, lang)
			}
		}
	})
}

// focused returns where the focus is, and how it is seen.
type focused struct {
	Is, Href, Text string
	Seen           bool // within the screen
	Ring           bool
}

func (x *tab) tab(t *testing.T) focused {
	t.Helper()
	x.do(t, chromedp.KeyEvent(kb.Tab))
	return ask[focused](t, x, `(() => {
		const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
		return {Is: e.localName + "." + e.className, Href: e.getAttribute("href") || "", Text: e.innerText || "",
			Seen: b.bottom > 0 && b.right > 0 && b.top < innerHeight && b.left < innerWidth,
			Ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2};
	})()`)
}

// keyboard walks a page by Tab, left to right and right to left.
func (b *browser) keyboard(t *testing.T) {
	for _, tag := range []string{"en", b.other(b.table.English()).Tag} {
		b.in(t, func(x *tab) {
			defer x.forget(t)
			address := b.url + "/" + tag + "/" + b.slugs[1]
			x.open(t, address, 1280)
			if first := x.tab(t); first.Is != "a.skip" || !first.Seen || !first.Ring {
				t.Errorf("%s: the first stop is %+v", address, first)
			}
			x.do(t, chromedp.KeyEvent(kb.Enter))
			if in := ask[string](t, x, "document.activeElement.id"); in != "ui.main" {
				t.Errorf("%s: the skip link leads to %q", address, in)
			}
			x.tab(t)
			if !ask[bool](t, x, `document.activeElement !== document.body && document.querySelector("main").contains(document.activeElement)`) {
				t.Errorf("%s: after the skip link, Tab is not in the main text", address)
			}
			x.walk(t, address)
			x.open(t, address, 1280)
			x.tabTo(t, func(at focused) bool { return strings.HasPrefix(at.Is, "summary") })
			x.do(t, chromedp.KeyEvent(kb.Enter))
			last := b.table.Locales[len(b.table.Locales)-1].Tag
			x.tabTo(t, func(at focused) bool { return strings.HasPrefix(at.Href, "/"+last+"/") })
			x.leave(t, chromedp.KeyEvent(kb.Enter))
			if at := ask[string](t, x, "location.pathname"); at != "/"+last+"/"+b.slugs[1] {
				t.Errorf("%s: Enter on the link to %s leads to %s", address, last, at)
			}
		})
	}
}

// walk holds Tab to stopping at everything that can be used, in the order of the page, seen and ringed.
func (x *tab) walk(t *testing.T, address string) {
	t.Helper()
	x.media(t, "", "light")
	x.open(t, address, 1280)
	stops := ask[[]string](t, x, `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")]
		.filter((e) => e.getClientRects().length && (e.localName === "summary" || !e.closest("details:not([open])"))).map((e) => e.getAttribute("href") || "")`)
	for i, want := range stops {
		at := x.tab(t)
		if at.Href != want {
			t.Errorf("%s: stop %d is %+v, and %q comes there", address, i+1, at, want)
			return
		}
		if !at.Seen || !at.Ring {
			t.Errorf("%s: the focus is not seen: %s", address, fmt.Sprintf("%+v", at))
		}
	}
}

// reportForm goes from a guide to the form of one of its parts, fills it in and sends it: by the keyboard alone, without scripts.
func (b *browser) reportForm(t *testing.T) {
	l := b.other(b.table.English())
	address := "/" + l.Tag + "/" + b.slugs[1] + "/report"
	b.in(t, func(x *tab) {
		defer x.forget(t)
		x.open(t, b.url+address, 320)
		x.scripts(t, false)
		defer x.scripts(t, true)
		if at := x.tabTo(t, func(at focused) bool { return strings.HasPrefix(at.Href, address+"/") }); !at.Seen || !at.Ring {
			t.Fatalf("by Tab the link to a form is %+v", at)
		}
		x.leave(t, chromedp.KeyEvent(kb.Enter))
		if at := x.tabTo(t, func(at focused) bool { return strings.HasPrefix(at.Is, "textarea") }); !at.Seen || !at.Ring {
			t.Fatalf("by Tab the form's field is %+v", at)
		}
		x.do(t, chromedp.KeyEvent("The dose is wrong."))
		if at := x.tabTo(t, func(at focused) bool { return strings.HasPrefix(at.Is, "button") }); !at.Seen || !at.Ring {
			t.Fatalf("by Tab the form's button is %+v", at)
		}
		x.leave(t, chromedp.KeyEvent(kb.Enter))
		x.quiet(t, address)
		if !ask[bool](t, x, `document.querySelector("main h1") !== null && document.querySelector("textarea") === null`) {
			t.Errorf("after a report the page says %q", ask[string](t, x, `document.body.innerText`))
		}
		if lang := ask[string](t, x, "document.documentElement.lang"); lang != l.Tag {
			t.Errorf("a report in %s is answered in %s", l.Tag, lang)
		}
		x.scripts(t, true) // for axe-core
		x.do(t, chromedp.Evaluate[chromedp.Void](x.tools[1]))
		x.none(t, address+" when sent", "look.all()")
		x.axe(t, address+" when sent")
	})
}

// tabTo presses Tab until the focus is where it is wanted.
func (x *tab) tabTo(t *testing.T, wanted func(focused) bool) (at focused) {
	t.Helper()
	for range 100 {
		if at = x.tab(t); wanted(at) {
			return at
		}
	}
	t.Fatalf("Tab does not lead there, and ends at %+v", at)
	return at
}
