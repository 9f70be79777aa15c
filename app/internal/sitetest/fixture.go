// Package sitetest makes small sites in memory that tests edit.
package sitetest

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// A small site for tests. Its texts show what they are: Arabic letters stand in Arabic texts only, and so on.
const (
	TableFile = `min_coverage = 0.5
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
	PageFile = `+++
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
	OtherFile = `+++
title = "Another title"
description = "Another summary."
order = 2
published = 2026-01-02
updated = 2026-03-04
+++

Other text.
`
)

// SiteFile says who stands behind the site. Tests put it into the content tree themselves.
const SiteFile = `name = "The Clinic"
description = "Who we are."
operator = "Operator Foundation"
privacy = "second"

[contact]
mail = "info@example.org"
telephone = "+49 30 123"
address = "1 Street, Town"

[[emergency]]
country = "DE"
number = "112"
service = "ambulance"
source = "https://example.org/112"
`

// Fixture is a site in memory that can be edited.
type Fixture struct {
	t                *testing.T
	Content, Locales fstest.MapFS
	mu               sync.Mutex // of both trees
}

// New returns a site of two pages in English, whose catalogs are not laid out yet ([Fixture.Sync]).
func New(t *testing.T) *Fixture {
	t.Helper()
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	f := &Fixture{t: t, Content: fstest.MapFS{}, Locales: fstest.MapFS{}}
	f.Put(f.Locales, "locales.toml", TableFile)
	f.Put(f.Locales, "en/ui.en.toml", string(ui))
	f.Put(f.Content, "page.md", PageFile)
	f.Put(f.Content, "second.md", OtherFile)
	return f
}

// Put writes a file of one tree.
func (f *Fixture) Put(tree fstest.MapFS, name, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	tree[name] = &fstest.MapFile{Data: []byte(text)}
}

// Remove takes a file out of one tree.
func (f *Fixture) Remove(tree fstest.MapFS, name string) {
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

func (g guarded) Lstat(name string) (fs.FileInfo, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.tree.Lstat(name)
}

func (g guarded) ReadLink(name string) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.tree.ReadLink(name)
}

// Edit replaces a text in a file.
func (f *Fixture) Edit(tree fstest.MapFS, name, old, new string) {
	f.t.Helper()
	text := string(tree[name].Data)
	if !strings.Contains(text, old) {
		f.t.Fatalf("%s does not hold %q:\n%s", name, old, text)
	}
	f.Put(tree, name, strings.Replace(text, old, new, 1))
}

// Trees returns both trees as a site reads them.
func (f *Fixture) Trees() (content, locales store.Tree) {
	return store.Tree{FS: guarded{f.Content, &f.mu}, Name: "content"}, store.Tree{FS: guarded{f.Locales, &f.mu}, Name: "locales"}
}

// CatalogPath returns the path of a page's catalog in the locales tree.
func CatalogPath(tag, slug string) string { return tag + "/" + slug + "." + tag + ".toml" }

// Sync lays out the catalogs of every page as the command does.
func (f *Fixture) Sync() {
	f.t.Helper()
	table, err := locale.ParseTable("locales.toml", f.Locales["locales.toml"].Data)
	if err != nil {
		f.t.Fatal(err)
	}
	for name, file := range f.Content {
		slug, ok := strings.CutSuffix(name, ".md")
		if !ok && name != segment.SiteFile {
			continue
		}
		page, err := segment.Parse(slug, name, file.Data)
		if !ok {
			slug = segment.SiteSlug
			page, err = segment.ParseSite(name, file.Data)
		}
		if err != nil {
			f.t.Fatal(err)
		}
		english := catalog.SyncEnglish(page, f.catalog("en", slug))
		for _, l := range table.Locales {
			next := english
			if l.Tag != "en" {
				next = catalog.SyncLocale(english, f.catalog(l.Tag, slug), catalog.Categories(l.Tag))
			}
			f.Put(f.Locales, CatalogPath(l.Tag, slug), string(next.Bytes()))
		}
	}
}

// catalog returns a catalog as it stands, and nil if there is none.
func (f *Fixture) catalog(tag, slug string) *catalog.File {
	name := CatalogPath(tag, slug)
	if f.Locales[name] == nil {
		return nil
	}
	file, err := catalog.Parse(name, f.Locales[name].Data)
	if err != nil {
		f.t.Fatal(err)
	}
	return file
}

// Translate fills an entry whose English begins with a text. The English stands in the line of the mark "#>".
func (f *Fixture) Translate(tag, slug, english, text string) {
	f.t.Helper()
	name := CatalogPath(tag, slug)
	before, after, ok := strings.Cut(string(f.Locales[name].Data), "#> "+english)
	if !ok {
		f.t.Fatalf("%s: no English %q", name, english)
	}
	at := strings.Index(after, "other = \"")
	end := at + strings.IndexByte(after[at:], '\n')
	f.Put(f.Locales, name, before+"#> "+english+after[:at]+fmt.Sprintf("other = %q", text)+after[end:])
}

// Arabic fills every entry of both pages in Arabic.
func (f *Fixture) Arabic() {
	f.t.Helper()
	for english, text := range map[string]string{
		"One title here": "عنوان", "One summary here.": "ملخص.", "First paragraph with [a link](/second).": "فقرة مع [رابط](/second).",
		"A heading": "قسم", "item one": "بند أول", "item two": "بند ثان", "A quote here.": "اقتباس.", "A drawing of a knee": "رسم ركبة",
	} {
		f.Translate("ar", "page", english, text)
	}
	f.Translate("ar", "second", "Another title", "عنوان آخر")
	f.Translate("ar", "second", "Another summary.", "ملخص آخر.")
	f.Translate("ar", "second", "Other text.", "نص آخر.")
}
