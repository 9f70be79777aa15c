package workbench

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/search"

	"github.com/parlance/parlance/app/corpus"
)

const (
	listedTexts = 100 // on one page of a list
	maxQuery    = 200 // of what is searched for, in bytes
)

// errorsState is what a list is asked for instead of a state, to have the texts in which check finds errors.
const errorsState = "errors"

// listStates are what a list can be narrowed to.
var listStates = []string{corpus.Missing.String(), corpus.Outdated.String(), corpus.Draft.String(), corpus.Reviewed.String(), errorsState}

// textListPage is a list of the texts of a locale that are in a state, or have some words.
type textListPage struct {
	frame
	Lang, Dir, Name string
	State, Query    string
	States          []string
	Texts           []textLine
	From, To, Count int    // the first and the last text of those shown, from 1, and how many there are
	Before, After   string // addresses of the lists before and after this one, "" for none
}

// textList handles "/<tag>?state=missing&q=words&from=101": the texts of a locale in a state, in which the words stand, in English, in the translation or in the
// key. Case, accents and vowel signs make no difference (golang.org/x/text/search).
func (w *Workbench) textList(c *fiber.Ctx, m *moment, p place) error {
	page := &textListPage{frame: w.frame(c, "Texts · "+p.locale.Name), Lang: p.locale.Tag, Dir: p.locale.Dir, Name: p.locale.Name, State: c.Query("state"),
		Query: boundedQuery(c.Query("q")), States: listStates}
	page.Tag = p.locale.Tag
	from, _ := strconv.Atoi(c.Query("from"))
	from = max(from, 1)
	matches := matcher(page.Query, "en", p.locale.Tag)
	for _, slug := range m.slugs() {
		for _, t := range m.texts(p.locale, slug) {
			line := m.line(t)
			if !m.isListed(t, line.State, page.State) || !matches(line.Key, line.English, line.Words) {
				continue
			}
			if page.Count++; page.Count >= from && page.Count < from+listedTexts {
				page.Texts = append(page.Texts, line)
			}
		}
	}
	page.From, page.To = min(from, page.Count), min(from+listedTexts-1, page.Count)
	address := func(from int) string {
		return "/" + page.Lang + "?" + url.Values{"state": {page.State}, "q": {page.Query}, "from": {strconv.Itoa(from)}}.Encode()
	}
	if from > 1 {
		page.Before = address(max(1, from-listedTexts))
	}
	if page.To < page.Count {
		page.After = address(page.To + 1)
	}
	return w.show(c, fiber.StatusOK, "textlist", page)
}

// isListed reports whether a text is among those that a list is asked for, "" for all.
func (m *moment) isListed(t place, state, wanted string) bool {
	if wanted == errorsState {
		return m.faultyKeys(t.locale)[t.key]
	}
	return wanted == "" || state == wanted
}

// apostrophes makes one of what keyboards and typesetters write; collation tells them apart.
var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'")

// matcher returns what reports whether the words that are searched for stand in one of some texts, as one of the languages reads them.
func matcher(query string, tags ...string) func(texts ...string) bool {
	if query = strings.TrimSpace(query); query == "" {
		return func(...string) bool { return true }
	}
	patterns := make([]*search.Pattern, len(tags))
	for i, tag := range tags {
		patterns[i] = search.New(language.Make(tag), search.Loose).CompileString(apostrophes.Replace(query))
	}
	return func(texts ...string) bool {
		for _, text := range texts {
			for _, p := range patterns {
				if start, _ := p.IndexString(apostrophes.Replace(text)); start >= 0 {
					return true
				}
			}
		}
		return false
	}
}

// boundedQuery returns the beginning of what is searched for, of at most maxQuery bytes, without what is no UTF-8.
func boundedQuery(q string) string { return strings.ToValidUTF8(q[:min(len(q), maxQuery)], "") }
