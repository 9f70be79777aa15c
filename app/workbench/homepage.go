package workbench

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/question"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workbench/team"
)

// wordsPerMinute is how many words of English a translator translates in a minute, about: 2,400 in a day of 8 hours.
const wordsPerMinute = 5

// workLeft is how far something is.
type workLeft struct {
	Words, Minutes                     int // that are left to translate
	Missing, Outdated, Drafts, Reviews int // texts
	Share                              float64
}

func newWorkLeft(t corpus.Tally) workLeft {
	words := t.Missing.Words + t.Outdated.Words
	return workLeft{words, (words + wordsPerMinute - 1) / wordsPerMinute, t.Missing.Segments, t.Outdated.Segments, t.Draft.Segments, t.Reviewed.Segments, t.Coverage()}
}

// languageLine is one language in the list of a person's languages.
type languageLine struct {
	Tag, Name, Dir string
	workLeft
	Faulty, Asked, Reported int
	Next                    string // address of the text to be done next: reported by a reader, to be translated, to be signed; "" for none
	Checked                 bool   // Faulty is known
}

// checkedLanguages is how many languages are checked for the list at most: with more a person would wait.
const checkedLanguages = 3

// home handles "/": the languages of a person, what is left to do in each, and the next thing to do in one press.
func (w *Workbench) home(c *fiber.Ctx) error {
	m := w.moment()
	var lines []languageLine
	mine := w.languages(c, m)
	for _, l := range mine {
		lines = append(lines, w.languageLine(c, m, l, len(mine) <= checkedLanguages))
	}
	page := struct {
		frame
		Languages  []languageLine
		Faults     []string
		Unrecorded string // why git does not record what is saved
		Looked     []lookedLocale
	}{w.frame(c, "Workbench"), lines, nil, w.Git.Trouble(), m.looked()}
	for _, f := range m.Faults {
		page.Faults = append(page.Faults, f.Error())
	}
	return w.show(c, fiber.StatusOK, "home", page)
}

// languages returns the locales in which a person may do something, of those that the workbench was started for.
func (w *Workbench) languages(c *fiber.Ctx, m *moment) (list []*locale.Locale) {
	for i := range m.Locales.Locales {
		l := &m.Locales.Locales[i]
		if l.Tag == english || len(w.Tags) > 0 && !slices.Contains(w.Tags, l.Tag) || mayAny(c, l.Tag, team.Translator, team.Reviewer, team.Author) != nil {
			continue
		}
		list = append(list, l)
	}
	return list
}

func (w *Workbench) languageLine(c *fiber.Ctx, m *moment, l *locale.Locale, checked bool) languageLine {
	var all corpus.Tally
	for _, p := range m.Progress(l, func(string, string) bool { return true }) {
		all.Add(p.Tally)
	}
	line := languageLine{Tag: l.Tag, Name: l.Name, Dir: l.Dir, workLeft: newWorkLeft(all), Checked: checked}
	if checked {
		line.Faulty = len(m.faultyKeys(l))
	}
	asked, _ := w.unanswered(l.Tag) // the faults stand on the page of the language
	line.Asked = len(asked)
	if personOf(c).May(team.Reviewer, l.Tag) {
		reported := w.openReports(l.Tag)
		if line.Reported = len(reported); line.Reported > 0 {
			line.Next = m.keyPath(l, reported[0].Key)
		}
	}
	if line.Next == "" {
		line.Next = m.nextFor(personOf(c), l)
	}
	return line
}

// nextFor returns the address of the text that a person is to translate next, or to sign where there is none; "" for nothing.
func (m *moment) nextFor(person team.Person, l *locale.Locale) string {
	for _, todo := range []struct {
		role team.Role
		is   func(corpus.State) bool
	}{{team.Translator, toTranslate}, {team.Reviewer, toSign}} {
		if !person.May(todo.role, l.Tag) {
			continue
		}
		if next, ok := m.next(place{locale: l}, todo.is); ok {
			return next.path()
		}
	}
	return ""
}

// unanswered returns the questions about the texts of a locale that nobody has answered, and what is wrong with their file.
func (w *Workbench) unanswered(tag string) (list []*question.Question, faults store.Faults) {
	list, faults, err := question.Read(w.Locales.Tree(), tag)
	if err != nil {
		faults = store.Faults{{File: w.Locales.Tree().Path(question.Path(tag)), Msg: err.Error()}}
	}
	return slices.DeleteFunc(list, func(q *question.Question) bool { return len(q.Answers) > 0 }), faults
}

// pageLine is one page in the list of a language.
type pageLine struct {
	Slug, Title string
	Critical    bool
	workLeft
}

// keyLine is one text in a list, with why it is there.
type keyLine struct {
	Path, Key, Text, By, ID string
}

// language handles "/<tag>": the pages in one language, with what is left of each, asked and reported.
func (w *Workbench) language(c *fiber.Ctx) error {
	m := w.moment()
	if m.isLooked(c.Params("tag")) {
		return w.lookList(c, m)
	}
	if err := mayAny(c, c.Params("tag"), team.Translator, team.Reviewer, team.Author); err != nil {
		return err
	}
	p, ok := m.find(c.Params("tag"), "")
	if !ok {
		return notFound()
	}
	if c.Query("state") != "" || c.Query("q") != "" || c.Query("from") != "" {
		return w.textList(c, m, p)
	}
	page := struct {
		frame
		Line            languageLine
		Find            textListPage
		Pages           []pageLine
		Asked, Reported []keyLine
		QuestionFaults  store.Faults
		Differing       *differing
	}{frame: w.frame(c, p.locale.Name), Line: w.languageLine(c, m, p.locale, true), Find: textListPage{Lang: p.locale.Tag, States: listStates}, Differing: w.differing(m, p.locale)}
	page.Tag = p.locale.Tag
	for _, progress := range m.Progress(p.locale, func(string, string) bool { return true }) {
		line := pageLine{Slug: progress.Slug, Title: "Interface", Critical: progress.Critical, workLeft: newWorkLeft(progress.Tally)}
		if source, _ := m.pageOf(progress.Slug); source != nil {
			line.Title = source.Segments[0].Text
		}
		page.Pages = append(page.Pages, line)
	}
	var asked []*question.Question
	asked, page.QuestionFaults = w.unanswered(p.locale.Tag)
	for _, q := range asked {
		page.Asked = append(page.Asked, keyLine{m.keyPath(p.locale, q.Key), q.Key, q.Text, q.By, q.ID})
	}
	if personOf(c).May(team.Reviewer, p.locale.Tag) {
		for _, r := range w.openReports(p.locale.Tag) {
			page.Reported = append(page.Reported, keyLine{m.keyPath(p.locale, r.Key), r.Key, r.Message, "", r.ID})
		}
	}
	return w.show(c, fiber.StatusOK, "language", page)
}

// keyPath returns the address of the text of a key, that of the language where it has gone.
func (m *moment) keyPath(l *locale.Locale, key string) string {
	for _, slug := range m.slugs() {
		for _, t := range m.texts(l, slug) {
			if t.key == key {
				return t.path()
			}
		}
	}
	return "/" + l.Tag
}
