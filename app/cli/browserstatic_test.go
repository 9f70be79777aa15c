package cli

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/nginxtest"
	"github.com/parlance/parlance/app/publish"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// published are a few languages of this repository's site in a folder, served by nginx.
type publishedSite struct {
	snapshot  *site.Snapshot
	dir, addr string
}

// publishSome publishes the pages of some languages, without those in two languages, and serves them.
func publishSome(t *testing.T, tags ...string) publishedSite {
	t.Helper()
	trees := t.TempDir()
	tree := func(name string) store.Tree {
		if err := os.CopyFS(filepath.Join(trees, name), os.DirFS("../../"+name)); err != nil {
			t.Fatal(err)
		}
		return store.Tree{FS: os.DirFS(filepath.Join(trees, name)), Name: name}
	}
	content, catalogs := tree("content"), tree("locales")
	if err := os.Remove(filepath.Join(trees, "locales/ja/side-effects.ja.toml")); err != nil { // its texts stand in English
		t.Fatal(err)
	}
	s, err := site.New(content, catalogs, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := publishedSite{snapshot: s.Snapshot(), dir: filepath.Join(t.TempDir(), "site")}
	f, err := publish.OpenFolder(p.dir, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	wanted := regexp.MustCompile("^(assets/|search/|(" + strings.Join(tags, "|") + ")/[^/]*$)")
	put := func(path string, data []byte) {
		if err := f.Put(path, data); err != nil {
			t.Fatal(err)
		}
	}
	for file := range publish.Files(p.snapshot) {
		if !wanted.MatchString(file.Path) || file.Recording != "" {
			continue
		}
		doc := file.Document()
		for c, ending := range map[document.Coding]string{document.Identity: "", document.Gzip: ".gz", document.Zstd: ".zst", document.Brotli: ".br"} {
			if b := doc.SentOnce().Body(c); b.Coding == c { // compressed quickly
				put(file.Path+ending, b.Bytes)
			}
		}
	}
	for path, text := range publish.Configuration(p.snapshot) {
		put(path, []byte(text))
	}
	if _, err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	p.addr = nginxtest.Serve(t, p.dir)
	return p
}

// answered is that the script of the search has come to an end.
const answered = `!document.getElementById("ui.found").hasAttribute("aria-busy")`

// found is what was found, without what a script does not write: white space between elements, and marks of terms that stay as they are in titles.
const found = `((main) => Array.from(main.querySelectorAll(".count, h2, ol, .pages"), (e) => { const c = e.cloneNode(true); c.removeAttribute("role");
	for (const kept of c.querySelectorAll("[translate]")) kept.replaceWith(kept.textContent);
	for (const a of c.querySelectorAll("a")) a.setAttribute("href", new URL(a.getAttribute("href"), location.origin).href);
	c.normalize(); return c.outerHTML.replace(/\s*\n\s*/g, "").replace(/ rel="(\w+)" href="([^"]*)"/g, ' href="$2" rel="$1"'); }).join("\n"))`

// A published site is searched on the reader's own device: what is written in the field of a page is found as our server finds it, and the link leads to its place.
func TestAPublishedSiteIsSearched(t *testing.T) {
	ctx, tools := startChromium(t)
	p := publishSome(t, "de", "ar", "ja")
	x := openTab(t, ctx, "http://"+p.addr, tools)
	for _, c := range []struct{ tag, word string }{{"de", "fieber"}, {"ar", "الحمى"}, {"ja", "脂肪吸引"}, {"de", "zellen"}, {"de", "feiber"}, {"ar", "كم تستغرق الحقنة"}, {"ja", "レントゲン"}, {"ja", "fever"}} {
		x.open(t, "http://"+p.addr+"/"+c.tag+"/safety", 360)
		x.do(t, chromedp.Click(chromedp.CSS("header [type=search]")))
		if _, err := chromedp.Call(x.ctx, input.InsertText, input.InsertTextParams{Text: c.word}); err != nil {
			t.Fatal(err)
		}
		x.leave(t, chromedp.KeyEvent(kb.Enter))
		x.until(t, "something is found", answered)
		if at, want := ask[string](t, x, "location.pathname + location.search"), "/"+c.tag+"/search?q="+url.QueryEscape(c.word); at != want {
			t.Errorf("%s: the answer stands at %s, not at %s", c.tag, at, want)
		}
		if shown := ask[string](t, x, `document.querySelector("[type=search]").value`); shown != c.word {
			t.Errorf("%s: the field shows %q", c.tag, shown)
		}
		l, _ := p.snapshot.Locales.Find(c.tag)
		server := p.snapshot.SearchPage(l, p.snapshot.Search(l.Index, c.word, 1)).Body(document.Identity).Bytes
		x.do(t, chromedp.Evaluate[chromedp.Void](`globalThis.served = `+decoded(string(server))))
		got, want := ask[string](t, x, found+`(document.querySelector("main"))`), ask[string](t, x, found+`(new DOMParser().parseFromString(served, "text/html").querySelector("main"))`)
		if got != want || !strings.Contains(got, "<mark>") {
			t.Errorf("%s: %q shows\n%s\nour server\n%s", c.tag, c.word, got, want)
		}
		if note := `document.querySelector("main > .drafted").textContent`; ask[string](t, x, note) == "" {
			t.Errorf("%s: nothing says that a machine drafted it", c.tag)
		}
		x.do(t, chromedp.Evaluate[chromedp.Void](x.tools[1]))
		x.none(t, c.word, "look.wide()")
		x.axe(t, c.word)
		x.quiet(t, c.word)
		x.follow(t, "main li a")
		if at := ask[string](t, x, `location.pathname + " " + document.querySelector(":target").id`); !strings.HasPrefix(at, "/"+c.tag+"/") {
			t.Errorf("%s: the link leads to %s", c.tag, at)
		}
		x.quiet(t, "what was found for "+c.word)
	}
}

// Whatever is looked for, the page answers, and tells what to do where a file of its index is gone.
func TestAPublishedSearchAnswersWhateverIsAsked(t *testing.T) {
	ctx, tools := startChromium(t)
	p := publishSome(t, "de")
	x := openTab(t, ctx, "http://"+p.addr, tools)
	search := "http://" + p.addr + "/de/search"
	for _, query := range []string{"", "q=", "q=%00%01%1b%7f", "q=%E2%80%AE%E2%81%A6fieber%E2%80%8F", "q=%ED%A0%80fieber%ED%BF%BF", "q=%", "q=%zz&q=b", "page=2", "q=zellen&page=99999999999999999999",
		"q=zellen&page=-1", "q=zellen&page=2", "q=" + strings.Repeat("(a*)*", 300), "q=" + strings.Repeat("wort+", 1000), "q=" + strings.Repeat("a", 7000), "q=" + url.QueryEscape(strings.Repeat("細胞", 300)),
		"q=" + url.QueryEscape(`"><img src=x onerror=alert(1)>`), "q=" + url.QueryEscape("fieber\u202eabc"), "q=%F0%9F%A4%92", "q=constructor+__proto__+toString", "q=zwischen+und"} {
		x.open(t, search+"?"+query, 360)
		x.until(t, query[:min(len(query), 40)], answered)
		if text := ask[string](t, x, `document.querySelector("main [role=status]").textContent`); text == "" {
			t.Errorf("%.40s: nothing is said", query)
		}
		x.none(t, query[:min(len(query), 40)], "look.wide()")
		x.axe(t, query[:min(len(query), 40)])
		x.quiet(t, query)
	}
	x.scripts(t, false)
	x.open(t, search+"?q=fieber", 360)
	if text := ask[string](t, x, `document.querySelector("main").innerText`); !strings.Contains(text, "JavaScript") {
		t.Errorf("without scripts it says %s", text)
	}
	x.scripts(t, true)
	x.open(t, search, 360)
	failed := ask[string](t, x, `document.getElementById("ui.search").content.querySelector("[data-say=failed]").textContent`)
	gone, err := filepath.Glob(filepath.Join(p.dir, "search/*"))
	if err != nil || len(gone) == 0 {
		t.Fatal(err)
	}
	for _, name := range gone {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := chromedp.Call(x.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	x.open(t, search+"?q=impfung", 360)
	x.until(t, "it says that it failed", answered)
	if text := ask[string](t, x, `document.querySelector("main [role=status]").textContent`); text != failed {
		t.Errorf("it says %q", text)
	}
}

// decoded returns a text as JavaScript writes it.
func decoded(text string) string {
	return "decodeURIComponent(`" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20") + "`)"
}
