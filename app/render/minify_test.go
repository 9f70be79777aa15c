package render

import (
	"regexp"
	"slices"
	"testing"

	"github.com/parlance/parlance/app/document"
)

// What a phone with a slow network has to load, in bytes of brotli.
const (
	maxReaderScript = 3 << 10
	maxWorker       = 3 << 10
	maxStyle        = 5 << 10
)

func TestScriptsAndStyleSheetsOfReadersAreSmallOnTheWire(t *testing.T) {
	for _, c := range []struct {
		name    string
		made    []byte
		largest int
	}{
		{"reader.js", minifyScript(readerScript), maxReaderScript},
		{"sw.js", minifyScript(serviceWorker), maxWorker},
		{"site.css", minifyStyle(styleSheet), maxStyle},
		{"pages.css", minifyStyle(pagesStyleSheet), maxStyle},
		{"recordings.css", minifyStyle(recordingsStyleSheet), maxStyle},
		{"wide.css", minifyStyle(wideStyleSheet), maxStyle},
		{"paper.css", minifyStyle(paperStyleSheet), maxStyle},
	} {
		wire := len(document.New(scriptType, c.made).Body(document.Brotli).Bytes)
		t.Logf("%s takes %d bytes, %d in brotli", c.name, len(c.made), wire)
		if wire > c.largest {
			t.Errorf("%s takes %d bytes in brotli, more than %d", c.name, wire, c.largest)
		}
	}
}

// newer matches what ECMAScript 2017 does not know, as the minifier writes it: optional chaining, ??, catch without a variable, spread properties, named groups
// and lookbehind, and the methods that came later.
var newer = regexp.MustCompile(`\?\.[^0-9]|\?\?|catch\{|[{,]\.\.\.[^,)\]]*\}|\(\?<|for await|\.(?:flat|flatMap|matchAll|replaceAll|at|fromEntries|allSettled|finally)\(`)

func TestScriptsOfReadersKeepToTheLanguageOfOldPhones(t *testing.T) {
	for name, script := range map[string][]byte{"reader.js": readerScript, "sw.js": serviceWorker} {
		if found := newer.FindAll(minifyScript(script), -1); found != nil {
			t.Errorf("%s has %q", name, found)
		}
	}
	for _, wrong := range []string{"a?.b", "a??b", "try{}catch{}", "({...a})", "/(?<a>b)/", "a.at(1)"} {
		if !newer.MatchString(wrong) {
			t.Errorf("%s is not seen", wrong)
		}
	}
}

func TestMinifyingAStyleSheetKeepsItsMeaning(t *testing.T) {
	const rules = "/* why */\na :is(b, c):hover  > d { margin: calc(1px + 2px) 0; }\n\n@media (min-width: 3rem) { e::before { content: \"/\"; } }\n" +
		"@supports (display: grid) { @media screen and (max-width: 47.99rem) { f:not(:has(li)) { inline-size: min(25rem, 100vw - 2.5rem) !important; } } }\n"
	const want = `a :is(b,c):hover>d{margin:calc(1px + 2px)0}@media(min-width:3rem){e::before{content:"/"}}` +
		`@supports(display:grid){@media screen and (max-width:47.99rem){f:not(:has(li)){inline-size:min(25rem,100vw - 2.5rem)!important}}}`
	if got := string(minifyStyle([]byte(rules))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	fonts := regexp.MustCompile(`"Noto [^"]*"`)
	if was, is := fonts.FindAllString(string(styleSheet), -1), fonts.FindAllString(string(minifyStyle(styleSheet)), -1); !slices.Equal(was, is) {
		t.Errorf("the fonts were %q\nand are        %q", was, is)
	}
}
