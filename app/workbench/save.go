package workbench

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/workspace"
)

// conflict is what a person chooses from or merges, where the English or the words of a text are not those that the form showed.
type conflict struct {
	English            bool   // it is the English that has changed
	Own                bool   // it is a save of the same person that stands there
	Before, Now, Yours string // the words that the form showed, those that stand there, and those that were typed; of the English, Before and Now
	Diff               []diffPart
}

// save handles "POST /<tag>/<slug>/<key>": it answers 404 where there is no such text, 409 where it has changed, 422 where what was typed cannot go in, and
// else 303 to the next text.
func (w *Workbench) save(c *fiber.Ctx) error {
	m, p, form, err := w.namedText(c)
	if err != nil {
		return err
	}
	t, err := w.open(m, p)
	if err != nil {
		return err
	}
	if t.own.Key == "" {
		page := w.refusal(c, m, t, form, "Nothing was saved, because the catalog has no such text, or no longer: run parlance sync, or ask who takes care of the files. What you typed stands below.")
		return w.show(c, fiber.StatusNotFound, "text", page)
	}
	if diverged := w.conflict(t, form); diverged != nil {
		return w.showConflict(c, m, t, form, diverged)
	}
	comments, page := w.judge(c, m, t, form)
	if page != nil {
		return w.show(c, fiber.StatusUnprocessableEntity, "text", page)
	}
	outcomes, err := w.editor.Edit(c.Context(), t.locale.Tag, t.slug, []catalog.Edit{{
		Key: t.key, Source: form.Source, Was: form.Was, Forms: form.Forms, By: personOf(c).Name, Account: strings.Join(personOf(c).Accounts(), " "), At: time.Now().UTC().Truncate(time.Millisecond),
		Via: catalog.ViaWorkbench, Comments: comments,
	}})
	var unrecorded *workspace.NotRecordedError
	switch {
	case errors.As(err, &unrecorded):
		w.Log.Error("workbench", "error", err)
	case err != nil:
		w.Log.Error("workbench", "error", err)
		page := w.refusal(c, m, t, form, "Nothing was saved, because the catalog could not be written: "+err.Error()+". Save it again once that is mended; what you typed stands below.")
		return w.show(c, fiber.StatusServiceUnavailable, "text", page)
	case outcomes[0].Err != nil:
		// That somebody wrote these words is said in the ledger before they go into the catalog, and somebody else was quicker there: git has the line too.
		w.did(c, "refused", p, corpus.LedgerPath(p.locale.Tag))
		return w.showRefusedEdit(c, m, t, form, outcomes[0].Err)
	}
	w.saved(c, p)
	after := w.moment()
	query := url.Values{"page": {p.slug}, "saved": {p.key}}
	to, ok := after.next(p, toTranslate)
	if !ok { // nothing is left: the list of the page has a place to say what was saved
		to = place{locale: p.locale, slug: p.slug, page: p.page}
		query.Set("as", "list")
	}
	if form.values.Has("stay") {
		to = p
		query.Del("as")
	}
	return goTo(c, to, form, query)
}

// goTo leads to a place, after what a form asked for was done. The address says so, and names the form as its script did, which then forgets what was typed in it.
func goTo(c *fiber.Ctx, to place, form sentForm, query url.Values) error {
	if sent := form.values.Get("sent"); sent != "" && len(sent) <= maxSent {
		query.Set("sent", sent)
	}
	return c.Redirect(escapedPath(to)+"?"+query.Encode(), fiber.StatusSeeOther)
}

// maxSent is how many bytes the name has that a script gives a form.
const maxSent = 40

// escapedPath returns the address of a place as a header may hold it.
func escapedPath(p place) string { return (&url.URL{Path: p.path()}).EscapedPath() }

// saved has readers get what was saved, and tells those who work at the same time. The credit of it follows once the watch tells of the ledger: in a large site that
// takes longer to read than a catalog.
func (w *Workbench) saved(c *fiber.Ctx, p place) {
	path := corpus.CatalogPath(p.locale.Tag, p.slug)
	w.did(c, "saved", p, path, corpus.LedgerPath(p.locale.Tag)) // which has a credit
	w.reload(path)
	w.watchers.tell(event{Kind: "saved", Tag: p.locale.Tag, Page: p.slug, Key: p.key, By: personOf(c).Name})
}

// reload has the site read a file of the locales anew.
func (w *Workbench) reload(path string) {
	if err := w.Site.Reload(corpus.Changes{Content: []string{}, Locales: []string{path}}); err != nil {
		w.Log.Error("what was saved is not served yet", "error", err)
	}
}

// conflict returns what is to be merged before a form can be saved; nil for nothing.
func (w *Workbench) conflict(t text, form sentForm) *conflict {
	known := func(hash string) (words catalog.Forms) {
		if words = earlierWords(t, nil, hash); words.Empty() {
			words, _ = w.Journal.Known(t.locale.Tag, nil).Words(t.key, hash)
		}
		return words
	}
	switch {
	case form.Source != catalog.Hash(t.unit.Source):
		d := &conflict{English: true, Now: joined(t.unit.Source), Yours: joined(form.Forms)}
		for _, p := range t.own.Previous {
			if catalog.Hash(p.Source) == form.Source {
				d.Before = joined(p.Source)
			}
		}
		if d.Before != "" {
			d.Diff = wordDiff(d.Before, d.Now)
		}
		return d
	case form.Was != catalog.Hash(t.own.Forms) && form.Forms != t.own.Forms:
		return &conflict{Before: joined(known(form.Was)), Now: joined(t.own.Forms), Yours: joined(form.Forms)}
	}
	return nil
}

// savedLast reports whether the words that stand in a text are the last that a person has saved there.
func (w *Workbench) savedLast(t text, name string) bool {
	records, err := w.Journal.Of(t.locale.Tag, t.key)
	if err != nil || len(records) == 0 {
		return false
	}
	last := records[len(records)-1]
	return last.By == name && catalog.Forms(last.After) == t.own.Forms
}

// judge returns the comments that make the words of a form pass, or the page that says why they cannot be saved.
func (w *Workbench) judge(c *fiber.Ctx, m *moment, t text, form sentForm) (comments []string, page *textPage) {
	if form.Forms.Empty() {
		return nil, w.refusal(c, m, t, form, "Nothing was saved, because there are no words. What stands there stays; to leave a text to be done later, go to another one.")
	}
	if size(form.Forms) > maxText {
		page = w.refusal(c, m, t, form, "Nothing was saved.")
		page.addFindings([]finding{tooLong(form.Forms)})
		return nil, page
	}
	found := m.findings(t, form.Forms, t.own.Comments)
	some, final := hasErrors(found)
	if !some {
		return nil, nil
	}
	comments, wrong := allowed(t, form.Forms, found, form.Reason)
	if !final && wrong == "" {
		return comments, nil
	}
	page = w.refusal(c, m, t, form, "Nothing was saved, because of what is marked below. Correct it and save again.")
	page.addFindings(found)
	if page.AskReason = !final; page.AskReason {
		page.Refused = "Nothing was saved yet, because of what is marked below. Correct it, or say why it is right as it stands, and save again."
		if form.Reason != "" {
			page.Refused = "Nothing was saved yet. The reason does not do: " + wrong + "."
		}
	}
	return nil, page
}

// addFindings puts findings to the fields that they are about.
func (p *textPage) addFindings(found []finding) {
	for i := range p.Fields {
		for _, f := range found {
			if f.Form == p.Fields[i].Name || i == 0 && !p.hasField(f.Form) {
				p.Fields[i].Findings = append(p.Fields[i].Findings, f)
			}
		}
	}
}

func (p *textPage) hasField(name string) bool {
	for _, f := range p.Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// refusal returns the page that shows once more what was typed, and says why it was not saved.
func (w *Workbench) refusal(c *fiber.Ctx, m *moment, t text, form sentForm, why string) *textPage {
	page := w.textPage(c, m, t, form.Forms)
	for _, category := range form.Forms.Filled() { // a form that the language has not is shown all the same
		if !page.hasField(category) {
			page.Fields = append(page.Fields, field{Name: category, Label: t.locale.Name + ", a form that this text does not have", Text: form.Forms.Get(category)})
		}
	}
	page.Title, page.Refused, page.Reason, page.AskReason = "Not saved: "+page.Title, why, form.Reason, form.Reason != ""
	return page
}

// showConflict answers with the texts to choose from or to merge. The form then stands for what there is now.
func (w *Workbench) showConflict(c *fiber.Ctx, m *moment, t text, form sentForm, d *conflict) error {
	why := "Nothing was saved yet, because somebody else has changed this text meanwhile. Compare the texts, make the right one of yours, and save it; or leave theirs."
	if d.Own = w.savedLast(t, personOf(c).Name); d.Own {
		why = "Nothing was saved yet, because this form is older than what you have saved here yourself, in another window or before you went back. Compare the texts, and save the right one."
	}
	if d.English {
		why = "Nothing was saved yet, because the English has changed meanwhile. Make your words fit what it says now, and save them."
	}
	page := w.refusal(c, m, t, form, why)
	page.Conflict = d
	return w.show(c, fiber.StatusConflict, "text", page)
}

// showRefusedEdit answers where the newest catalog refuses an edit.
func (w *Workbench) showRefusedEdit(c *fiber.Ctx, m *moment, t text, form sentForm, err error) error {
	var missing *catalog.MissingEntryError
	var english *catalog.EnglishChangedError
	var other *catalog.ConflictError
	switch {
	case errors.As(err, &missing):
		page := w.refusal(c, m, t, form, "Nothing was saved: "+err.Error()+". What you typed stands below.")
		return w.show(c, fiber.StatusNotFound, "text", page)
	case errors.As(err, &english):
		page := w.refusal(c, m, t, form, "Nothing was saved yet, because the catalog has another English than the page: run parlance sync, then save again. What you typed stands below.")
		return w.show(c, fiber.StatusConflict, "text", page)
	case errors.As(err, &other):
		if t, err = w.open(m, t.place); err != nil {
			return err
		}
		return w.showConflict(c, m, t, form, &conflict{Before: joined(other.Was), Now: joined(other.Now), Yours: joined(other.Wanted)})
	}
	return w.show(c, fiber.StatusUnprocessableEntity, "text", w.refusal(c, m, t, form, "Nothing was saved: "+err.Error()+"."))
}
