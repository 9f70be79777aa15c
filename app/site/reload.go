package site

import (
	"context"
	"log/slog"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/store"
)

// Reload reads what has changed and swaps in a new snapshot, unless files are named that have not changed. If that fails, the one before stays, and the error comes back.
func (s *Site) Reload(c corpus.Changes) error {
	s.reload.Lock()
	defer s.reload.Unlock()
	return s.readLocked(c)
}

// Retry reloads what is at fault if it is no longer what it was, whether or not anybody told of a change. It reports whether it did.
func (s *Site) Retry() bool {
	s.reload.Lock()
	defer s.reload.Unlock()
	c, any := s.reader.Retry()
	return any && s.readLocked(c) == nil
}

// readLocked implements [Site.Reload]. The caller holds s.reload.
func (s *Site) readLocked(c corpus.Changes) error {
	start := s.options.Now()
	src, err := s.readSteadily(c)
	if err != nil {
		s.failed.Add(1)
		s.options.Log.Error("reload failed, the last good snapshot is served", "error", err)
		return err
	}
	if list := s.reader.Overwritten(); len(list) > 0 && s.options.Overwritten != nil {
		s.options.Overwritten(list)
	}
	before := s.current.Load()
	if before != nil && before.corpus == src {
		return nil
	}
	next := newSnapshot(src, s.options, start, before)
	if before != nil {
		next.warm(before)
	}
	s.current.Store(next)
	s.reloads.Add(1)
	s.log(src.Faults, src.Recordings.Refused)
	if before != nil {
		s.options.Log.Info("reloaded", "pages", len(src.Pages), "faults", len(src.Faults), "took", s.options.Now().Sub(start))
	}
	if src.OnDemand {
		go s.validate()
	}
	return nil
}

// readSteadily reads the trees as they are at one moment, as far as they can be held.
func (s *Site) readSteadily(c corpus.Changes) (*corpus.Corpus, error) {
	if s.options.Steady != nil {
		defer s.options.Steady()()
	}
	return s.reader.Read(c)
}

// validate validates the catalogs of a large site that nobody has asked for yet, over reloads, and publishes their faults.
func (s *Site) validate() {
	if !s.validating.TryLock() {
		return // the goroutine that does will see the newer snapshot
	}
	defer s.validating.Unlock()
	found := corpus.Validator{}
	for done := false; !done; {
		now, cache := s.Snapshot(), s.options.cache
		made := cache.Stats().Made
		done = found.Validate(now.corpus, func() bool { return s.Snapshot() == now }, func(took time.Duration) {
			if cache.Busy() || cache.Stats().Made != made { // readers who wait for documents go first
				time.Sleep(min(validateRest*took, time.Second))
			}
			made = cache.Stats().Made
		})
	}
	s.reload.Lock()
	defer s.reload.Unlock()
	s.kept = nil
	if s.reader.Adopt(found) > 0 {
		none := []string{}
		s.readLocked(corpus.Changes{Content: none, Locales: none}) // an error is logged
	}
}

const (
	validateRest = 20 // how many times longer than validating a page took is the rest after it, while documents are made
	catalogShare = 4  // the part of the cache, one of so many, that compressed catalogs may take
)

// log logs every fault once, and again if it comes back. Recordings that are refused cost readers no text.
func (s *Site) log(faults, refused store.Faults) {
	now := make(map[string]bool, len(faults)+len(refused))
	each := func(list store.Faults, level slog.Level, message string) {
		for _, f := range list {
			text := f.Error()
			if !s.logged[text] && !now[text] {
				s.options.Log.Log(context.Background(), level, message, "fault", text)
			}
			now[text] = true
		}
	}
	each(faults, slog.LevelError, "fault in a file")
	each(refused, slog.LevelWarn, "a recording is not served")
	s.logged = now
}

// reuse shares the documents of the snapshot before, of the same locales, that are made of equal inputs.
func (s *Snapshot) reuse(before *Snapshot) {
	for i := range s.indexes {
		before.indexes[i].MoveTo(&s.indexes[i], s.options.cache)
	}
	for _, p := range s.Pages {
		earlier := before.Page(p.Slug)
		if earlier == nil {
			continue
		}
		now, then := s.PageInputs(p), before.PageInputs(earlier)
		if now == then {
			s.documents[p.Slug] = before.documents[p.Slug]
			continue
		}
		s.reuseEach(before, p.Slug, func(d *document.Document, l *locale.Locale) bool { return now.In(l).Makes(d, then.In(l)) })
	}
	s.reuseEach(before, render.Home, func(_ *document.Document, l *locale.Locale) bool {
		return s.GuideListInputs(l).Equal(before.GuideListInputs(l))
	})
	s.reuseEach(before, render.Languages, func(_ *document.Document, l *locale.Locale) bool {
		return s.LanguagesInputs(l) == before.LanguagesInputs(l)
	})
}

// reuseEach shares the documents of a page that same reports to be so in their locale.
func (s *Snapshot) reuseEach(before *Snapshot, slug string, same func(*document.Document, *locale.Locale) bool) {
	from, to := before.documents[slug], s.documents[slug]
	for i := range from {
		if d := from[i].Peek(); d != nil && same(d, &s.Locales.Locales[i]) {
			s.options.cache.Move(&from[i], &to[i])
		}
	}
}
