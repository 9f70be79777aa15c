package cli

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/locale"
)

var mainHeading = regexp.MustCompile(`<h1[^>]*>([^<]+)`)

// searchAddress returns the address of what is found for the beginning of a guide's title.
func (b *browser) searchAddress(l *locale.Locale, slug string) string {
	_, body := b.get("/" + l.Tag + "/" + slug)
	title := []rune(html.UnescapeString(mainHeading.FindStringSubmatch(body)[1]))
	return b.url + "/" + l.Tag + "/search?q=" + url.QueryEscape(strings.TrimSpace(string(title[:min(len(title), 12)])))
}

// stoodStill waits until a page that scrolls smoothly has come to rest.
const stoodStill = `new Promise(done => { let at = -1, since = performance.now();
	const look = () => { const now = performance.now();
		if (scrollY !== at) { at = scrollY; since = now }
		if (now - since > 400) done(true); else requestAnimationFrame(look) };
	requestAnimationFrame(look) })`

// On a phone, without scripts: a reader writes a word, presses Enter, follows what comes first, and has the text that was found before them.
func (b *browser) search(t *testing.T) {
	for _, c := range []struct{ tag, word, href string }{
		{"en", "fever", "/en/"}, {"de", "fieber", "/de/"}, {"ar", "الحمى", "/ar/"}, {"th", "ไข้", "/th/"}, {"zh-Hans", "发烧", "/zh-Hans/"}, {"ur", "بخار", "/ur/"},
	} {
		b.in(t, func(x *tab) {
			defer x.forget(t)
			x.open(t, b.url+"/"+c.tag+"/", 360)
			x.do(t, chromedp.Click(chromedp.CSS("header [type=search]")))
			if _, err := chromedp.Call(x.ctx, input.InsertText, input.InsertTextParams{Text: c.word}); err != nil { // as a phone's keyboard does
				t.Fatal(err)
			}
			x.leave(t, chromedp.KeyEvent(kb.Enter))
			if at, want := ask[string](t, x, "location.pathname + location.search"), "/"+c.tag+"/search?q="+url.QueryEscape(c.word); at != want {
				t.Errorf("%s: the answer stands at %s, not at %s", c.tag, at, want)
			}
			if shown := ask[string](t, x, `document.querySelector("[type=search]").value`); shown != c.word {
				t.Errorf("%s: the field shows %q", c.tag, shown)
			}
			if n := ask[int](t, x, `document.querySelectorAll("main li mark").length`); n == 0 {
				t.Fatalf("%s: nothing was found for %q", c.tag, c.word)
			}
			href := ask[string](t, x, `document.querySelector("main li a").getAttribute("href")`)
			if !regexp.MustCompile(`^` + c.href + `[a-z0-9/-]+#[a-z0-9.-]+$`).MatchString(href) {
				t.Errorf("%s: the first hit leads to %q", c.tag, href)
			}
			x.follow(t, "main li a")
			type place struct {
				Target, Text string
				Top, Height  float64
			}
			ask[bool](t, x, stoodStill) // the browser goes to the text when it draws the page
			at := ask[place](t, x, `(() => { const e = document.querySelector(":target"); const r = e.getBoundingClientRect();
				return {Target: e.id, Text: e.textContent, Top: r.top, Height: innerHeight} })()`)
			end := ask[bool](t, x, "scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
			if at.Top < 0 || at.Top > at.Height/3 && !end {
				t.Errorf("%s: %s stands %.0f px from the top of %.0f", c.tag, at.Target, at.Top, at.Height)
			}
			if marked := ask[bool](t, x, `getComputedStyle(document.querySelector(":target")).backgroundColor !== "rgba(0, 0, 0, 0)"`); !marked {
				t.Errorf("%s: nothing shows which text was found", c.tag)
			}
			x.quiet(t, href)
		})
	}
}
