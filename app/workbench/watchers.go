package workbench

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	maxWatchers = 400             // streams of events at once (law 8)
	leaveTime   = 2 * time.Second // that somebody counts as there after a stream ended: the browser asks again
	maxPending  = 64              // events that wait for a slow browser; it is then to load anew
	maxPast     = 256             // events that are told to a browser that was away for a moment
)

// The kinds of an event that no person causes.
const (
	kindHere    = "here"
	kindMissed  = "missed"
	kindChanged = "changed"
)

// event is something that those who work at the same time are told of.
type event struct {
	Kind string `json:"kind"` // "saved", "signed", "revoked", "asked", "answered"; "here"; "changed" of a page, by whichever door; or "missed": nobody knows what was said meanwhile, of a page where one is named
	Tag  string `json:"tag"`
	Page string `json:"page,omitempty"`
	Key  string `json:"key,omitempty"`
	By   string `json:"by,omitempty"`
	Here []here `json:"here,omitempty"` // of "here": everybody else who works in the locale now

	id string // names the last event of people up to this one, in this run of the program
}

// here is who is in which text or page.
type here struct {
	By    string `json:"by"`
	Place string `json:"place"`
}

// spot is a page that somebody has before their eyes.
type spot struct {
	tag string
	who here
}

// slug returns the page of a spot, of a text that is open beside it too.
func (s spot) slug() string {
	slug, _, _ := strings.Cut(s.who.Place, ".")
	return slug
}

// watcher is one browser that is told of events.
type watcher struct {
	browser string // names it, among those of one person; "" for one that does not say
	at      []spot
	events  chan event
}

// in reports whether the browser shows a page of a locale.
func (w *watcher) in(tag string) bool {
	return slices.ContainsFunc(w.at, func(s spot) bool { return s.tag == tag })
}

// send gives the browser an event. Who does not read loses events, and holds up nobody.
func (w *watcher) send(e event) {
	select {
	case w.events <- e:
	default:
	}
}

// watchers are the browsers that are told of events, and the newest events.
type watchers struct {
	mu      sync.Mutex
	open    map[*watcher]bool
	run     string // tells the ids of this run of the program from those of others
	serial  int
	past    []event // the newest of people, the last one with id serial
	stopped chan struct{}
	once    sync.Once
}

func newWatchers() *watchers {
	return &watchers{open: map[*watcher]bool{}, run: strconv.FormatInt(time.Now().UnixNano(), 36), stopped: make(chan struct{})}
}

// stop ends all streams.
func (s *watchers) stop() { s.once.Do(func() { close(s.stopped) }) }

// id names the last event. The lock is held.
func (s *watchers) id() string { return s.run + "-" + strconv.Itoa(s.serial) }

// tell tells everybody who works in the locale of an event.
func (s *watchers) tell(e event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	e.id = s.id()
	s.past = append(s.past, e)
	if len(s.past) > maxPast {
		s.past = slices.Clone(s.past[1:])
	}
	for w := range s.open {
		if w.in(e.Tag) {
			w.send(e)
		}
	}
}

// add adds a browser that shows some pages and has heard of the events up to one, "" for none, and tells everybody who is there now. Its stream before, which
// showed others, counts no more. A page that this one did not show is told that it may have missed a change: it was made before anybody looked out for it.
// It returns nil where there are too many.
func (s *watchers) add(browser string, at []spot, after string) *watcher {
	s.mu.Lock()
	defer s.mu.Unlock()
	var before []spot
	for w := range s.open {
		if browser != "" && w.browser == browser && w.at[0].who.By == at[0].who.By {
			delete(s.open, w)
			before = append(before, w.at...)
		}
	}
	if len(s.open) >= maxWatchers {
		return nil
	}
	w := &watcher{browser: browser, at: at, events: make(chan event, maxPending)}
	s.catchUp(w, after)
	for _, new := range at {
		if !slices.ContainsFunc(before, func(old spot) bool { return old.tag == new.tag && old.slug() == new.slug() }) {
			w.send(event{Kind: kindMissed, Tag: new.tag, Page: new.slug(), id: s.id()})
		}
	}
	s.open[w] = true
	s.tellHere(slices.Concat(at, before))
	return w
}

// catchUp tells a browser what was said since the last event that it has heard of. The lock is held.
func (s *watchers) catchUp(w *watcher, after string) {
	if after == "" || after == s.id() {
		return
	}
	run, number, _ := strings.Cut(after, "-")
	heard, err := strconv.Atoi(number)
	missed := s.serial - heard
	if run != s.run || err != nil || missed < 0 || missed > min(len(s.past), maxPending/2) {
		for _, at := range w.at {
			w.send(event{Kind: kindMissed, Tag: at.tag, id: s.id()})
		}
		return
	}
	for _, e := range s.past[len(s.past)-missed:] {
		if w.in(e.Tag) {
			w.send(e)
		}
	}
}

// remove removes a browser a moment after its stream ended.
func (s *watchers) remove(w *watcher) {
	time.AfterFunc(leaveTime, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.open[w] {
			delete(s.open, w)
			s.tellHere(w.at)
		}
	})
}

// tellHere tells everybody in the locales of some pages who else is there. The lock is held.
func (s *watchers) tellHere(changed []spot) {
	told := map[string]bool{}
	for _, c := range changed {
		if told[c.tag] {
			continue
		}
		told[c.tag] = true
		holders := map[here]int{} // in how many browsers
		for w := range s.open {
			for who := range w.places(c.tag) {
				holders[who]++
			}
		}
		for w := range s.open {
			if w.in(c.tag) {
				w.send(event{Kind: kindHere, Tag: c.tag, Here: others(holders, w.places(c.tag)), id: s.id()})
			}
		}
	}
}

// spots returns the pages that somebody has before their eyes, without who.
func (s *watchers) spots() map[spot]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	set := map[spot]bool{}
	for w := range s.open {
		for _, at := range w.at {
			set[spot{at.tag, here{Place: at.who.Place}}] = true
		}
	}
	return set
}

// places returns what the browser shows of a locale.
func (w *watcher) places(tag string) map[here]bool {
	set := map[here]bool{}
	for _, at := range w.at {
		if at.tag == tag {
			set[at.who] = true
		}
	}
	return set
}

// others returns who is where, without those who are there in one browser alone, the own one.
func others(holders map[here]int, own map[here]bool) []here {
	list := make([]here, 0, len(holders))
	for who, n := range holders {
		if n > 1 || !own[who] {
			list = append(list, who)
		}
	}
	slices.SortFunc(list, func(a, b here) int { return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.Place, b.Place)) })
	return list
}
