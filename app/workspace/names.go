package workspace

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
)

// Names are pages and texts that somebody asks for. The zero Names are all there are.
type Names struct{ wanted map[string]bool }

// NewNames returns the pages and texts of those names, all where there are none. The error is an [UnknownNamesError] where a name is neither of a
// page nor of a text.
func NewNames(src *corpus.Corpus, names []string) (Names, error) {
	if len(names) == 0 {
		return Names{}, nil
	}
	n := Names{make(map[string]bool, len(names))}
	for _, name := range names {
		n.wanted[name] = true
	}
	known := KnownNames(src)
	unreadable := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !src.LeftOut("", name) })
	return n, checkNames(names, append(known, unreadable...))
}

// KnownNames returns the pages, the interface among them, and the keys of all texts.
func KnownNames(src *corpus.Corpus) (names []string) {
	for _, p := range src.Sources() {
		names = append(append(names, p.Slug), p.Keys...)
	}
	names = append(names, catalog.InterfaceSlug)
	for _, m := range src.Interface[src.Locales.English().Index].Messages() {
		names = append(names, m.Key)
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

func (n *Names) add(name string) {
	if n.wanted == nil {
		n.wanted = map[string]bool{}
	}
	n.wanted[name] = true
}

// Has reports whether a text of a page is among them.
func (n Names) Has(page, key string) bool { return n.wanted == nil || n.wanted[page] || n.wanted[key] }

// HasPage reports whether a page or a text of it is among them.
func (n Names) HasPage(page string) bool {
	if n.Has(page, "") {
		return true
	}
	for name := range n.wanted {
		if strings.HasPrefix(name, page+".") {
			return true
		}
	}
	return false
}
