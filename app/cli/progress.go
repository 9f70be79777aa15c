package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

const (
	showAfter = 500 * time.Millisecond // a command that is done sooner shows no progress
	showEvery = 100 * time.Millisecond // between two figures
)

// progress shows a person who watches a terminal how far a long command is, on one line of standard error that is written over, and is
// gone in the end. Where nobody watches it shows nothing. Goroutines may share it; nil is one that shows nothing.
type progress struct {
	out io.Writer
	now func() time.Time

	mutex sync.Mutex
	what  string // "checking pages"
	done  int
	total int       // 0 where it is not known
	next  time.Time // before it nothing is shown
	dirty bool      // the line is to be wiped
}

// newProgress returns the progress of a command that starts now, nil where nobody watches.
func (t *terminal) newProgress() *progress {
	if !isTerminal(t.err) || getenv(t.env, "TERM") == "dumb" { // a dumb one cannot write over a line
		return nil
	}
	return progressTo(t.err, time.Now)
}

func progressTo(out io.Writer, now func() time.Time) *progress {
	return &progress{out: out, now: now, next: now().Add(showAfter)}
}

// Start begins to count what is done from now on, and how many there are of it; 0 where it is not known.
func (p *progress) Start(what string, total int) {
	p.locked(func() { p.what, p.done, p.total = what, 0, total })
}

// Step counts one more.
func (p *progress) Step() {
	p.locked(func() {
		p.done++
		now := p.now()
		if now.Before(p.next) {
			return
		}
		p.next, p.dirty = now.Add(showEvery), true
		figure := fmt.Sprint(p.done)
		if p.total > 0 {
			figure += fmt.Sprintf(" of %d", p.total)
		}
		fmt.Fprintf(p.out, "\r\x1b[Kparlance: %s: %s", p.what, figure)
	})
}

// End wipes the line, so that what follows stands alone. It may be called more than once.
func (p *progress) End() {
	p.locked(func() {
		if p.dirty {
			fmt.Fprint(p.out, "\r\x1b[K")
		}
		p.dirty, p.next = false, p.now().Add(showAfter)
	})
}

// locked changes the progress, if there is any, while nobody else does.
func (p *progress) locked(change func()) {
	if p != nil {
		p.mutex.Lock()
		defer p.mutex.Unlock()
		change()
	}
}
