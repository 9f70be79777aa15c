// Package site keeps the snapshot that is served: a view of both trees with the documents made from it.
//
// It promises:
//
//   - A [Snapshot] never changes. A reload makes a new one and swaps it in whole; a file with a fault goes on being
//     served as it last was good, and the fault is listed (law 7).
//   - A [document.Document] is bytes: made once, when first asked for, in every content coding, with the ETag of each.
//
// It knows nothing of HTTP requests: app/server decides with the snapshot's [locale.Chooser] which document a reader gets.
package site

import (
	"cmp"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/store"
)

// Options are what an operator decides about a site.
type Options struct {
	Origin string           // "https://example.org" or "https://example.org/guides": stands before every address of the site
	Log    *slog.Logger     // of reloads and faults; nil for none
	Now    func() time.Time // the clock; nil for the system's

	CacheSize int64 // bounds the documents that are kept, in bytes; 0 stands for 256 MB

	// Keeper keeps the last good version of every file over a restart; nil for none.
	Keeper Keeper

	// History is asked for words of critical pages that are signed and stand in no catalog and no ledger; nil for none.
	History corpus.History

	// Whole says that no file of the trees is ever cut off, emptied or away by accident: they are of releases, of which an older one may be served again.
	Whole bool

	// Steady has the trees stay as they are until done is called; nil where nothing can.
	Steady func() (done func())

	// Overwritten is told of catalogs over which somebody has saved an older copy; nil for nobody.
	Overwritten func([]corpus.Overwritten)

	cache     *document.Cache
	fallbacks *document.FallbackCounts
	eager     int // files of catalogs that are parsed at once; for tests
}

// Site holds the snapshot of the moment. Requests read it without a lock.
type Site struct {
	current atomic.Pointer[Snapshot]
	options Options
	reload  sync.Mutex // held while a snapshot is made
	reader  *corpus.Reader
	logged  map[string]bool // faults that were logged and still exist

	reloads, failed atomic.Uint64

	keeping sync.Mutex
	unkept  map[[2]string]store.Kept // what is still to be kept, by tree and path
	kept    *Snapshot                // whose files were kept; nil to look again

	validating sync.Mutex // held by the one goroutine that validates catalogs
}

// New reads both trees and makes the first snapshot. An error comes back if nothing can be served: there is no table of locales, or no
// page. The faults of files are listed in [render.View.Faults] and logged.
func New(content, locales store.Tree, o Options) (*Site, error) {
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	if o.Now == nil {
		o.Now = time.Now
	}
	o.cache, o.fallbacks = document.NewCache(o.CacheSize), &document.FallbackCounts{}
	s := &Site{options: o, reader: corpus.NewReader(content, locales), logged: map[string]bool{}}
	s.reader.SumRecordings, s.reader.History, s.reader.Whole = true, o.History, o.Whole
	room := o.cache.Stats().Limit / catalogShare
	s.reader.MaxEager, s.reader.CatalogBytes = cmp.Or(o.eager, corpus.EagerFiles), room
	if o.Keeper != nil {
		s.reader.Restore(o.Keeper.Kept())
	}
	err := s.Reload(corpus.Changes{})
	if now := s.Snapshot(); now != nil && now.corpus.OnDemand { // its catalogs share the bound with the documents
		o.cache.Reserve(room)
	}
	return s, err
}

// Snapshot returns what is served now. A request takes it once and uses nothing else (law 7).
func (s *Site) Snapshot() *Snapshot { return s.current.Load() }

// Corpus returns what the snapshot is made of.
func (s *Snapshot) Corpus() *corpus.Corpus { return s.corpus }

// Unserved names the pages that the tree had when the site was made and that have no version that can be served: another instance may have one.
func (s *Snapshot) Unserved() []string { return s.corpus.Unserved }

// RefusedRecordings returns the files that look like recordings and are not served, each with what to do.
func (s *Snapshot) RefusedRecordings() store.Faults { return s.corpus.Recordings.Refused }

// Stats are figures for the operator of a site.
type Stats struct {
	document.Stats
	Reloads, Failed        uint64 // successful and failed
	Pages, Locales, Faults int    // of the current snapshot
}

// Stats returns the figures of the moment.
func (s *Site) Stats() Stats {
	m := Stats{Stats: s.options.cache.Stats(), Reloads: s.reloads.Load(), Failed: s.failed.Load()}
	if now := s.Snapshot(); now != nil {
		m.Pages, m.Locales, m.Faults = len(now.View.Pages), len(now.Locales.Locales), len(now.Faults)
	}
	return m
}

// FallbackCounts returns the counts of pages and locales whose readers got English for lack of a translation, in their order.
func (s *Site) FallbackCounts() []*document.FallbackCount { return s.options.fallbacks.List() }
