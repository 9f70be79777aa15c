package cli

import (
	"flag"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/parlance/parlance/app/locale"
)

// Everything that only a browser can tell, in one browser and of one server.
func TestInABrowser(t *testing.T) {
	b := openBrowser(t)
	t.Run("planted faults are seen", b.planted)
	t.Run("R30 every page of every locale", b.everyPage)
	t.Run("R30, R42, R55 the first screen of a phone", b.firstScreen)
	t.Run("R27 language picker", b.languagePicker)
	t.Run("R30 tables on a phone", b.stackedTables)
	t.Run("R30 dark scheme", b.dark)
	t.Run("R27 language links", b.languageLinks)
	t.Run("R30 keyboard", b.keyboard)
	t.Run("R32 without scripts", b.withoutScripts)
	t.Run("R32 the same without scripts", b.sameWithoutScripts)
	t.Run("report form", b.reportForm)
	t.Run("search", b.search)
	t.Run("paper", b.paper)
}

var axeEvery = flag.Bool("axe", false, "have axe-core look at every page of every locale; without it at every page in two of them, and at one kind of page in four of each other")

func (b *browser) everyPage(t *testing.T) {
	for i := range b.table.Locales {
		l := &b.table.Locales[i]
		t.Run(l.Tag, func(t *testing.T) {
			t.Parallel()
			for n, address := range b.addresses(l) {
				axe := *axeEvery || l.Tag == "en" || l.Tag == "ar" || (i+n)%4 == 0
				b.in(t, func(x *tab) { x.examine(t, address, l, axe) })
			}
		})
	}
}

// examine holds one page to the rules, from a narrow screen to a wide one, and to those of axe-core, which take longer than all others, if axe says so.
func (x *tab) examine(t *testing.T, address string, l *locale.Locale, axe bool) {
	x.media(t, "", "light")
	x.open(t, address, 320)
	if is := ask[[]string](t, x, "[document.documentElement.lang, document.documentElement.dir]"); is[0] == l.Tag && is[1] != l.Dir || is[0] != l.Tag && (is[0] != "en" || is[1] != "ltr") {
		t.Errorf("%s is in %s and runs %s", address, is[0], is[1])
	}
	beside := strings.Contains(address, "/beside/")
	x.none(t, address+" at 320 px", "look.all()")
	if beside {
		x.none(t, address+" at 320 px", "look.beside(true)")
	}
	if axe {
		x.axe(t, address)
	}
	x.wide(t, 640) // a screen of 1280 px at a zoom of 200 %
	x.none(t, address+" at 640 px", "look.fit()")
	x.wide(t, 1280)
	x.none(t, address+" at 1280 px", "look.all()")
	if beside {
		x.none(t, address+" at 1280 px", "look.beside(false)")
	}
	if beside && axe {
		x.axe(t, address+" at 1280 px")
	}
}

func (b *browser) dark(t *testing.T) {
	for _, address := range b.addresses(b.other(b.table.English())) {
		b.in(t, func(x *tab) {
			x.media(t, "", "dark")
			x.open(t, address, 1280)
			if dark := ask[bool](t, x, `getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)"`); !dark {
				t.Errorf("%s is not dark", address)
			}
			x.axe(t, address+" in the dark")
			x.media(t, "", "light")
		})
	}
}

// Scripts are off; the page is read, another language is chosen, and it stays chosen.
func (b *browser) withoutScripts(t *testing.T) {
	b.in(t, func(x *tab) {
		x.scripts(t, false)
		defer x.scripts(t, true)
		slug := b.slugs[1]
		x.do(t, chromedp.EmulateViewport(320, 800), chromedp.Navigate(b.url+"/en/"+slug))
		last := b.table.Locales[len(b.table.Locales)-1]
		x.do(t, chromedp.Click(chromedp.CSS(".languages summary")))
		x.follow(t, `.languages a[hreflang="`+last.Tag+`"]`)
		if at := ask[string](t, x, "location.href"); at != b.url+"/"+last.Tag+"/"+slug {
			t.Errorf("the link to %s leads to %s", last.Tag, at)
		}
		want := ask[string](t, x, "document.documentElement.lang")
		x.do(t, chromedp.Navigate(b.url+"/"+slug))
		if lang := ask[string](t, x, "document.documentElement.lang"); lang != want {
			t.Errorf("after %s was chosen the page is in %s", last.Tag, lang)
		}
		if shown := ask[int](t, x, "document.querySelector('main').innerText.length"); shown < 500 {
			t.Errorf("without scripts a guide has %d characters", shown)
		}
		x.forget(t)
	})
}

// dead lists the controls that are shown and do nothing without a script: a button or field outside of a form, a <summary> of nothing.
const dead = `[...document.querySelectorAll("button, input, select, textarea, summary, [role=button], [tabindex]:not(main, pre, .table), dialog, template *")]
	.filter((e) => e.getClientRects().length && !(e.form && e.form.action) && !(e.localName === "summary" && e.parentNode.localName === "details"))
	.map((e) => e.outerHTML.slice(0, 120))`

// everythingElse is what a page says beside listening and keeping, whatever white space the browser puts between.
const everythingElse = `(() => { const bar = document.querySelector(".toolbar"); if (bar) bar.remove(); return document.body.innerText.replace(/\s+/g, " "); })()`

// R32: without scripts every page shows the same, listening and keeping apart, and no control that would do nothing.
func (b *browser) sameWithoutScripts(t *testing.T) {
	for _, tag := range []string{"de", "ur"} {
		l, _ := b.table.Find(tag)
		for _, address := range append(b.addresses(l), b.url+"/"+tag+"/languages", b.url+"/languages") {
			b.in(t, func(x *tab) {
				x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight), chromedp.Navigate(address))
				if strings.HasSuffix(address, "/safety") {
					x.until(t, "the script has run", `!!document.querySelector(".tools")`)
				}
				with := ask[string](t, x, everythingElse)
				x.scripts(t, false)
				defer x.scripts(t, true)
				x.do(t, chromedp.Navigate(address))
				for _, control := range ask[[]string](t, x, dead) {
					t.Errorf("%s shows %s", address, control)
				}
				if shown := ask[float64](t, x, `(() => { const bar = document.querySelector(".toolbar"); return bar ? bar.getBoundingClientRect().height : 0; })()`); shown != 0 {
					t.Errorf("%s keeps %v px free for tools", address, shown)
				}
				if without := ask[string](t, x, everythingElse); without != with || len(with) < 200 {
					t.Errorf("%s says with scripts\n%s\nand without\n%s", address, with, without)
				}
			})
		}
	}
}

// The pseudo-locales have texts half as long again and more, and a whole site from right to left.
func TestR30PseudoLocalesInABrowser(t *testing.T) {
	b := openBrowser(t, "--preview")
	for _, tag := range []string{"en-XA", "ar-XB"} {
		for _, slug := range b.slugs {
			paths := []string{"/" + tag + "/" + slug}
			if slug != "" {
				paths = append(paths, "/"+tag+"/"+slug+"/beside/en")
			}
			for _, path := range paths {
				b.in(t, func(x *tab) {
					x.open(t, b.url+path, 320)
					x.none(t, path+" at 320 px", "look.fits()")
				})
			}
		}
	}
}
