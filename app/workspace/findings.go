package workspace

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
)

// Findings are what the rules find, and the faults of files. There may be a million: they are held once, as they came.
type Findings struct {
	lists            [][]corpus.Finding // one after the other
	Errors, Warnings int
}

// Check returns the faults of the files that concern the locales, and what the rules find in them: locale by locale, and page by page within
// each. English stands for the pages. p is told how far it is; nil for nobody.
func Check(src *corpus.Corpus, locales []*locale.Locale, p Progress) Findings {
	p = cmp.Or[Progress](p, silent{})
	var all Findings
	faulty := map[string]bool{}
	for _, f := range src.Faults {
		if !concerns(src, f.File, locales) {
			continue
		}
		faulty[fmt.Sprint(f.File, f.Line)] = true
		all.add(corpus.Finding{Finding: check.Finding{Severity: check.Error, Rule: "file", Message: f.Msg, Form: "other"},
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
			all.add(slices.DeleteFunc(part[i], func(f corpus.Finding) bool { // it is why the file is at fault
				return len(faulty) > 0 && (f.Rule == "block" || f.Rule == "placeholders") && faulty[fmt.Sprint(f.File, f.Line)]
			})...)
		}
	}
	return all
}

func (fs *Findings) add(list ...corpus.Finding) {
	fs.lists = append(fs.lists, list)
	for _, f := range list {
		if f.Severity == check.Error {
			fs.Errors++
		} else {
			fs.Warnings++
		}
	}
}

// All returns every finding in turn.
func (fs Findings) All() iter.Seq[corpus.Finding] {
	return func(yield func(corpus.Finding) bool) {
		for _, list := range fs.lists {
			for _, one := range list {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// concerns reports whether a fault of a file belongs to one of the locales: the file is one of theirs, or of no locale but English.
func concerns(src *corpus.Corpus, file string, locales []*locale.Locale) bool {
	for _, l := range src.Locales.Locales {
		if strings.Contains(file, "/"+l.Tag+"/") && strings.HasPrefix(file, src.CatalogTree.Path(l.Tag)+"/") {
			return l.Tag == "en" || slices.ContainsFunc(locales, func(named *locale.Locale) bool { return named.Tag == l.Tag })
		}
	}
	return true
}
