package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
)

// finding is what check finds in a text that somebody types, in the words that people are told.
type finding struct {
	Form     string `json:"form"`   // the field
	Offset   int    `json:"offset"` // of the letter in the field's text, as scripts count them: in units of UTF-16
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Refused  bool   `json:"refused"` // no reason makes it pass

	Before, At string `json:"-"` // the end of the words before the letter, and the words from there on, to find it by ear
}

// refused reports whether a text in which a rule finds an error cannot be saved, whatever the reason: markup, links, telephone numbers, placeholders and
// direction marks.
func refused(rule string) bool { return rule == "marks" || check.Unsilenceable(rule) }

// shownFindings is how many findings of one text are shown, beside one of each further kind: somebody who has pasted a table has thousands (law 8).
const shownFindings = 100

// findings returns what check finds in words for a text, of each kind at least one. Those that comments of its entry allow are not among them.
func (m *moment) findings(t text, words catalog.Forms, comments []string) (list []finding) {
	unit := t.unit
	unit.Text, unit.Comments = words, comments
	kinds := map[[2]string]bool{}
	for _, f := range check.Message(unit, m.CheckContext(t.locale)) {
		kind := [2]string{f.Rule, string(f.Severity)}
		if len(list) >= shownFindings && kinds[kind] {
			continue
		}
		kinds[kind] = true
		list = append(list, newFinding(f, words.Get(f.Form)))
	}
	slices.SortStableFunc(list, func(a, b finding) int { return cmp.Compare(a.Severity, b.Severity) }) // errors, which prevent saving, before warnings
	return list
}

// newFinding returns a finding of check in a text.
func newFinding(f check.Finding, in string) finding {
	at, isRefused := min(f.Offset, len(in)), f.Severity == check.Error && refused(f.Rule)
	hint, allowable := f.PlainHint()
	if allowable && f.Severity == check.Error && !isRefused {
		hint += "; if it is right as it stands, save it, and say why"
	}
	first, size := utf8.DecodeRuneInString(hint)
	shown := finding{
		Form: f.Form, Offset: len(utf16.Encode([]rune(in[:at]))), Severity: string(f.Severity), Rule: f.Rule, Message: f.Message,
		Hint: string(unicode.ToUpper(first)) + hint[size:], Refused: isRefused,
	}
	if at > 0 { // else it is of the whole text
		shown.Before, shown.At = lastRunes(in[:at], 12), firstRunes(in[at:], 24)
	}
	return shown
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// maxReason is how many letters a reason may have: it stands in a comment above the text, for everybody who comes after.
const maxReason = 400

// allowed returns the comments that let the errors of a text pass with a reason; the problem is that of the reason, "" for none.
func allowed(t text, words catalog.Forms, found []finding, reason string) (comments []string, wrong string) {
	switch {
	case utf8.RuneCountInString(reason) > maxReason:
		return nil, fmt.Sprintf("it is longer than %d letters", maxReason)
	case strings.ContainsFunc(reason, catalog.IsInvisible):
		return nil, "it has a line break or a character that nobody sees: write it anew, on one line"
	}
	for _, f := range found {
		if f.Severity != string(check.Error) || f.Refused {
			continue
		}
		comment, err := check.AllowComment(f.Rule, t.unit.Source, words, reason)
		if err != nil {
			return nil, err.Error()
		}
		if !slices.Contains(comments, comment) {
			comments = append(comments, comment)
		}
	}
	return comments, ""
}

// hasErrors reports whether there are errors among findings, and whether some of them are refused whatever the reason.
func hasErrors(found []finding) (some, final bool) {
	for _, f := range found {
		some = some || f.Severity == string(check.Error)
		final = final || f.Refused
	}
	return some, final
}

// check handles "POST /<tag>/<slug>/<key>/check": what check finds in the words of a form, as JSON. Nothing is saved.
func (w *Workbench) check(c *fiber.Ctx) error {
	began := time.Now()
	m, p, form, err := w.namedText(c)
	if err != nil {
		return err
	}
	if size(form.Forms) > maxText {
		return c.JSON(fiber.Map{"findings": []finding{tooLong(form.Forms)}})
	}
	t := text{place: p, unit: m.unit(p), own: m.served(p, p.locale)}
	found := m.findings(t, form.Forms, t.own.Comments)
	c.Set("Server-Timing", fmt.Sprintf("check;dur=%.3f", time.Since(began).Seconds()*1000)) // milliseconds (W3C Server Timing)
	return c.JSON(fiber.Map{"findings": append([]finding{}, found...)})
}

// tooLong is the finding of a text that is longer than any may be.
func tooLong(f catalog.Forms) finding {
	return finding{Form: append(f.Filled(), "other")[0], Severity: string(check.Error), Rule: "length", Message: "the text is longer than 64 KB",
		Hint: "Make it shorter: a text stands for one paragraph of the English", Refused: true}
}
