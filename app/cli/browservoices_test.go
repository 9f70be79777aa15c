package cli

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// oldBrowser is one of before 2020, which knows no likely scripts and regions, and no sentences.
const oldBrowser = `delete Intl.Locale; delete Intl.Segmenter;`

// The voice that is taken has the language and the script of the text; its region is the text's, or else the reader's (here en-US), or else any. Old browsers take the
// same as new ones.
func TestTheVoiceOfALanguage(t *testing.T) {
	b := openBrowser(t)
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	for _, c := range []struct{ tag, voices, want string }{
		{"de", "de-AT de-DE! de-CH", "de-DE"},
		{"de", "de_CH", "de_CH"},
		{"de", "nl-NL en-US", ""},
		{"en", "en-GB en-US", "en-US"},
		{"pt-BR", "pt-PT pt-BR", "pt-BR"},
		{"pt-BR", "pt-PT", "pt-PT"},
		{"zh-Hans", "zh-TW zh-CN", "zh-CN"},
		{"zh-Hans", "zh-TW zh-HK", ""},
		{"zh-Hant", "zh-CN zh-HK zh-TW", "zh-TW"},
		{"zh-Hant", "zh_CN_#Hant", "zh_CN_#Hant"}, // as Android writes them
		{"zh-Hant", "zh-CN yue-HK", ""},
		{"zh-Hant", "zh-Hant-TW", "zh-Hant-TW"},
		{"he", "iw-IL", "iw-IL"},
		{"id", "in_ID", "in_ID"},
		{"ur", "hi-IN ur-PK", "ur-PK"},
		{"fa", "ar-SA", ""},
	} {
		for _, old := range []string{"", oldBrowser} {
			var list []string
			for voice := range strings.FieldsSeq(c.voices) {
				name, isDefault := strings.CutSuffix(voice, "!")
				list = append(list, `{"name":"`+name+`","lang":"`+name+`","localService":true,"default":`+map[bool]string{true: "true", false: "false"}[isDefault]+`}`)
			}
			forget := x.voices(t, "["+strings.Join(list, ",")+"]", old)
			x.visit(t, b.url+"/"+c.tag+"/safety")
			x.until(t, "the script has run", `!!document.querySelector(".tools")`)
			got := ask[string](t, x, `(() => { if (document.querySelector(".listen").hidden) return ""; document.querySelector("[data-do=listen]").click(); return window.spoken[0].split("|")[0]; })()`)
			if got != c.want {
				t.Errorf("%s, of %s: %q speaks, want %q (old: %t)", c.tag, c.voices, got, c.want, old != "")
			}
			forget()
		}
	}
}

// All of a guide is read, in pieces that engines take; old browsers read the same.
func TestAllOfAGuideIsReadAloud(t *testing.T) {
	b := openBrowser(t)
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	b.write("content/long.md", "+++\ntitle = \"Long\"\ndescription = \"Long sentences.\"\norder = 9\npublished = 2026-01-01\nupdated = 2026-01-02\n+++\n\nTake 1.5 mg. Then wait! "+
		strings.Repeat("a sentence that goes on, with a comma, ", 20)+strings.Repeat("and without one ", 30)+strings.Repeat("unbroken", 60)+".\n")
	b.await("/en/long", "goes on", true)
	for _, path := range []string{"/en/long", "/de/side-effects", "/th/safety", "/ja/safety", "/ar/therapy-session"} {
		var read [2]string
		for i, before := range []string{"", oldBrowser} {
			forget := x.voices(t, `[{"name":"own","lang":"`+path[1:3]+`","localService":true}]`, before)
			x.visit(t, b.url+path)
			x.until(t, "the script has run", `!!document.querySelector(".tools")`)
			pieces := ask[[]string](t, x, `(async () => { document.querySelector("[data-do=listen]").click();
				for (let n = 0; window.now && n < 1000; n++) { window.end(); await null; }
				return window.spoken.map((s) => s.split("|").slice(3).join("|")); })()`)
			forget()
			for _, piece := range pieces {
				if n := len([]rune(piece)); n > 200 || n == 0 || piece == "5 mg." {
					t.Errorf("%s: %d characters are spoken at once: %s", path, n, piece)
				}
			}
			read[i] = strings.ReplaceAll(strings.Join(pieces, ""), " ", "")
		}
		if read[0] != read[1] || len(read[0]) < 900 {
			t.Errorf("%s: a new browser reads\n%s\nan old one\n%s", path, read[0], read[1])
		}
	}
}

// The row that is kept free for the tools holds them all on a phone, where a voice is found too: nothing moves when the script has run.
func TestTheToolsFitTheirRow(t *testing.T) {
	b := openBrowser(t)
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	for i := range b.table.Locales {
		tag := b.table.Locales[i].Tag
		forget := x.voices(t, `[{"name":"own","lang":"`+tag+`","localService":true}]`, "")
		x.do(t, chromedp.EmulateViewport(phoneWidth, phoneHeight))
		x.visit(t, b.url+"/"+tag+"/safety")
		x.until(t, "the tools are there", `!!document.querySelector(".keep") && !document.querySelector(".keep, .listen").hidden`)
		if is := ask[[]float64](t, x, `(() => { const bar = document.querySelector(".toolbar"); return [bar.getBoundingClientRect().height, parseFloat(getComputedStyle(bar).minBlockSize)]; })()`); is[0] != is[1] {
			t.Errorf("%s: the tools take %v px, and %v are kept free", tag, is[0], is[1])
		}
		forget()
	}
}
