package workspace

import (
	"time"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Status is how far every locale is. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type Status struct {
	Locales []LocaleStatus     `json:"locales"`
	Overdue []OverduePage      `json:"overdue"` // pages whose day of review has passed
	Unheard []UnheardRecording `json:"unheard"` // recordings that no reader hears
	Faults  []string           `json:"faults"`  // "file:line:col: …"; where there are any, the figures leave out what cannot be read
}

// LocaleStatus is how far one locale is.
type LocaleStatus struct {
	Tag  string `json:"tag"`
	Name string `json:"name"` // in itself
	Tally
	Pages []PageStatus          `json:"pages"` // the interface last, as "ui"
	Rules []check.RuleKnowledge `json:"rules"` // how much check knows of the language (R52)
}

// PageStatus is how far one page is in one locale.
type PageStatus struct {
	Page     string `json:"page"`
	File     string `json:"file"`
	Critical bool   `json:"critical"` // readers see no draft of it
	Tally
	Next *NextStep `json:"next"` // null where nothing is left to do
}

// Tally is how far something is. Each amount has the members segments and words (of the English); coverage is the share of the
// words, 0 to 1, that reviewed and draft hold.
type Tally struct {
	corpus.Tally
	Coverage float64 `json:"coverage"`
}

// NextStep is what is to be done next.
type NextStep struct {
	Do   Step   `json:"do"`
	File string `json:"file"`
	Line int    `json:"line"` // of the first empty entry; 0 where there is none
	Col  int    `json:"col"`
}

// UnheardRecording is a recording that no reader hears.
type UnheardRecording struct {
	File    string `json:"file"`
	Locale  string `json:"locale"` // "" where its name has none that there is
	Key     string `json:"key"`    // "" where its name has none that there is
	Message string `json:"message"`
	Hint    string `json:"hint"` // what to do; "" where the message says that
}

// Step is a kind of work.
type Step string

// The steps, in the order in which they are taken.
const (
	StepSync      Step = "sync" // entries are missing from the catalog
	StepTranslate Step = "translate"
	StepReview    Step = "review"
)

// OverduePage is a page that should have been reviewed by now.
type OverduePage struct {
	Page     string `json:"page"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	ReviewBy string `json:"review_by"` // 2026-11-22
}

// ReadStatus counts how far some texts are in some locales, at the time now. faults are those to be told of.
func ReadStatus(src *corpus.Corpus, locales []*locale.Locale, wanted Names, faults store.Faults, now time.Time) Status {
	s := Status{Locales: []LocaleStatus{}, Overdue: []OverduePage{}, Unheard: unheard(src, locales, wanted), Faults: []string{}}
	for _, l := range locales {
		one := LocaleStatus{Tag: l.Tag, Name: l.Name, Rules: check.KnowledgeOf(src.CheckContext(l))}
		for _, p := range src.Progress(l, wanted.Has) {
			one.Tally.Tally.Add(p.Tally)
			one.Pages = append(one.Pages, PageStatus{p.Slug, p.File, p.Critical, Tally{p.Tally, p.Coverage()}, nextStep(p)})
		}
		one.Coverage = one.Tally.Tally.Coverage()
		s.Locales = append(s.Locales, one)
	}
	for _, p := range src.Overdue(now) {
		if !wanted.HasPage(p.Slug) {
			continue
		}
		s.Overdue = append(s.Overdue, OverduePage{p.Slug, p.File, p.ReviewByLine(), p.Front.ReviewBy.Format(time.DateOnly)})
	}
	for _, f := range faults {
		s.Faults = append(s.Faults, f.Error())
	}
	return s
}

func nextStep(p corpus.Progress) *NextStep {
	switch {
	case p.ToDo() > 0 && p.Next.Line > 0:
		return &NextStep{StepTranslate, p.File, p.Next.Line, p.Next.Col}
	case p.ToDo() > 0:
		return &NextStep{StepSync, p.File, 0, 0}
	case p.Draft.Segments > 0:
		return &NextStep{StepReview, p.File, 0, 0}
	}
	return nil
}
