package server

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// browser opens a tab of a real Chromium; the test is skipped, loudly, where there is none.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if testing.Short() {
		t.Skip("-short leaves the browser out")
	}
	if path == "" {
		leftout.SkipBrowser(t, "there is no Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.WindowSize(width, height), chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// evaluate runs a script and returns its text.
func evaluate(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// await waits until a script returns true, across reloads.
func await(t *testing.T, ctx context.Context, what, script string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script)); err == nil && yes {
			return
		}
	}
	t.Fatalf("waited in vain until %s", what)
}

// previewed is a preview of this repository's trees, in a folder that the test may edit.
type previewed struct {
	t    *testing.T
	dir  string
	site *site.Site
	url  string
}

func newPreviewed(t *testing.T) *previewed {
	t.Helper()
	p := &previewed{t: t, dir: t.TempDir()}
	var trees []store.Tree
	for _, name := range []string{"content", "locales"} {
		if err := os.CopyFS(filepath.Join(p.dir, name), os.DirFS("../../"+name)); err != nil {
			t.Fatal(err)
		}
		trees = append(trees, store.Tree{FS: os.DirFS(filepath.Join(p.dir, name)), Name: name})
	}
	var err error
	if p.site, err = site.New(trees[0], trees[1], site.Options{Preview: true}); err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, New(p.site, Options{Preview: true}))
	p.url = "http://" + addr
	return p
}

// edit replaces a text in a file, and reloads as serve does.
func (p *previewed) edit(name, old, new string) {
	p.t.Helper()
	path := filepath.Join(p.dir, name)
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), old) {
		p.t.Fatalf("%s does not hold %q: %v", name, old, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := p.site.Reload(corpus.Changes{}); err != nil {
		p.t.Fatal(err)
	}
}

const panelText = `document.getElementById("preview").innerText`

func TestPreviewInABrowser(t *testing.T) {
	p := newPreviewed(t)
	catalog := "locales/es/safety.es.toml"
	data, err := os.ReadFile(filepath.Join(p.dir, catalog))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "[safety.page.title]")
	_, rest, _ = strings.Cut(rest, `other = "`)
	title, _, _ := strings.Cut(rest, `"`)
	p.edit(catalog, `other = "`+title+`"`, `other = "`+title+` 77"`)

	ctx := browser(t, 400, 800)
	do(t, ctx, chromedp.Navigate(p.url+"/es/safety"), chromedp.WaitVisible(chromedp.ID("preview")))
	focused := ""
	for range 30 { // the skip link, the name of the site, the languages, the title
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		if focused = evaluate(t, ctx, panelText); strings.Contains(focused, "safety.page.title") {
			break
		}
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	await(t, ctx, "Esc closes the note", `!`+panelText+`.includes("safety.page.title")`)
	afterEsc := evaluate(t, ctx, panelText)
	do(t, ctx, chromedp.Click(chromedp.CSS("article p[data-segment]")))
	tapped := evaluate(t, ctx, panelText)
	wide := evaluate(t, ctx, `String(document.documentElement.scrollWidth <= document.documentElement.clientWidth)`)
	for _, want := range []string{"draft", "safety.page.title", catalog + ":", "How safe is", "content/safety.md:2", "error: numbers"} {
		if !strings.Contains(focused, want) {
			t.Errorf("on focus the panel lacks %q:\n%s", want, focused)
		}
	}
	if strings.Contains(afterEsc, "safety.page.title") {
		t.Errorf("Esc does not close the note:\n%s", afterEsc)
	}
	if !strings.Contains(tapped, "Key") || strings.Contains(tapped, "safety.page.title") {
		t.Errorf("on a click the panel says:\n%s", tapped)
	}
	if wide != "true" {
		t.Error("the preview makes the page wider than the screen")
	}

	p.edit(catalog, title+" 77", title+" 78")
	await(t, ctx, "a saved catalog reaches the open page", `document.querySelector("h1").innerText.includes("78")`)
	p.edit(catalog, "[safety.page.title]", "[safety.page.title")
	await(t, ctx, "the fault of a broken catalog is shown", panelText+`.includes("`+catalog+`:")`)
}

func TestR30PseudoLocalesFitANarrowScreen(t *testing.T) {
	p := newPreviewed(t)
	ctx := browser(t, 320, 640)
	for _, path := range []string{"/en-XA/", "/en-XA/safety", "/en-XA/side-effects", "/ar-XB/", "/ar-XB/side-effects"} {
		do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(p.url+path), chromedp.WaitVisible(chromedp.ID("preview")))
		width, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
		if err != nil {
			t.Fatal(err)
		}
		if width > 320 {
			t.Errorf("%s is %d px wide on a screen of 320", path, width)
		}
	}
}
