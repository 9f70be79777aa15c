package corpus_test

import (
	"fmt"
	"testing/fstest"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
)

// A page whose translation is missing is published in English, and counted as missing.
func ExampleReader_Read() {
	content := fstest.MapFS{"rest.md": {Data: []byte(`+++
title = "Rest"
description = "Why rest helps."
order = 1
published = 2026-01-02
updated = 2026-01-02
+++

Rest for a day.
`)}}
	locales := fstest.MapFS{
		"locales.toml":    {Data: []byte("[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\ntag = \"fr\"\nname = \"Français\"\ndrafts = \"human\"\n")},
		"en/ui.en.toml":   {Data: []byte("[ui.site.name]\nother = \"Health\"\n")},
		"fr/rest.fr.toml": {Data: []byte("")},
	}
	c, err := corpus.NewReader(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}).Read(corpus.Changes{})
	if err != nil {
		fmt.Println(err)
		return
	}
	french, _ := c.Locales.Find("fr")
	for _, p := range c.Pages {
		text := p.Publication(french).Texts[0]
		fmt.Println(p.Slug, text.Text, text.Locale.Tag, text.State)
	}
	// Output: rest Rest en missing
}
