package workbench

import (
	"sync"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// moment is what one request sees: one snapshot (law 7), and what is made of it when it is asked for.
type moment struct {
	snap *site.Snapshot
	*corpus.Corpus
	view      func() *render.View // of pages that tell of every text
	faulty    sync.Map            // by tag: the keys of the texts that check finds an error in
	errors    *pageErrors         // of this moment and those before
	differing sync.Map            // by *parsedReadBacks: a function that returns the texts that differ
}

// moment returns what is served now.
func (w *Workbench) moment() *moment {
	snap := w.Site.Snapshot()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil || w.last.snap != snap {
		m := &moment{snap: snap, Corpus: snap.Corpus(), errors: &w.errors}
		m.view = sync.OnceValue(func() *render.View {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.view = m.newView(m.Corpus, w.view)
			return w.view
		})
		w.last = m
	}
	return w.last
}

// newView returns the view of a corpus in which every text has a note. It shares what has not changed with the one before, which may be nil.
func (m *moment) newView(of *corpus.Corpus, before *render.View) *render.View {
	_, names := ownAssets()
	own := &render.Workbench{Style: names["workbench.css"], Script: names["workbench.js"]}
	return render.New(of, render.Options{Origin: m.snap.Origin(), Workbench: own}, time.Now(), before)
}

// faultyKeys returns the keys of the texts of a locale that check finds an error in.
func (m *moment) faultyKeys(l *locale.Locale) map[string]bool {
	found, _ := m.faulty.LoadOrStore(l.Tag, sync.OnceValue(func() map[string]bool {
		keys := m.errors.keys(m, l)
		for _, part := range m.FindingParts([]*locale.Locale{l}, func(slug string) bool { return slug == catalog.InterfaceSlug }) {
			for _, key := range keysWithErrors(part()[0]) {
				keys[key] = true
			}
		}
		return keys
	}))
	return found.(func() map[string]bool)()
}

// pageErrors are the keys of the texts that check finds an error in, page by page: after a save only what has changed is checked again.
type pageErrors struct {
	mu    sync.Mutex
	byTag map[string]map[corpus.TextsID][]string
}

// keys returns the keys of the texts of all pages in a locale that check finds an error in.
func (e *pageErrors) keys(m *moment, l *locale.Locale) map[string]bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.byTag == nil {
		e.byTag = map[string]map[corpus.TextsID][]string{}
	}
	before, now, keys := e.byTag[l.Tag], map[corpus.TextsID][]string{}, map[string]bool{}
	for _, p := range m.Sources() {
		id := m.TextsID(p, l)
		found, known := before[id]
		if !known {
			found = keysWithErrors(m.PageFindings(p, l))
		}
		now[id] = found
		for _, key := range found {
			keys[key] = true
		}
	}
	e.byTag[l.Tag] = now
	return keys
}

// keysWithErrors returns the keys of findings that are errors.
func keysWithErrors(found []corpus.Finding) (keys []string) {
	for _, f := range found {
		if f.Severity == check.Error && f.Key != "" {
			keys = append(keys, f.Key)
		}
	}
	return keys
}
