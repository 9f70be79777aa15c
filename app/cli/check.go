package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/workspace"
)

type checkCommand struct {
	trees
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales to check (all, and the English pages); en stands for the pages."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
}

// Run checks what readers would get, and changes nothing.
func (c *checkCommand) Run(t *terminal) error {
	p := t.watched()
	defer p.End()
	src, err := c.read(p)
	p.End()
	if err != nil {
		return err
	}
	list, err := chosen(t, src.Locales, c.Tags, true)
	if err != nil {
		return err
	}
	r := inspect(src, list, p)
	p.End()
	if c.JSON {
		err = r.writeJSON(t.out)
	} else {
		err = r.writeText(t.out, painter(t.out, t.env))
	}
	if err != nil {
		return err
	}
	if r.Errors+r.Warnings > 0 {
		fmt.Fprintf(t.err, "parlance: %s, %s\n", things(r.Errors, "error"), things(r.Warnings, "warning"))
	}
	if r.Errors > 0 {
		return exit(findings)
	}
	return nil
}

// inspection is what check found. There may be a million findings: they are held once, as they came.
type inspection struct {
	lists            [][]corpus.Finding // one after the other
	Errors, Warnings int
}

// finding is one fault, at a place in a file that an editor can jump to, as it stands in JSON. It is stable: members are added, and none
// is taken away or changes its meaning.
type finding struct {
	File     string         `json:"file"`
	Line     int            `json:"line"` // from 1; 0 where the fault is the whole file's
	Col      int            `json:"col"`  // from 1, in characters
	Severity check.Severity `json:"severity"`
	Rule     string         `json:"rule"` // "file" where the file itself cannot be used as it stands
	Message  string         `json:"message"`
	Hint     string         `json:"hint"`
	Locale   string         `json:"locale"`
	Key      string         `json:"key"`
	Form     string         `json:"form"`   // plural category, "other" where there is one text only
	Source   string         `json:"source"` // the English; "" where the text is the English
	Text     string         `json:"text"`
}

// inspect collects the faults of the files and what the rules find in the locales.
func inspect(src *corpus.Corpus, locales []*locale.Locale, p workspace.Progress) inspection {
	r := inspection{}
	faulty := map[string]bool{}
	for _, f := range src.Faults {
		if !concerns(src, f.File, locales) {
			continue
		}
		faulty[fmt.Sprint(f.File, f.Line)] = true
		r.add(corpus.Finding{Finding: check.Finding{Severity: check.Error, Rule: "file", Message: f.Msg, Form: "other"},
			File: f.File, Position: corpus.Position{Line: f.Line, Col: f.Col}})
	}
	parts := src.FindingParts(locales)
	found := make([][][]corpus.Finding, len(parts))
	p.Start("checking pages", len(parts))
	parallel.Do(len(parts), func(i int) {
		found[i] = parts[i]()
		p.Step()
	})
	for i := range locales {
		for _, part := range found {
			r.add(slices.DeleteFunc(part[i], func(f corpus.Finding) bool { // it is why the file is at fault
				return len(faulty) > 0 && (f.Rule == "block" || f.Rule == "placeholders") && faulty[fmt.Sprint(f.File, f.Line)]
			})...)
		}
	}
	return r
}

// add takes in findings and counts them.
func (r *inspection) add(list ...corpus.Finding) {
	r.lists = append(r.lists, list)
	for _, f := range list {
		if f.Severity == check.Error {
			r.Errors++
		} else {
			r.Warnings++
		}
	}
}

// each calls f with every finding, and ends at its first error.
func (r inspection) each(f func(corpus.Finding) error) error {
	for _, list := range r.lists {
		for _, one := range list {
			if err := f(one); err != nil {
				return err
			}
		}
	}
	return nil
}

// concerns says whether a fault of a file belongs to one of the locales: it does where the file is one of theirs, or of nobody.
func concerns(src *corpus.Corpus, file string, locales []*locale.Locale) bool {
	owner := ""
	for _, l := range src.Locales.Locales {
		if strings.Contains(file, "/"+l.Tag+"/") && strings.HasPrefix(file, src.CatalogTree().Path(l.Tag)+"/") {
			owner = l.Tag
		}
	}
	if owner == "" || owner == "en" {
		return true
	}
	for _, l := range locales {
		if l.Tag == owner {
			return true
		}
	}
	return false
}
