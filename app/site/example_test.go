package site_test

import (
	"fmt"
	"os"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// A request takes the snapshot once and uses nothing else.
func ExampleSite_Snapshot() {
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	s, err := site.New(tree("content"), tree("locales"), site.Options{Origin: "https://example.org"})
	if err != nil {
		fmt.Println(err)
		return
	}
	now := s.Snapshot()
	arabic, _ := now.Locales.Find("ar")
	d := now.Document(now.Pages[0].Slug, arabic.Index)
	fmt.Println(d.Tag, d.ContentType, d.Body(document.Brotli).Coding)
	// Output: ar text/html; charset=utf-8 br
}
