package workbench

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/question"
	"github.com/parlance/parlance/app/workbench/team"
)

// ask handles "POST …/ask": a question about a text, to the author of the English or to colleagues.
func (w *Workbench) ask(c *fiber.Ctx) error {
	to := question.ToColleagues
	if err := mayAny(c, c.Params("tag"), team.Translator, team.Reviewer, team.Author); err != nil {
		return err
	}
	m, p, form, err := w.named(c)
	if err != nil {
		return err
	}
	if form.values.Get("to") == string(question.ToAuthor) {
		to = question.ToAuthor
	}
	t, err := w.open(m, p)
	if err != nil {
		return err
	}
	return w.keep(c, p, form, "asked", question.Record{Kind: question.KindQuestion, Key: p.key, Source: t.own.Hash, To: to, Text: textOf(form)})
}

// answer handles "POST …/answer": an answer to a question about a text.
func (w *Workbench) answer(c *fiber.Ctx) error {
	if err := mayAny(c, c.Params("tag"), team.Translator, team.Reviewer, team.Author); err != nil {
		return err
	}
	_, p, form, err := w.named(c)
	if err != nil {
		return err
	}
	list, _, err := question.Read(w.Locales.Tree(), p.locale.Tag)
	if err != nil {
		return err
	}
	for _, q := range list {
		if q.ID == form.values.Get("id") && q.Key == p.key {
			return w.keep(c, p, form, "answered", question.Record{Kind: question.KindAnswer, Key: p.key, Of: q.ID, Text: textOf(form)})
		}
	}
	return notFound()
}

// textOf returns what was asked or answered, without the characters that control machines.
func textOf(form sentForm) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, form.values.Get("text")))
}

// keep adds a question or an answer, and leads back to its text.
func (w *Workbench) keep(c *fiber.Ctx, p place, form sentForm, what string, r question.Record) error {
	r.By, r.At = personOf(c).Name, time.Now().UTC().Truncate(time.Second)
	switch {
	case p.key == "":
		return notFound()
	case r.Text == "" || utf8.RuneCountInString(r.Text) > question.MaxText:
		return &problem{status: fiber.StatusUnprocessableEntity, Title: "Nothing was sent", Text: "A question or an answer has at least one word, and at most 4,000 letters. Go back: what you typed is still there."}
	}
	if err := question.Append(w.Locales, p.locale.Tag, r); err != nil {
		return err
	}
	w.did(c, what, p, question.Path(p.locale.Tag))
	w.watchers.tell(event{Kind: what, Tag: p.locale.Tag, Page: p.slug, Key: p.key, By: r.By})
	return goTo(c, p, form, url.Values{"done": {"kept"}})
}

// reports returns what readers of a locale have reported, the closed ones too.
func (w *Workbench) reports(tag string) (list []corpus.KeptReport) {
	if w.Reports == nil {
		return nil
	}
	var kept []corpus.ReportFile
	err := w.Reports.Each(func(path string, data []byte) { kept = append(kept, corpus.ReportFile{Name: path, Data: data}) })
	if err != nil {
		w.Log.Warn("readers' reports cannot be read", "error", err)
	}
	all, _ := corpus.ParseReports(kept...)
	for _, r := range all {
		if r.Locale == tag {
			list = append(list, r)
		}
	}
	return list
}

// openReports returns what readers of a locale have reported and nobody has closed.
func (w *Workbench) openReports(tag string) []corpus.KeptReport {
	return slices.DeleteFunc(w.reports(tag), func(r corpus.KeptReport) bool { return !r.Done.IsZero() })
}

// closeReport handles "POST …/close": what a reader reported was dealt with.
func (w *Workbench) closeReport(c *fiber.Ctx) error {
	_, p, form, err := w.named(c)
	if err != nil {
		return err
	}
	for _, r := range w.reports(p.locale.Tag) {
		if r.ID != form.values.Get("id") || r.Key != p.key {
			continue
		}
		line, err := json.Marshal(corpus.ReportClosure{Kind: corpus.ClosureKind, ID: r.ID, At: time.Now().UTC().Truncate(time.Second)})
		if err == nil {
			err = w.Reports.Append(line)
		}
		if err != nil {
			return err
		}
		w.did(c, "closed a report of", p)
		return c.Redirect(escapedPath(p)+"?"+url.Values{"done": {"closed"}}.Encode(), fiber.StatusSeeOther)
	}
	return notFound()
}
