package cli

import (
	"encoding/json"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/locale"
)

// phone is the screen of the phone that a patient's first screen is measured on.
const phoneWidth, phoneHeight = 360, 740

// firstScreen: on a phone, every guide of every locale shows its title, who stands behind it, its key message, what the reader must know, and the first
// line of its text, without scrolling; nothing moves while it loads, and nothing is as wide as to be scrolled sideways (R30, R42, R55).
func (b *browser) firstScreen(t *testing.T) {
	for i := range b.table.Locales {
		l := &b.table.Locales[i]
		t.Run(l.Tag, func(t *testing.T) {
			t.Parallel()
			for _, slug := range b.slugs[1:] {
				b.in(t, func(x *tab) { x.firstScreen(t, b.url+"/"+l.Tag+"/"+slug, l) })
			}
		})
	}
}

func (x *tab) firstScreen(t *testing.T, address string, l *locale.Locale) {
	x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight), chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void](x.tools[1]))
	want := []string{"h1", ".byline", ".message"}
	if l.Tag != "en" {
		want = append(want, ".notice[role=note]")
	}
	x.quiet(t, address)
	x.none(t, address, "look.first("+quoted(want)+")")
	x.none(t, address, "look.shift()")
}

// quoted returns strings as a list of JavaScript. They have no quotation marks.
func quoted(list []string) (js string) {
	for _, s := range list {
		js += `"` + s + `",`
	}
	return "[" + js + "]"
}

// languagePicker is used by the keyboard alone: it opens, its own language is first, the others follow by name, and Enter on one leads there.
func (b *browser) languagePicker(t *testing.T) {
	b.in(t, func(x *tab) {
		defer x.forget(t)
		for _, tag := range []string{"de", "ar"} {
			x.open(t, b.url+"/"+tag+"/"+b.slugs[1], phoneWidth)
			x.tabTo(t, func(at focused) bool { return at.Is == "summary." })
			x.do(t, chromedp.KeyEvent(kb.Enter))
			if at := x.tab(t); at.Href != "/"+tag+"/"+b.slugs[1]+"?remember" || !at.Seen || !at.Ring {
				t.Errorf("%s: the first language is %+v", tag, at)
			}
			x.none(t, tag+" with its languages open", "look.wide()")
			x.axe(t, tag+" with its languages open")
			if at := x.tabTo(t, func(at focused) bool { return at.Href == "/"+tag+"/languages" }); !at.Seen || !at.Ring {
				t.Errorf("%s: the link to all languages is %+v", tag, at)
			}
			x.leave(t, chromedp.KeyEvent(kb.Enter))
			x.quiet(t, tag)
			if n, all := ask[int](t, x, `document.querySelectorAll("main a[hreflang]").length`), len(b.table.Locales); n != all {
				t.Errorf("%s: the page of all languages has %d of %d", tag, n, all)
			}
		}
	})
}

// stackedTables stay tables for screen readers, though their rows are stacked on a phone.
func (b *browser) stackedTables(t *testing.T) {
	b.in(t, func(x *tab) {
		x.open(t, b.url+"/en/side-effects", phoneWidth)
		if stacked := ask[bool](t, x, `(() => { const [a, b] = document.querySelectorAll("td"); return b.getBoundingClientRect().top >= a.getBoundingClientRect().bottom - 1; })()`); !stacked {
			t.Error("the cells of a row stand side by side on a phone")
		}
		roles := x.roles(t)
		for _, role := range []string{"table", "row", "columnheader", "rowheader", "cell"} {
			if roles[role] == 0 {
				t.Errorf("a table whose rows are stacked has no %s", role)
			}
		}
	})
}

// roles counts the roles that the page has for assistive technology.
func (x *tab) roles(t *testing.T) map[string]int {
	t.Helper()
	tree, err := chromedp.Call(x.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]int{}
	for _, n := range tree.Nodes {
		if n.Role != nil && !n.Ignored {
			var role string
			if json.Unmarshal(n.Role.Value, &role) == nil {
				roles[role]++
			}
		}
	}
	return roles
}
