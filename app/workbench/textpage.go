package workbench

import (
	"errors"
	"io/fs"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/workbench/team"
)

// text is one text with what its locale has for it in the newest catalog.
type text struct {
	place
	unit check.Unit      // the English, with the comments of the entry
	own  catalog.Message // the entry; the zero Message where there is none
}

// open returns the text of a place. The error is a problem: that its catalog cannot be read.
func (w *Workbench) open(m *moment, p place) (t text, err error) {
	t = text{place: p, unit: m.unit(p)}
	file, err := w.editor.Read(p.locale.Tag, p.slug)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.Log.Error("workbench", "error", err)
		return t, &problem{status: fiber.StatusServiceUnavailable, Title: "The catalog cannot be read",
			Text: "Nothing was changed: " + err.Error() + ". Tell who takes care of the files, and load this page anew once that is mended."}
	}
	if file != nil {
		t.own, _ = file.Find(p.key)
	}
	t.unit.Comments = t.own.Comments
	return t, nil
}

// field is one form of a text, to be filled.
type field struct {
	Name, Label string
	Text        string
	Findings    []finding
}

// textPage is the page of one text.
type textPage struct {
	frame
	*beside
	done
	Key, Slug   string
	Lang, Dir   string // of the translation
	Action      string
	Source, Was string // hashes
	Fields      []field
	Reason      string
	AskReason   bool
	Conflict    *conflict
	Refused     string // why nothing was saved, "" where the page was just opened
	Language    string // its own name
	CanWrite    bool
	CanSign     bool
	Unsynced    bool // the English has changed since parlance sync was run
}

// read handles the pages and texts of a locale.
func (w *Workbench) read(c *fiber.Ctx) error {
	m := w.moment()
	if m.isLooked(c.Params("tag")) {
		return w.lookPage(c, m)
	}
	if err := mayAny(c, c.Params("tag"), team.Translator, team.Reviewer, team.Author); err != nil {
		return err
	}
	p, ok := m.find(c.Params("tag"), c.Params("*"))
	switch {
	case !ok:
		return notFound()
	case p.slug != "" && c.Path() != p.path(): // what names it in short
		to := escapedPath(p)
		if query := c.Context().QueryArgs().String(); query != "" {
			to += "?" + query
		}
		return c.Redirect(to, fiber.StatusMovedPermanently)
	case p.key == "":
		return w.page(c, m, p)
	}
	t, err := w.open(m, p)
	if err != nil {
		return err
	}
	w.chooseBeside(c, m)
	page := w.textPage(c, m, t, t.own.Forms)
	page.done = w.doneBefore(c, m, p.locale.Tag)
	return w.show(c, fiber.StatusOK, "text", page)
}

// textPage returns the page of a text whose fields hold these words.
func (w *Workbench) textPage(c *fiber.Ctx, m *moment, t text, words catalog.Forms) *textPage {
	page := &textPage{
		frame: w.frame(c, t.key+" · "+t.locale.Name), Key: t.key, Slug: t.slug, Lang: t.locale.Tag, Dir: t.locale.Dir, Action: t.path(),
		Source: catalog.Hash(t.unit.Source), Was: catalog.Hash(t.own.Forms), beside: w.beside(c, m, t),
		Language: t.locale.Name, CanWrite: personOf(c).May(team.Translator, t.locale.Tag), CanSign: personOf(c).May(team.Reviewer, t.locale.Tag),
		Unsynced: t.own.Key == "" || t.own.Hash != catalog.Hash(t.unit.Source),
	}
	page.Tag, page.Place = t.locale.Tag, t.key
	needed := []string{"other"}
	if t.unit.Source.Plural() {
		needed = catalog.Categories(t.locale.Tag)
	}
	examples := map[string]string{}
	if len(needed) > 1 {
		examples = catalog.ExampleNumbers(t.locale.Tag)
	}
	for _, category := range needed {
		f := field{Name: category, Label: t.locale.Name, Text: words.Get(category)}
		if len(needed) > 1 {
			f.Label += ", as with " + examples[category]
		}
		page.Fields = append(page.Fields, f)
	}
	return page
}

// done is what a page says of the form before it.
type done struct {
	Done     string // what was done, "" for nothing
	Withdraw string // where the signed words that readers go on getting are taken back, "" where there are none
}

// doneBefore returns what became of the form before. Of a text that was saved it says where readers of a critical page go on getting the signed words, and offers
// to take these back.
func (w *Workbench) doneBefore(c *fiber.Ctx, m *moment, tag string) done {
	before, ok := m.find(tag, c.Query("page")+"/"+c.Query("saved"))
	if !ok || before.key == "" {
		return done{Done: doneText(c)}
	}
	d := done{Done: "Saved: " + before.key + "."}
	if !keepsSigned(before) {
		return d
	}
	d.Done += " This page is critical: readers go on getting the words that were signed, until somebody else signs yours."
	if personOf(c).May(team.Reviewer, tag) {
		d.Withdraw = before.path() + "/revoke"
	}
	return d
}

// keepsSigned reports whether readers get other words of a text than its catalog has, because these were signed and the page is critical.
func keepsSigned(p place) bool {
	return p.page != nil && p.page.Publication(p.locale).Texts[p.segment].Signed
}
