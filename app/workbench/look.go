package workbench

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// lookedLocale is a locale that is looked at and never written to: English, which authors write, and the pseudo-locales, which are made from it and try the
// layout. Readers have no pseudo-locale.
type lookedLocale struct{ Tag, Name string }

// looked returns the locales that are only looked at.
func (m *moment) looked() []lookedLocale {
	list := []lookedLocale{{english, m.Locales.English().Name}}
	for tag, name := range corpus.PseudoNames() {
		if m.isLooked(tag) {
			list = append(list, lookedLocale{tag, name})
		}
	}
	slices.SortFunc(list[1:], func(a, b lookedLocale) int { return strings.Compare(b.Tag, a.Tag) }) // en-XA first
	return list
}

// isLooked reports whether a tag is that of a locale that is only looked at. One that the table has itself is translated as all others are.
func (m *moment) isLooked(tag string) bool {
	l, ok := m.Locales.Find(tag)
	return tag == english || corpus.PseudoNames()[tag] != "" && !(ok && l.Tag == tag)
}

// pseudoLocales are the English of the trees and what is made of it, as they were when somebody last looked.
type pseudoLocales struct {
	mu     sync.Mutex
	reader *corpus.Reader
	of     *site.Snapshot
	view   *render.View
}

// lookedView returns the view of a locale that is only looked at, with the locale.
func (w *Workbench) lookedView(m *moment, tag string) (*render.View, *locale.Locale, error) {
	if tag == english {
		return m.view(), m.Locales.English(), nil
	}
	p := &w.pseudo
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of != m.snap {
		if p.reader == nil {
			p.reader = corpus.NewReader(m.ContentTree, m.CatalogTree)
			p.reader.PseudoLocales = true
			p.reader.Observe(isTranslation, func() {})
		}
		read, err := p.reader.Read(corpus.Changes{})
		if err != nil {
			return nil, nil, err
		}
		p.of, p.view = m.snap, m.newView(read, p.view)
	}
	l, ok := p.view.Locales.Find(tag)
	if !ok {
		return nil, nil, fiber.ErrNotFound
	}
	return p.view, l, nil
}

// isTranslation reports whether a file of a tree is of a translation, by its path.
func isTranslation(p string) bool {
	folder, name, below := strings.Cut(p, "/")
	return below && folder != english && (path.Ext(name) == ".toml" || path.Ext(name) == ".jsonl")
}

// lookPage handles "/en/<slug>" and "/en-XA/<slug>/beside/en" and the like: the page with a note of every text.
func (w *Workbench) lookPage(c *fiber.Ctx, m *moment) error {
	view, l, err := w.lookedView(m, c.Params("tag"))
	if err != nil {
		return err
	}
	if c.Params("*") == "" {
		return c.Redirect("/"+l.Tag, fiber.StatusMovedPermanently)
	}
	slug, tag, beside := strings.Cut(strings.TrimSuffix(c.Params("*"), "/"), "/beside/")
	source := view.Page(slug)
	other, ok := view.Locales.Find(tag)
	if source == nil || beside && (!ok || other == l) {
		return notFound()
	}
	doc := view.PageInputs(source).In(l).Render()
	if beside {
		doc = view.SideBySidePage(source, l, other)
	}
	c.Set(fiber.HeaderContentType, doc.ContentType)
	return c.Send(doc.Body(document.Identity).Bytes)
}

// lookedPage is one page in the list of a locale that is only looked at.
type lookedPage struct {
	Slug, Title      string
	Critical         bool
	Errors, Warnings int
}

// lookList handles "/en" and the like: the pages, with how much check finds in the English.
func (w *Workbench) lookList(c *fiber.Ctx, m *moment) error {
	view, l, err := w.lookedView(m, c.Params("tag"))
	if err != nil {
		return err
	}
	found := map[string]*lookedPage{}
	page := struct {
		frame
		Locale *locale.Locale
		Pages  []*lookedPage
	}{frame: w.frame(c, l.Name), Locale: l}
	page.Tag = l.Tag
	for _, p := range view.Pages {
		one := &lookedPage{Slug: p.Slug, Title: p.Segments[0].Text, Critical: p.Front.Critical}
		found[p.File], page.Pages = one, append(page.Pages, one)
	}
	if l.Tag == english {
		for _, f := range m.EnglishFindings() {
			switch one := found[f.File]; {
			case one == nil:
			case f.Severity == check.Error:
				one.Errors++
			default:
				one.Warnings++
			}
		}
	}
	return w.show(c, fiber.StatusOK, "look", page)
}
