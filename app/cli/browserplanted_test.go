package cli

import (
	"fmt"
	"testing"
)

// planted puts faults into a sound page, and holds look.js to finding every one of them.
func (b *browser) planted(t *testing.T) {
	l := b.other(b.table.English())
	address := b.url + "/" + l.Tag + "/" + b.slugs[len(b.slugs)-1] + "/beside/en"
	b.in(t, func(x *tab) {
		x.media(t, "", "light")
		x.open(t, address, 1280)
		for _, c := range []struct{ style, question string }{
			{"main { inline-size: 1400px; max-inline-size: none }", "fit()"},
			{"h1 { position: relative; inset-inline-end: 1000px }", "fit()"},
			{".pair p { block-size: 1em; overflow: hidden }", "fit()"},
			{".pair p { block-size: 0.5em; margin: 0 }", "fit()"},
			{".languages a { padding: 0; font-size: 8px }", "small()"},
			{"main { direction: ltr; text-align: left }", "turned()"},
			{".pair > :last-child { margin-block-start: 3rem }", "beside(false)"},
			{".pair { display: block }", "beside(false)"},
			{".paper { display: none !important }", "paper()"},
			{".paper .code { inline-size: 1cm !important; block-size: 1cm !important }", "paper()"},
		} {
			script := fmt.Sprintf(`(() => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(%q);
				const before = look.%s;
				document.adoptedStyleSheets = [sheet];
				const after = look.%s;
				document.adoptedStyleSheets = [];
				return after.some((c) => !before.includes(c));
			})()`, c.style, c.question, c.question)
			if c.question == "paper()" {
				x.media(t, "print", "light")
			}
			if !ask[bool](t, x, script) {
				t.Errorf("look.%s does not see %s", c.question, c.style)
			}
		}
		x.media(t, "", "light")
	})
}
