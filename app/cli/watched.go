package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/parlance/parlance/app/store"
)

const (
	patience = 500 * time.Millisecond // a command that is done sooner shows no progress
	flicker  = 100 * time.Millisecond // between two figures
)

// progress shows a person who watches a terminal how far a long command is, on one line of standard error that is written over, and is
// gone in the end. Where nobody watches it shows nothing. Goroutines may share it; nil is one that shows nothing.
type progress struct {
	out io.Writer
	now func() time.Time

	mutex sync.Mutex
	what  string // "checking pages"
	done  int
	all   int       // 0 where it is not known
	next  time.Time // before it nothing is shown
	dirty bool      // the line is to be wiped
}

// watched gives the progress for a command that starts now.
func (t *terminal) watched() *progress {
	if !isTerminal(t.err) {
		return nil
	}
	for _, line := range t.env {
		if line == "TERM=dumb" {
			return nil // it cannot write over a line
		}
	}
	return newProgress(t.err, time.Now)
}

// isTerminal says whether what is written goes to a terminal.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func newProgress(out io.Writer, now func() time.Time) *progress {
	return &progress{out: out, now: now, next: now().Add(patience)}
}

// start says what is done from now on, and how many there are of it; 0 where it is not known.
func (p *progress) start(what string, all int) {
	if p == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.what, p.done, p.all = what, 0, all
}

// step says that one more is done.
func (p *progress) step() {
	if p == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done++
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next, p.dirty = now.Add(flicker), true
	figure := fmt.Sprint(p.done)
	if p.all > 0 {
		figure += fmt.Sprintf(" of %d", p.all)
	}
	fmt.Fprintf(p.out, "\r\x1b[Kparlance: %s: %s", p.what, figure)
}

// end wipes the line, so that what follows stands alone. It may be called more than once.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.dirty {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.dirty, p.next = false, p.now().Add(patience)
}

// reading gives a tree whose files are steps as they are opened.
func (p *progress) reading(t store.Tree) store.Tree {
	if p == nil {
		return t
	}
	return store.Tree{FS: counted{t.FS, p}, Name: t.Name}
}

// counted is a tree that tells which files are opened.
type counted struct {
	fs.FS
	progress *progress
}

// Open opens a file, and counts it where it is a page or a catalog.
func (c counted) Open(name string) (fs.File, error) {
	if ext := strings.ToLower(path.Ext(name)); ext == ".toml" || ext == ".md" {
		c.progress.step()
	}
	return c.FS.Open(name)
}

// Stat tells of a file without opening it.
func (c counted) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }
