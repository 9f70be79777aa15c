package cli

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// trees are the flags that name the two folders.
type trees struct {
	Content string `default:"content" placeholder:"DIR" help:"Folder of the English pages (${default})."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default})."`
}

// folders opens both folders.
func (c trees) folders() (content, locales store.Store, err error) {
	if content, err = folder.Open(c.Content); err != nil {
		return nil, nil, err
	}
	locales, err = folder.Open(c.Locales)
	return content, locales, err
}

// read reads both folders, for a command that only looks.
func (c trees) read(p workspace.Progress) (*corpus.Corpus, error) {
	content, locales, err := c.folders()
	if err != nil {
		return nil, err
	}
	return workspace.Read(content.Tree(), locales.Tree(), p)
}

// open reads both folders, for a command that writes.
func (c trees) open(t *terminal) (*workspace.Workspace, error) {
	content, locales, err := c.folders()
	if err != nil {
		return nil, err
	}
	return workspace.Open(content, locales, workspace.Options{MaxCatalog: t.maxCatalog})
}

// openLocale reads both folders as [trees.open] does, and returns the one locale that was named, which is not English. Errors are those of
// [selectLocales] too.
func (c trees) openLocale(t *terminal, tag string) (*workspace.Workspace, *locale.Locale, error) {
	w, err := c.open(t)
	if err != nil {
		return nil, nil, err
	}
	list, err := selectLocales(w.Locales(), []string{tag}, false)
	if err != nil {
		return nil, nil, err
	}
	return w, list[0], nil
}
