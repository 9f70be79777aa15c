package workspace

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Findings are what the rules find, and the faults of files. There may be a million: they are held once, as they came.
type Findings struct {
	lists            [][]corpus.Finding // one after the other
	Errors, Warnings int
}

// Check returns the faults of the files that concern some texts in some locales, and what the rules find in them: locale by locale, and page by
// page within each. English stands for the pages. p is told how far it is; nil for nobody.
func Check(src *corpus.Corpus, locales []*locale.Locale, wanted Names, p Progress) Findings {
	p = cmp.Or[Progress](p, silent{})
	var all Findings
	faulty := map[string]bool{}
	touching, others := FaultsFor(src, locales, wanted)
	ofNone := slices.DeleteFunc(others, func(f *store.Fault) bool { tag, _ := src.Place(f); return tag != "" })
	for _, f := range slices.Concat(ofNone, touching) {
		faulty[fmt.Sprint(f.File, f.Line)] = true
		all.add(corpus.Finding{Finding: check.Finding{Severity: check.Error, Rule: "file", Message: f.Msg, Form: "other"},
			File: f.File, Position: corpus.Position{Line: f.Line, Col: f.Col}})
	}
	parts := src.FindingParts(locales, wanted.HasPage)
	found := make([][][]corpus.Finding, len(parts))
	p.Start("checking pages", len(parts))
	parallel.Do(len(parts), func(i int) {
		found[i] = parts[i]()
		p.Step()
	})
	for i := range locales {
		for _, part := range found {
			all.add(slices.DeleteFunc(part[i], func(f corpus.Finding) bool {
				if !wanted.Has(exchange.PageOf(f.Key), f.Key) {
					return true
				}
				// It is why the file is at fault.
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
