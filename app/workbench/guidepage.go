package workbench

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/workbench/team"
)

// page handles "/<tag>/<slug>": the page as readers will see it, each text with its state and a way to its form. What no reader sees as a page, the interface
// and who stands behind the site, is a list of its texts.
func (w *Workbench) page(c *fiber.Ctx, m *moment, p place) error {
	if p.slug == "" {
		return c.Redirect("/"+p.locale.Tag, fiber.StatusSeeOther)
	}
	if p.page == nil || p.page.Slug == segment.SiteSlug || c.Query("as") == "list" {
		return w.list(c, m, p)
	}
	view := m.view()
	source := view.Page(p.slug)
	if source == nil {
		return w.list(c, m, p)
	}
	doc := view.PageInputs(source).In(p.locale).Render()
	c.Set(fiber.HeaderContentType, doc.ContentType)
	return c.Send(doc.Body(document.Identity).Bytes)
}

// siteAsset handles "/assets/<name>": what the real pages load.
func (w *Workbench) siteAsset(c *fiber.Ctx) error {
	doc, ok := w.moment().view().Asset(c.Params("name"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, doc.ContentType)
	return c.Send(doc.Body(document.Identity).Bytes)
}

// textLine is one text in a list.
type textLine struct {
	Path, Key, English, Words, State string
}

// line returns a text as lists show it.
func (m *moment) line(t place) textLine {
	return textLine{t.path(), t.key, joined(m.unit(t).Source), joined(m.served(t, t.locale).Forms), m.state(t).String()}
}

// list answers with the texts of a page as a list.
func (w *Workbench) list(c *fiber.Ctx, m *moment, p place) error {
	page := struct {
		frame
		Slug, Lang, Dir, Path string
		Real                  bool // readers see the page
		Texts                 []textLine
		Drafts                int
		Was                   string
		CanSign               bool
		done
	}{frame: w.frame(c, p.slug+" · "+p.locale.Name), Slug: p.slug, Lang: p.locale.Tag, Dir: p.locale.Dir, Path: p.path(),
		Real: p.page != nil && p.page.Slug != segment.SiteSlug, CanSign: personOf(c).May(team.Reviewer, p.locale.Tag), done: w.doneBefore(c, m, p.locale.Tag)}
	page.Tag, page.Place = p.locale.Tag, p.slug
	for _, t := range m.texts(p.locale, p.slug) {
		page.Texts = append(page.Texts, m.line(t))
		if m.state(t) == corpus.Draft {
			page.Drafts++
		}
	}
	page.Was = m.version(p)
	return w.show(c, fiber.StatusOK, "list", page)
}

// version returns a hash of all that a page's catalog says in a locale: what somebody signs who signs what is left of it.
func (m *moment) version(p place) string {
	var all strings.Builder
	for _, t := range m.texts(p.locale, p.slug) {
		all.WriteString(t.key + " " + catalog.Hash(m.unit(t).Source) + " " + catalog.Hash(m.served(t, p.locale).Forms) + "\n")
	}
	return catalog.Hash(catalog.Forms{Other: all.String()})
}

// drafts returns the keys of the texts of a page that wait for a signature.
func (m *moment) drafts(p place) (keys []string) {
	texts := slices.DeleteFunc(m.texts(p.locale, p.slug), func(t place) bool { return m.state(t) != corpus.Draft })
	for _, t := range texts {
		keys = append(keys, t.key)
	}
	return keys
}
