package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// Every page of every locale is valid HTML, as html-validate sees it.
func TestMarkupIsValid(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		leftout.SkipBrowser(t, "there is no Node.js")
	}
	if _, err := os.Stat(filepath.Join(browserTools, "node_modules/html-validate")); err != nil {
		leftout.SkipBrowser(t, "there is no html-validate")
	}
	b := &browser{process: start(t)}
	b.pages(t)
	b.record(t, "de", "safety", time.Second)
	b.await("/de/safety", "<audio", true)
	dir := t.TempDir()
	files := []string{"markup.cjs"}
	for i := range b.table.Locales {
		for _, address := range b.addresses(&b.table.Locales[i]) {
			path := strings.TrimPrefix(address, b.url)
			_, body := b.get(path)
			name := filepath.Join(dir, strings.ReplaceAll(strings.Trim(path, "/"), "/", "_")+".html")
			if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		}
	}
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS(filepath.Join(b.dir, name)), Name: name} }
	published, err := site.New(tree("content"), tree("locales"), site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.table.Locales { // the page of the search where no server searches
		name := filepath.Join(dir, b.table.Locales[i].Tag+"_search_published.html")
		doc := published.Snapshot().StaticSearchPage(&published.Snapshot().Locales.Locales[i], "index.json")
		if err := os.WriteFile(name, doc.Body(document.Identity).Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	cmd := exec.Command(node, files...)
	cmd.Dir = browserTools
	out, err := cmd.CombinedOutput()
	if err == nil {
		return
	}
	lines := strings.SplitAfter(string(out), "\n")
	if len(lines) > 40 {
		lines = append(lines[:40], fmt.Sprintf("and %d more\n", len(lines)-40))
	}
	t.Errorf("%v\n%s", err, strings.ReplaceAll(strings.Join(lines, ""), dir+"/", ""))
}
