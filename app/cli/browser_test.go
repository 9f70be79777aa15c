package cli

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/locale"
)

// browserTools is the folder of what the tests run inside the browser, and of what they take from npm.
const browserTools = "testdata/browser"

// chromium returns the path of a browser.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves the browser out")
	}
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	leftout.SkipBrowser(t, "there is no Chromium")
	return ""
}

// browser is one Chromium with a few tabs, and one server of this repository's trees.
type browser struct {
	*process
	tabs  chan *tab
	table *locale.Table
	slugs []string // "" is the front page

	readers *process // where readers are served, if the tabs are for a workbench; nil otherwise
}

const tabs = 2 // as many as the machines of CI have processors

// openBrowser starts both; they end with the test.
func openBrowser(t *testing.T, arguments ...string) *browser {
	t.Helper()
	ctx, tools := startChromium(t)
	b := &browser{process: start(t, arguments...), tabs: make(chan *tab, tabs)}
	b.pages(t)
	if slices.Contains(arguments, "--work-addr") || slices.Contains(arguments, "--preview") {
		b.toWorkbench()
	}
	for range tabs {
		b.tabs <- openTab(t, ctx, b.url, tools)
	}
	return b
}

// toWorkbench makes the tabs show the workbench from now on.
func (b *browser) toWorkbench() {
	b.readers = &process{t: b.t, url: b.url}
	b.url = regexp.MustCompile(`address"?[=:]"?(http://[^ "]+)/`).FindStringSubmatch(b.log("the workbench answers"))[1]
}

// startChromium starts a browser without a tab, and returns what its tabs run in their pages.
func startChromium(t *testing.T) (ctx context.Context, tools []string) {
	t.Helper()
	path := chromium(t)
	for _, name := range []string{"node_modules/axe-core/axe.min.js", "look.js"} {
		script, err := os.ReadFile(filepath.Join(browserTools, name))
		if err != nil {
			leftout.SkipBrowser(t, "there is no axe-core")
		}
		tools = append(tools, string(script))
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx, tools
}

// pages reads which pages there are, in which locales.
func (b *browser) pages(t *testing.T) {
	t.Helper()
	b.slugs = []string{""}
	pages, err := filepath.Glob(filepath.Join(b.dir, "content/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		b.slugs = append(b.slugs, strings.TrimSuffix(filepath.Base(p), ".md"))
	}
	data, err := os.ReadFile(filepath.Join(b.dir, "locales/locales.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if b.table, err = locale.ParseTable("locales.toml", data); err != nil {
		t.Fatal(err)
	}
}

// tab is a tab of the browser. It belongs to one test at a time.
type tab struct {
	ctx   context.Context
	tools []string
	mu    sync.Mutex
	seen  []string // what a page did that no page may do
}

func openTab(t *testing.T, browser context.Context, site string, tools []string, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, options...)
	t.Cleanup(cancel)
	x := &tab{ctx: ctx, tools: tools}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(event any) { x.hear(event, site) }); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return x
}

// hear records requests to another host, and what the page writes to the console.
func (x *tab) hear(event any, site string) {
	said := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if asked, err := url.Parse(e.Request.URL); err != nil || asked.Scheme != "data" && "http://"+asked.Host != site { // the signs of a player are data of the browser's own
			said = "asks another host: " + e.Request.URL
		}
	case *cdplog.EventEntryAdded:
		if !strings.Contains(e.Entry.Text, "status of 4") { // the answer that the page of a problem has, and a form that is refused
			said = "tells the console: " + e.Entry.Text
		}
	case *runtime.EventConsoleAPICalled:
		said = "calls the console"
	case *runtime.EventExceptionThrown:
		said = "throws: " + e.ExceptionDetails.Text
	}
	if said != "" {
		x.mu.Lock()
		x.seen = append(x.seen, said)
		x.mu.Unlock()
	}
}

// in lends a tab to a test.
func (b *browser) in(t *testing.T, test func(x *tab)) {
	t.Helper()
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	test(x)
}

func (x *tab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// ask evaluates a script in the page.
func ask[T any](t *testing.T, x *tab, script string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return answer
}

// open shows a page on a screen of a width, and holds the page to what every page must do while it is read.
func (x *tab) open(t *testing.T, address string, width int64) {
	t.Helper()
	x.mu.Lock()
	x.seen = nil
	x.mu.Unlock()
	x.do(t, chromedp.EmulateViewport(width, 800), chromedp.Navigate(address))
	x.quiet(t, address)
	x.do(t, chromedp.Evaluate[chromedp.Void](x.tools[1]))
}

// quiet holds the page to saying nothing to the console and asking no other host.
func (x *tab) quiet(t *testing.T, address string) {
	t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, said := range x.seen {
		t.Errorf("%s %s", address, said)
	}
	x.seen = nil
}

// none holds a question of look.js to having no complaint.
func (x *tab) none(t *testing.T, address, question string) {
	t.Helper()
	for i, complaint := range ask[[]string](t, x, question) {
		if i == 8 {
			t.Errorf("%s: and more", address)
			return
		}
		t.Errorf("%s: %s: %s", address, strings.TrimPrefix(question, "look."), complaint)
	}
}

// still takes what stays in sight of a workbench out of the way: axe-core would find fault with whatever is scrolled halfway under it.
const still = `for (const e of document.querySelectorAll(".workbench-bar, .workbench-panel")) e.style.setProperty("position", "static")`

// axe holds the page to WCAG 2.2 AA, as far as axe-core can tell.
func (x *tab) axe(t *testing.T, address string) {
	t.Helper()
	x.do(t, chromedp.Evaluate[chromedp.Void](still), chromedp.Evaluate[chromedp.Void](x.tools[0]))
	x.none(t, address, "look.axe()")
	x.do(t, chromedp.Evaluate[chromedp.Void](strings.Replace(still, `"static"`, `""`, 1)))
}

// wide sets the width of the page.
func (x *tab) wide(t *testing.T, width int64) {
	t.Helper()
	x.do(t, chromedp.EmulateViewport(width, 800))
}

// media makes the browser show the page as for a medium, in a colour scheme, to a reader who wants nothing to move.
func (x *tab) media(t *testing.T, medium, scheme string) {
	t.Helper()
	_, err := chromedp.Call(x.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// addresses returns the pages of a locale: the front page, every guide, one of them beside another language, its parts that
// can be reported, the form for one of them, and the page of a problem.
func (b *browser) addresses(l *locale.Locale) []string {
	var list []string
	for _, slug := range b.slugs {
		list = append(list, b.url+"/"+l.Tag+"/"+slug)
	}
	guide := list[len(list)-1]
	list = append(list, guide+"/beside/"+b.other(l).Tag, guide+"/report", guide+"/report/page.title")
	return append(list, b.searchAddress(l, b.slugs[len(b.slugs)-1]), b.url+"/"+l.Tag+"/search", b.url+"/"+l.Tag+"/there-is-no-such-guide")
}

// other returns the locale that a page is shown beside: English, and beside English a language that runs the other way.
func (b *browser) other(l *locale.Locale) *locale.Locale {
	if l.Tag != "en" {
		return b.table.English()
	}
	for i := range b.table.Locales {
		if b.table.Locales[i].Dir == "rtl" {
			return &b.table.Locales[i]
		}
	}
	return &b.table.Locales[len(b.table.Locales)-1]
}
