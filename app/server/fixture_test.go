package server

import (
	"context"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

const testLocales = `
[[locale]]
tag = "en"
name = "English"
[[locale]]
tag = "ar"
name = "العربية"
[[locale]]
tag = "fr"
name = "Français"
[[locale]]
tag = "zh-Hans"
name = "简体中文"
`

// testSite is a little site: the pages safety and guides/sleep in en, ar, fr and zh-Hans, each text translated to
// itself with the tag before it. The interface is the real one.
func testSite(t testing.TB) *site.Site {
	t.Helper()
	content, locales := testTrees(t)
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{Origin: "https://parlance.test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Snapshot().Faults.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

func testTrees(t testing.TB) (content, locales fstest.MapFS) {
	t.Helper()
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	content, locales = fstest.MapFS{}, fstest.MapFS{"locales.toml": {Data: []byte(testLocales)}}
	english, err := catalog.Parse("ui.en.toml", ui)
	if err != nil {
		t.Fatal(err)
	}
	addCatalog(locales, "ui", catalog.SyncInterface(english))
	for i, slug := range []string{"safety", "guides/sleep"} {
		source := fmt.Appendf(nil, "+++\ntitle = %q\ndescription = \"A guide.\"\norder = %d\npublished = 2026-11-01\n"+
			"updated = 2026-11-02\n+++\n\nFirst words about %s.\n\n## More\n\n%s\n", slug, i+1, slug, strings.Repeat("Words of a guide. ", 200))
		page, err := segment.Parse(slug, slug+".md", source)
		if err != nil {
			t.Fatal(err)
		}
		content[slug+".md"] = &fstest.MapFile{Data: source}
		addCatalog(locales, slug, catalog.SyncEnglish(page, nil))
	}
	return content, locales
}

// addCatalog adds an English catalog and its translations.
func addCatalog(locales fstest.MapFS, slug string, english *catalog.File) {
	locales["en/"+slug+".en.toml"] = &fstest.MapFile{Data: english.Bytes()}
	for _, tag := range []string{"ar", "fr", "zh-Hans"} {
		var b strings.Builder
		for _, m := range english.Messages() {
			parts := strings.Split(strings.TrimPrefix(m.Key, slug+"."), ".")
			fmt.Fprintf(&b, "[%q.%s]\nhash = %q\n", slug, strings.Join(parts, "."), catalog.Hash(m.Forms))
			forms := []string{"other"}
			if m.Forms.Plural() {
				forms = catalog.Categories(tag)
			}
			for _, form := range forms {
				fmt.Fprintf(&b, "%s = %q\n", form, tag+" "+m.Forms.Other)
			}
		}
		locales[tag+"/"+slug+"."+tag+".toml"] = &fstest.MapFile{Data: []byte(b.String())}
	}
}

// serve serves the little site until the test ends, and returns the address.
func serve(t testing.TB, o Options) string {
	t.Helper()
	addr, _ := start(t, New(testSite(t), o))
	return addr
}

// start serves until the test ends or stop is called, which waits for the end and returns what Serve returned.
func start(t testing.TB, s *Server) (addr string, stop func() error) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, ln) }()
	stopped := false
	stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().String(), stop
}

// assetPath returns the path of the style sheet, as a page names it.
func assetPath(t testing.TB, s *site.Site) string {
	t.Helper()
	page := string(s.Snapshot().Document(render.Home, 0).Body(document.Identity).Bytes)
	found := regexp.MustCompile(`/assets/[a-z0-9.]+\.css`).FindString(page)
	if found == "" {
		t.Fatal("the page names no style sheet")
	}
	return found
}
