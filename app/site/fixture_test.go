package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/net/html"
)

// A small site for tests. Its texts show what they are: Arabic letters stand in Arabic texts only, and so on.
const (
	tableFile = `min_coverage = 0.5
[[locale]]
tag = "en"
name = "English"
[[locale]]
tag = "ar"
name = "العربية"
drafts = "machine"
[[locale]]
tag = "es"
name = "Español"
drafts = "human"
[[locale]]
tag = "es-MX"
name = "Español de México"
drafts = "human"
`
	pageFile = `+++
title = "One title here"
description = "One summary here."
order = 1
published = 2026-01-02
updated = 2026-03-04
+++

First paragraph with [a link](/second).

## A heading

- item one
- item two

> A quote here.

![A drawing of a knee](img/knee.png)
`
	otherFile = `+++
title = "Another title"
description = "Another summary."
order = 2
published = 2026-01-02
updated = 2026-03-04
+++

Other text.
`
)

// today is the day of the tests.
var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// fixture is a site in memory that can be edited.
type fixture struct {
	t                *testing.T
	content, locales fstest.MapFS
	site             *Site
	eager            int        // see [Options]
	mu               sync.Mutex // of both trees
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, content: fstest.MapFS{}, locales: fstest.MapFS{}}
	f.put(f.locales, "locales.toml", tableFile)
	f.put(f.locales, "en/ui.en.toml", string(ui))
	f.put(f.content, "page.md", pageFile)
	f.put(f.content, "second.md", otherFile)
	return f
}

func (f *fixture) put(tree fstest.MapFS, name, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	tree[name] = &fstest.MapFile{Data: []byte(text)}
}

func (f *fixture) remove(tree fstest.MapFS, name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(tree, name)
}

// guarded is a tree that can be edited while a large site reads on.
type guarded struct {
	tree fstest.MapFS
	mu   *sync.Mutex
}

func (g guarded) Open(name string) (fs.File, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.tree.Open(name)
}

// edit replaces a text in a file.
func (f *fixture) edit(tree fstest.MapFS, name, old, new string) {
	f.t.Helper()
	text := string(tree[name].Data)
	if !strings.Contains(text, old) {
		f.t.Fatalf("%s does not hold %q:\n%s", name, old, text)
	}
	f.put(tree, name, strings.Replace(text, old, new, 1))
}

func (f *fixture) trees() (content, locales store.Tree) {
	return store.Tree{FS: guarded{f.content, &f.mu}, Name: "content"}, store.Tree{FS: guarded{f.locales, &f.mu}, Name: "locales"}
}

// sync lays out the catalogs as the command does.
func (f *fixture) sync() {
	f.t.Helper()
	src, err := NewReader(f.trees()).Read(Changes{})
	if err != nil {
		f.t.Fatal(err)
	}
	en := src.Locales.English().Index
	for _, p := range src.Pages {
		english := catalog.SyncEnglish(p.Page, p.Catalogs[en])
		for _, l := range src.Locales.Locales {
			next := english
			if l.Tag != "en" {
				next = catalog.SyncLocale(english, p.Catalogs[l.Index], catalog.Categories(l.Tag))
			}
			f.put(f.locales, CatalogPath(l.Tag, p.Slug), string(next.Bytes()))
		}
	}
}

// translate fills an entry whose English begins with a text. The English stands in the line of the mark "#>".
func (f *fixture) translate(tag, slug, english, text string) {
	f.t.Helper()
	name := CatalogPath(tag, slug)
	before, after, ok := strings.Cut(string(f.locales[name].Data), "#> "+english)
	if !ok {
		f.t.Fatalf("%s: no English %q", name, english)
	}
	at := strings.Index(after, "other = \"")
	end := at + strings.IndexByte(after[at:], '\n')
	f.put(f.locales, name, before+"#> "+english+after[:at]+fmt.Sprintf("other = %q", text)+after[end:])
}

// load makes the site, or loads it anew.
func (f *fixture) load() *Snapshot {
	f.t.Helper()
	var err error
	if f.site == nil {
		content, locales := f.trees()
		f.site, err = New(content, locales, Options{Origin: "https://example.org", Now: func() time.Time { return today }, eager: f.eager})
	} else {
		err = f.site.Reload(Changes{})
	}
	if err != nil {
		f.t.Log(err)
	}
	return f.site.Snapshot()
}

// read gives a document's tree and its source.
func read(t *testing.T, s *Snapshot, slug, tag string) (*html.Node, string) {
	t.Helper()
	l, ok := s.Locales.Find(tag)
	if !ok {
		t.Fatalf("no locale %s", tag)
	}
	doc := s.Document(slug, l.Index)
	if doc == nil {
		t.Fatalf("no document %s in %s", slug, tag)
	}
	source := doc.Body(document.Identity).Bytes
	root, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return root, string(source)
}

// attr gives an attribute of an element, and "" where it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// inherited gives an attribute of the nearest element that has it.
func inherited(n *html.Node, name string) string {
	for ; n != nil; n = n.Parent {
		if v := attr(n, name); v != "" {
			return v
		}
	}
	return ""
}

// texts calls f for every text that a reader or a program may read as language: text nodes and the attributes that hold text.
func texts(root *html.Node, f func(n *html.Node, text string)) {
	for n := range root.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			f(n, n.Data)
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "alt", "title", "aria-label", "placeholder":
				f(n, a.Val)
			case "content":
				if attr(n, "name") == "description" {
					f(n, a.Val)
				}
			}
		}
	}
}

// elementText gives the text of the first element that has the attribute, or whose name is tag.
func elementText(root *html.Node, tag, key, value string) (text string, node *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) && (key == "" || attr(n, key) == value) {
			var b strings.Builder
			for c := range n.Descendants() {
				if c.Type == html.TextNode {
					b.WriteString(c.Data)
				}
			}
			return strings.TrimSpace(b.String()), n
		}
	}
	return "", nil
}

// repository gives the site of this repository.
func repository(t testing.TB) *Snapshot {
	t.Helper()
	tree := func(name string) store.Tree {
		return store.Tree{FS: os.DirFS("../../" + name), Name: name}
	}
	s, err := New(tree("content"), tree("locales"), Options{Origin: "https://example.org", Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	return s.Snapshot()
}
