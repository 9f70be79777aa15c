package cli

import (
	"fmt"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

type statusCommand struct {
	trees
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales to tell of (all)."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
	Min  float64  `placeholder:"SHARE" help:"Exit 1 where a page, in a locale that is told of, covers less than this share of its words, for example 0.8."`
}

// Validate refuses a share that is none.
func (c *statusCommand) Validate() error {
	if !(c.Min >= 0 && c.Min <= 1) {
		return fmt.Errorf("--min is a share from 0 to 1, for example 0.8")
	}
	return nil
}

// Run tells how far the locales are.
func (c *statusCommand) Run(t *terminal) error {
	p := t.watched()
	src, err := c.read(p)
	p.End()
	if err != nil {
		return err
	}
	list, err := chosen(t, src.Locales, c.Tags, false)
	if err != nil {
		return err
	}
	r := survey(src, list, time.Now())
	if c.JSON {
		err = r.writeJSON(t.out)
	} else {
		err = r.writeTable(t.out, painter(t.out, t.env))
	}
	if err != nil {
		return err
	}
	return c.verdict(t, src, r)
}

// verdict gives exit code 1 where a file has a fault, so that the figures are not the whole truth, or a page is below --min.
func (c *statusCommand) verdict(t *terminal, src *corpus.Corpus, r report) error {
	var end error
	for _, f := range src.Faults {
		fmt.Fprintln(t.err, f.Error())
		end = exit(findings)
	}
	for _, l := range r.Locales {
		for _, p := range l.Pages {
			if p.Coverage < c.Min {
				fmt.Fprintf(t.err, "parlance: %s: %s of the words are covered, below %s\n", p.File, percent(p.Coverage), percent(c.Min))
				end = exit(findings)
			}
		}
	}
	return end
}

// report is what status says. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type report struct {
	Locales []localeReport  `json:"locales"`
	Overdue []overdueReport `json:"overdue"` // pages whose day of review has passed
	Faults  []string        `json:"faults"`  // "file:line:col: …"; where there are any, the figures leave out what cannot be read
}

// localeReport is one locale.
type localeReport struct {
	Tag  string `json:"tag"`
	Name string `json:"name"` // in itself
	tally
	Pages []pageReport `json:"pages"` // the interface last, as "ui"
}

// pageReport is one page in one locale.
type pageReport struct {
	Page     string `json:"page"`
	File     string `json:"file"`
	Critical bool   `json:"critical"` // readers see no draft of it
	tally
	Next *next `json:"next"` // null where nothing is left to do
}

// tally is how far something is. Each amount has the members segments and words (of the English); coverage is the share of the
// words, 0 to 1, that reviewed and draft hold.
type tally struct {
	corpus.Tally
	Coverage float64 `json:"coverage"`
}

// next is what is to be done next.
type next struct {
	Do   string `json:"do"` // "translate", "sync" (entries are missing from the catalog), or "review"
	File string `json:"file"`
	Line int    `json:"line"` // of the first empty entry; 0 where there is none
	Col  int    `json:"col"`
}

// overdueReport is a page that should have been reviewed by now.
type overdueReport struct {
	Page     string `json:"page"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	ReviewBy string `json:"review_by"` // 2026-11-22
}

// survey counts everything.
func survey(src *corpus.Corpus, locales []*locale.Locale, now time.Time) report {
	r := report{Locales: []localeReport{}, Overdue: []overdueReport{}, Faults: []string{}}
	for _, l := range locales {
		one := localeReport{Tag: l.Tag, Name: l.Name}
		for _, p := range src.Progress(l) {
			one.Tally.Add(p.Tally)
			one.Pages = append(one.Pages, pageReport{p.Slug, p.File, p.Critical, tally{p.Tally, p.Coverage()}, whatNext(p)})
		}
		one.Coverage = one.Tally.Coverage()
		r.Locales = append(r.Locales, one)
	}
	for _, o := range src.Overdue(now) {
		r.Overdue = append(r.Overdue, overdueReport{o.Slug, o.File, o.Line, o.By.Format(time.DateOnly)})
	}
	for _, f := range src.Faults {
		r.Faults = append(r.Faults, f.Error())
	}
	return r
}

func whatNext(p corpus.Progress) *next {
	switch {
	case p.ToDo() > 0 && p.Next.Line > 0:
		return &next{"translate", p.File, p.Next.Line, p.Next.Col}
	case p.ToDo() > 0:
		return &next{"sync", p.File, 0, 0}
	case p.Draft.Segments > 0:
		return &next{"review", p.File, 0, 0}
	}
	return nil
}

// percent rounds down, so that only what is whole says 100 %.
func percent(share float64) string { return fmt.Sprintf("%d %%", int(share*100+1e-9)) }
