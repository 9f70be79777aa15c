package site

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/net/html"
)

// today is the day of the tests.
var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// fixture is a site in memory that can be edited.
type fixture struct {
	*sitetest.Fixture
	t     *testing.T
	site  *Site
	eager int // see [Options]
	whole bool

	history corpus.History // see [Options]

	signWords bool // sign-offs hold the signed words
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	return &fixture{Fixture: sitetest.New(t), t: t}
}

// load makes the site, or loads it anew.
func (f *fixture) load() *Snapshot {
	f.t.Helper()
	var err error
	if f.site == nil {
		content, locales := f.Trees()
		f.site, err = New(content, locales, Options{Origin: "https://example.org", Now: func() time.Time { return today }, eager: f.eager, Whole: f.whole, History: f.history})
	} else {
		err = f.site.Reload(corpus.Changes{})
	}
	if err != nil {
		f.t.Log(err)
	}
	return f.site.Snapshot()
}

// read returns a document's tree and its source.
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

// attr returns an attribute of an element, and "" where it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// inherited returns an attribute of the nearest element that has it.
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

// elementText returns the text of the first element that has the attribute, or whose name is tag.
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

// repository returns the site of this repository.
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
