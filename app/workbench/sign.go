package workbench

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/workspace"
)

// sign handles "POST …/sign" of a text, or of what is left of a page: the words that the form showed are signed, never one's own (R44).
func (w *Workbench) sign(c *fiber.Ctx) error {
	m, p, form, err := w.named(c)
	if err != nil {
		return err
	}
	keys := []string{p.key}
	if p.key == "" {
		keys = m.drafts(p)
	}
	if w.SignIn != nil && p.page != nil && p.page.Front.Critical {
		if err := w.SignIn.Fresh(c, escapedPath(p)); err != nil {
			return err
		}
	}
	if !m.showed(p, form) {
		return &problem{status: fiber.StatusConflict, Title: "The words have changed meanwhile", Text: "Nothing was signed. Read what stands there now, and sign that."}
	}
	note, err := noteOf(form)
	if err != nil {
		return err
	}
	result, err := w.ledger(m).SignOff(p.locale, keys, authorOf(c), note)
	if err != nil {
		return err
	}
	return w.recorded(c, p, "signed", result)
}

// revoke handles "POST …/revoke": every signature of the words of a text, or of a page, is taken back.
func (w *Workbench) revoke(c *fiber.Ctx) error {
	m, p, form, err := w.named(c)
	if err != nil {
		return err
	}
	note, err := noteOf(form)
	if err != nil {
		return err
	}
	names := []string{p.key}
	if p.key == "" {
		names = []string{p.slug}
	}
	result, err := w.ledger(m).Revoke(p.locale, names, personOf(c).Name, note)
	if err != nil {
		return err
	}
	return w.recorded(c, p, "revoked", result)
}

// named returns the text or the page that a form is about.
func (w *Workbench) named(c *fiber.Ctx) (m *moment, p place, form sentForm, err error) {
	if form, err = parseForm(c); err != nil {
		return m, p, form, err
	}
	m = w.moment()
	p, ok := m.find(c.Params("tag"), c.Params("*"))
	if !ok || p.slug == "" {
		return m, p, form, notFound()
	}
	return m, p, form, nil
}

// namedText returns the text that a form is about; a page is none.
func (w *Workbench) namedText(c *fiber.Ctx) (m *moment, p place, form sentForm, err error) {
	if m, p, form, err = w.named(c); err == nil && p.key == "" {
		err = notFound()
	}
	return m, p, form, err
}

// showed reports whether a form showed what stands there now.
func (m *moment) showed(p place, form sentForm) bool {
	if p.key == "" {
		return form.Was == m.version(p)
	}
	return form.Source == catalog.Hash(m.unit(p).Source) && form.Was == catalog.Hash(m.served(p, p.locale).Forms)
}

// ledger returns what records signatures of the texts of a moment.
func (w *Workbench) ledger(m *moment) *workspace.Workspace {
	return workspace.With(m.Corpus, w.Content, w.Locales, workspace.Options{Journal: w.Journal, MaxCatalog: w.MaxCatalog})
}

// recorded answers after signatures: with what was refused, or with where they were given. Of a page one's own words are left for somebody else.
func (w *Workbench) recorded(c *fiber.Ctx, p place, what string, result workspace.LedgerResult) error {
	done, own := 0, 0
	var why []string
	for _, t := range result.Texts {
		switch {
		case t.Own:
			own++
		case t.Refused != nil:
			why = append(why, t.Refused.Msg)
		case t.Already == "":
			done++
		}
	}
	if done > 0 {
		path := corpus.LedgerPath(p.locale.Tag)
		w.did(c, what, p, path)
		w.reload(path)
		w.watchers.tell(event{Kind: what, Tag: p.locale.Tag, Page: p.slug, Key: p.key, By: personOf(c).Name})
	}
	switch {
	case len(why) > 0 && !(what == "revoked" && done > 0): // of a page the other texts had no signature to be taken back
		return &problem{status: fiber.StatusUnprocessableEntity, Title: fmt.Sprintf("%d texts were %s, and %d were not", done, what, len(why)), Text: strings.Join(why, "\n")}
	case own > 0 && own == len(result.Texts):
		return &problem{status: fiber.StatusForbidden, Title: "These are your own words",
			Text: "Nobody signs what they have written: somebody else must read it beside the English. Nothing was signed."}
	}
	query := url.Values{"done": {what}, "texts": {strconv.Itoa(done)}, "own": {strconv.Itoa(own)}}
	to := p
	if next, ok := w.moment().next(p, toSign); ok && p.key != "" && what == "signed" {
		to = next
	}
	if to.key == "" {
		query.Set("as", "list")
	}
	return c.Redirect(escapedPath(to)+"?"+query.Encode(), fiber.StatusSeeOther)
}

// noteOf returns what is to be remembered with a signature, as it may stand in a ledger. The error is a problem: that it may not.
func noteOf(form sentForm) (string, error) {
	note := strings.Join(strings.Fields(form.values.Get("note")), " ")
	if len(note) > maxNote || strings.ContainsFunc(note, catalog.IsInvisible) {
		return "", &problem{status: fiber.StatusUnprocessableEntity, Title: "The note cannot be kept",
			Text: "Nothing was changed: a note has at most 1,000 bytes, and no character that nobody sees. Go back, and write it anew."}
	}
	return note, nil
}

const maxNote = 1000 // of a signature, in bytes

// doneText says what the form before led to, as the address of a page has it; "" for nothing.
func doneText(c *fiber.Ctx) string {
	count := func(name string) int { n, _ := strconv.Atoi(c.Query(name)); return n }
	text := map[string]string{
		"signed": "Texts signed: ", "revoked": "Texts whose signatures were taken back: ", "kept": "It was kept, and stands below.", "closed": "The report was closed.",
	}[c.Query("done")]
	if strings.HasSuffix(text, " ") {
		text += strconv.Itoa(count("texts")) + "."
	}
	if own := count("own"); text != "" && own > 0 {
		text += fmt.Sprintf(" Left for somebody else, because the words are your own: %d.", own)
	}
	return text
}
