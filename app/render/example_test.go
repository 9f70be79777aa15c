package render_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/store"
)

// Equal inputs make equal documents: nothing is rendered anew if they have not changed.
func ExampleView_PageInputs() {
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	reader := corpus.NewReader(tree("content"), tree("locales"))
	c, err := reader.Read(corpus.Changes{})
	if err != nil {
		fmt.Println(err)
		return
	}
	options := render.Options{Origin: "https://example.org"}
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	before := render.New(c, options, day, nil)
	now := render.New(c, options, day, before)
	p := c.Pages[0]
	fmt.Println(now.PageInputs(p) == before.PageInputs(p))
	doc := now.PageInputs(p).In(c.Locales.English()).Render()
	fmt.Println(doc.Location == "/en/"+p.Slug, strings.HasPrefix(string(doc.Body(document.Identity).Bytes), "<!DOCTYPE html>\n<html lang=\"en\""))
	// Output:
	// true
	// true true
}
