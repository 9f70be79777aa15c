package workspace

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// DraftResult is what became of it.
type DraftResult struct {
	Estimate
	Keys         []string          // of the texts that are asked for
	By           string            // the program, as it is on record
	Drafted      []exchange.Change // what went in
	Refused      []RefusedAnswer   // drafts that were thrown away, and why
	Engine       engine.Result     // how the program did
	Wrote        []string          // catalogs, as a person names them
	LedgerFaults store.Faults      // of lines of the ledger that cannot be read; they hold nothing up
	Findings     Findings          // what the rules find in what went in: warnings
}

// drafting is the work on one request.
type drafting struct {
	EngineRequest
	DraftResult
	open    func() (*Workspace, error)
	locale  *locale.Locale
	context check.Context
	texts   map[string]*draftText
	asked   map[string]engine.Request // by id
	pending []*draftText              // whole, and not stored
}

// Draft has a program translate the texts of a locale that are empty, and lack plural forms. What an error of the rules stands against is thrown away; the rest
// goes into the catalogs as [Workspace.Import] puts it there, while the program works: a text that somebody has filled meanwhile stays as it is. Each draft is
// on record as the program's. open opens the trees as they are. The error is an [UnknownNamesError], that ctx has ended or the program could not be
// started, or that a file could not be written; what was done is returned beside it.
func Draft(ctx context.Context, open func() (*Workspace, error), r EngineRequest) (DraftResult, error) {
	d := &drafting{EngineRequest: r, open: open, asked: map[string]engine.Request{}}
	d.Progress = cmp.Or[Progress](r.Progress, silent{})
	w, err := open()
	if err != nil {
		return d.DraftResult, err
	}
	l, ok := w.Locales().Find(r.Tag)
	if !ok {
		return d.DraftResult, fmt.Errorf("there is no locale %q", r.Tag)
	}
	d.locale, d.context = l, w.checkContext(l)
	texts, requests, err := w.draftTexts(l, r.Names)
	if err != nil {
		return d.DraftResult, err
	}
	d.texts, d.Estimate, d.Keys = texts, Estimate{len(requests), characters(requests)}, slices.Sorted(maps.Keys(texts))
	d.begin(w, l, d.Estimate)
	if r.Program == nil || len(requests) == 0 {
		return d.DraftResult, nil
	}
	return d.DraftResult, d.run(ctx, requests)
}

func (d *drafting) run(ctx context.Context, requests []engine.Request) (err error) {
	for _, r := range requests {
		d.asked[r.ID] = r
	}
	task := engine.Task{Task: engine.Draft, Source: "en", Target: d.locale.Tag, Name: d.locale.Name}
	var storing error
	d.Engine, storing, err = d.ask(ctx, "drafting texts", task, requests, answers{&d.By, d.take, func() int { return len(d.pending) }, d.store})
	if storing == nil {
		storing = d.store()
	}
	d.findings()
	if storing != nil {
		return storing
	}
	return err
}
