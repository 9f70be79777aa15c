package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/parlance/parlance/app/store"
)

// terminal is what a command reads and writes.
type terminal struct {
	in         io.Reader
	out, err   io.Writer
	env        []string // as os.Environ returns it
	maxCatalog int      // size in bytes of the largest catalog that is written
	joined     *joined  // the cluster that the command works on; nil for none
}

// join connects to the cluster that flags name, once for a command.
func (t *terminal) join(f clusterAccess) (*joined, error) {
	if t.joined != nil {
		return t.joined, nil
	}
	if err := f.named(); err != nil {
		return nil, err
	}
	j, err := f.joinFor(t)
	if err == nil {
		t.joined = j
	}
	return j, err
}

// leave ends the connection to the cluster, where there is one.
func (t *terminal) leave() {
	if t.joined != nil {
		t.joined.close()
		t.joined = nil
	}
}

// color writes in colours on a terminal, and without them anywhere else.
type color bool

// newColor returns whether colours may be written to out: it is a terminal that has them, and NO_COLOR is not set (no-color.org).
func newColor(out io.Writer, env []string) color {
	return color(isTerminal(out) && getenv(env, "NO_COLOR") == "" && getenv(env, "TERM") != "dumb")
}

// raw returns what a [visibleWriter] writes to, for what is no line for people.
func raw(out io.Writer) io.Writer {
	if v, ok := out.(*visibleWriter); ok {
		return v.out
	}
	return out
}

func isTerminal(out io.Writer) bool {
	file, ok := raw(out).(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// The parameters of ECMA-48 Select Graphic Rendition (SGR).
const bold, dim, red, green, yellow = "1", "2", "31", "32", "33"

// paint returns a text in a colour, one of the constants above.
func (c color) paint(code, text string) string {
	if !c || text == "" {
		return text
	}
	return colorStart + code + colorEnd + text + colorStart + "0" + colorEnd
}

// columns returns how many columns a text takes on a terminal: none for a mark that stands on its letter, two for a Chinese character.
func columns(text string) int { return (&runewidth.Condition{}).StringWidth(text) }

// padding returns the spaces that make a text as wide as width columns.
func padding(text string, width int) string { return strings.Repeat(" ", max(0, width-columns(text))) }

// writeJSON writes a value as JSON for programs and people: indented, and without escapes for HTML.
func writeJSON(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

func printFaults(out io.Writer, faults store.Faults) {
	for _, f := range faults {
		fmt.Fprintln(out, f.Error())
	}
}

// maxElsewhere is how many faults are shown of files that a command has nothing to do with.
const maxElsewhere = 5

// printElsewhere prints faults that hold nothing up, as warnings.
func printElsewhere(out io.Writer, faults store.Faults) {
	for i, f := range faults {
		if i == maxElsewhere {
			fmt.Fprintf(out, "parlance: warning: %s more elsewhere: parlance check lists them\n", count(len(faults)-i, "fault"))
			break
		}
		fmt.Fprintf(out, "parlance: warning: elsewhere: %v\n", f)
	}
}

func printWrote(out io.Writer, files []string) {
	for _, f := range files {
		fmt.Fprintf(out, "wrote %s\n", f)
	}
}

// leftOut returns nil where no fault touched what the command was to do; otherwise it says what became of that, and returns [errFindings].
func (t *terminal) leftOut(faults int, verb string) error {
	if faults == 0 {
		return nil
	}
	touch := "it touches"
	if faults > 1 {
		touch = "they touch"
	}
	fmt.Fprintf(t.err, "parlance: %s above: what %s was %s, everything else is done\n", count(faults, "fault"), touch, verb)
	return errFindings
}

// count returns how many there are of something: "1 fault", "2 faults".
func count(n int, name string) string {
	if n != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", n, name)
}

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
	return progressTo(raw(t.err), time.Now)
}

func progressTo(out io.Writer, now func() time.Time) *progress {
	return &progress{out: out, now: now, next: now().Add(showAfter)}
}

// Start begins to count what is done from now on, and how many there are of it; 0 where it is not known.
func (p *progress) Start(what string, total int) {
	p.locked(func() { p.what, p.done, p.total = what, 0, total })
}

// Step counts one more.
func (p *progress) Step() { p.Advance(1) }

// Advance counts so many more.
func (p *progress) Advance(n int) {
	p.locked(func() {
		p.done += n
		p.show()
	})
}

// show writes the line, where it is time.
func (p *progress) show() {
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next, p.dirty = now.Add(showEvery), true
	fmt.Fprintf(p.out, "\r\x1b[Kparlance: %s", p.what)
	switch {
	case p.total > 0:
		fmt.Fprintf(p.out, ": %d of %d", p.done, p.total)
	case p.done > 0:
		fmt.Fprintf(p.out, ": %d", p.done)
	}
}

// Wait shows that something is waited for, and for how many seconds, until the function that it returns is called.
func (p *progress) Wait(what string) (done func()) {
	if p == nil {
		return func() {}
	}
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for began := time.Now(); ; {
			select {
			case <-stop:
				return
			case <-time.After(showEvery):
			}
			p.Start(fmt.Sprintf("%s, %d s", what, int(time.Since(began).Seconds())), 0)
			p.locked(p.show)
		}
	}()
	return func() { close(stop); <-ended; p.End() }
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
