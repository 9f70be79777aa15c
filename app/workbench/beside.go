package workbench

import (
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/question"
	"github.com/parlance/parlance/app/workbench/team"
	"github.com/parlance/parlance/app/workspace"
)

// maxHistory is how many edits of a text are shown.
const maxHistory = 20

// beside is what stands beside a text: all that helps to translate it.
type beside struct {
	Where      string // what the text is, and in which part of the page
	State      string
	English    []englishForm
	Note       string
	Diff       []diffPart // the English before and now; none where it is not known
	Previous   []previous
	Memory     []suggestion
	Terms      []check.Term
	Pieces     []string // placeholders, links and marks of the English
	Characters []character
	Others     []otherLanguage
	Choices    []choice
	MetEnglish uint64 // how often readers have met texts of the page in English since the server began
	History    []pastEdit
	Neighbours []neighbour // the texts before and after this one, where the page shows some
	Asked      []*question.Question
	Reported   []corpus.KeptReport
	ReadBack   *readBack // nil where no program has read the text back
}

type englishForm struct{ Label, Text string }

// labelled returns the forms of a text, each with a number that it stands with where there are several. The tag is of the language whose plural forms they are.
func labelled(tag string, f catalog.Forms) (list []englishForm) {
	var examples map[string]string
	filled := f.Filled()
	if len(filled) > 1 {
		examples = catalog.ExampleNumbers(tag)
	}
	for _, category := range filled {
		list = append(list, englishForm{"As with " + examples[category], f.Get(category)})
	}
	return list
}

// previous is a translation that stood here before, form by form.
type previous struct{ Source, Text string }

type suggestion struct {
	Percent           int
	Key, Source, Text string
}

type otherLanguage struct{ Tag, Name, Dir, Text, State string }

type choice struct {
	Tag, Name     string
	First, Second bool // it is chosen as such
}

type pastEdit struct {
	At            time.Time
	By, Via       string
	Before, After string
	Diff          []diffPart // of both; none where one of them is empty
}

// neighbour is a text that stands before or after another one.
type neighbour struct{ Path, English, Text string }

// joined returns the forms of a text as one.
func joined(f catalog.Forms) string {
	texts := make([]string, 0, 6)
	for _, c := range f.Filled() {
		texts = append(texts, f.Get(c))
	}
	return strings.Join(texts, " / ")
}

// beside returns what stands beside a text.
func (w *Workbench) beside(c *fiber.Ctx, m *moment, t text) *beside {
	b := &beside{Where: t.own.Note, State: m.state(t.place).String(), Note: m.note(t.place), Terms: check.Terms(t.unit, m.CheckContext(t.locale)),
		Pieces: workspace.ProtectedPieces(t.slug, t.unit.Source), Characters: characters(t.locale), English: labelled(english, t.unit.Source)}
	b.Where, _, _ = strings.Cut(b.Where, "\n")
	if note, _, _ := strings.Cut(b.Note, "\n"); note != "" {
		b.Where = strings.TrimSuffix(b.Where, " · "+note) // which stands below the English
	}
	now := joined(t.unit.Source)
	for _, p := range t.own.Previous {
		if before := joined(p.Source); len(b.Diff) == 0 && before != "" && before != now {
			b.Diff = wordDiff(before, now)
		}
		if !p.Text.Empty() {
			b.Previous = append(b.Previous, previous{joined(p.Source), joined(p.Text)})
		}
	}
	for _, s := range w.memories.suggest(m, t.locale, t.unit) {
		if text := joined(s.Text); !slices.ContainsFunc(b.Previous, func(p previous) bool { return p.Text == text }) {
			b.Memory = append(b.Memory, suggestion{s.Percent, s.Key, joined(s.Source), text})
		}
	}
	b.addOthers(m, t, chosenBeside(c))
	b.addNeighbours(m, t)
	for _, count := range w.Site.FallbackCounts() {
		if count.Slug == t.slug && count.Tag == t.locale.Tag {
			b.MetEnglish = count.Views.Load()
		}
	}
	records, err := w.Journal.Of(t.locale.Tag, t.key)
	if err != nil {
		w.Log.Warn("the history of edits cannot be read", "error", err)
	}
	b.addHistory(records)
	b.ReadBack = w.readBackOf(m, t, records)
	b.Asked, _, _ = question.Read(w.Locales.Tree(), t.locale.Tag) // a fault costs its line
	b.Asked = slices.DeleteFunc(b.Asked, func(q *question.Question) bool { return q.Key != t.key })
	if personOf(c).May(team.Reviewer, t.locale.Tag) {
		b.Reported = slices.DeleteFunc(w.openReports(t.locale.Tag), func(r corpus.KeptReport) bool { return r.Key != t.key })
	}
	return b
}

// addOthers adds the same text in two other languages: those chosen, else the first two that have it.
func (b *beside) addOthers(m *moment, t text, chosen []string) {
	add := func(l *locale.Locale) {
		own := m.served(t.place, l)
		if own.Forms.Empty() {
			return
		}
		other := t.place
		other.locale = l
		b.Others = append(b.Others, otherLanguage{l.Tag, l.Name, l.Dir, joined(own.Forms), m.state(other).String()})
	}
	for i := range m.Locales.Locales {
		l := &m.Locales.Locales[i]
		if l.Tag == english || l == t.locale {
			continue
		}
		b.Choices = append(b.Choices, choice{Tag: l.Tag, Name: l.Name})
		if len(chosen) < 2 && !m.served(t.place, l).Forms.Empty() {
			chosen = append(chosen, l.Tag)
		}
	}
	for n, tag := range chosen {
		if l, ok := m.Locales.Find(tag); ok {
			add(l)
		}
		for i := range b.Choices {
			b.Choices[i].First = b.Choices[i].First || n == 0 && b.Choices[i].Tag == tag
			b.Choices[i].Second = b.Choices[i].Second || n == 1 && b.Choices[i].Tag == tag
		}
	}
}

// addHistory adds the newest edits of a text.
func (b *beside) addHistory(records []history.Record) {
	for _, r := range slices.Backward(records) {
		if len(b.History) == maxHistory {
			return
		}
		e := pastEdit{At: r.At, By: r.By, Via: string(r.Via), Before: joined(catalog.Forms(r.Before)), After: joined(catalog.Forms(r.After))}
		if e.Before != "" && e.After != "" {
			e.Diff = wordDiff(e.Before, e.After)
		}
		b.History = append(b.History, e)
	}
}

// addNeighbours adds the texts around a text, because many a sentence is understood by those beside it.
func (b *beside) addNeighbours(m *moment, t text) {
	all := m.texts(t.locale, t.slug)
	at := slices.IndexFunc(all, func(p place) bool { return p.key == t.key })
	for i := max(0, at-1); i < min(len(all), at+2); i++ {
		if i != at {
			b.Neighbours = append(b.Neighbours, neighbour{all[i].path(), joined(m.unit(all[i]).Source), joined(m.served(all[i], t.locale).Forms)})
		}
	}
}

// besideCookie is the cookie that remembers which other languages somebody wants to see; it names nobody.
const besideCookie = "beside"

// chooseBeside remembers the two other languages that a form asks for.
func (w *Workbench) chooseBeside(c *fiber.Ctx, m *moment) {
	first, second := c.Query("beside"), c.Query("beside2")
	for _, tag := range []string{first, second} {
		if l, ok := m.Locales.Find(tag); !ok || l.Tag != tag {
			return
		}
	}
	c.Request().Header.SetCookie(besideCookie, first+"."+second)
	c.Cookie(&fiber.Cookie{Name: besideCookie, Value: first + "." + second, Path: "/", MaxAge: 365 * 24 * 3600, HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode})
}

// chosenBeside returns the tags that the cookie names.
func chosenBeside(c *fiber.Ctx) (tags []string) {
	for tag := range strings.SplitSeq(c.Cookies(besideCookie), ".") {
		if tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags[:min(2, len(tags))]
}
