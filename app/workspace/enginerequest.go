package workspace

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// EngineRequest is what a program is to be asked about.
type EngineRequest struct {
	Tag      string                       // the locale
	Names    []string                     // pages and keys; none for all
	Program  engine.Program               // nil, and nothing is asked
	Name     string                       // of the program, where it does not say one
	Limits   engine.Limits                // of its time
	Progress Progress                     // told of each answer; nil for nobody
	Begin    func(Estimate, store.Faults) // called before the program is started, with the faults that touch the locale; nil for nobody
}

// Estimate is how much a program is asked.
type Estimate struct {
	Texts      int // plural forms count each
	Characters int // Unicode characters that are sent
}

// RefusedAnswer is an answer that was thrown away.
type RefusedAnswer struct {
	Key    string `json:"key"`
	Text   string `json:"text"` // what the program wrote, its beginning where that is longer than any text; "" where it wrote nothing
	Reason string `json:"reason"`
}

// maxAnswer is how many bytes of words an answer may have: as many as one text of a page.
const maxAnswer = 16 << 10

// refusedAnswer returns an answer that was thrown away.
func refusedAnswer(key, text, reason string) RefusedAnswer {
	if len(text) > maxAnswer {
		text = exchange.Excerpt(text)
	}
	return RefusedAnswer{key, text, reason}
}

// unusable returns why an answer, which says these words, says nothing; "" where it does.
func unusable(a engine.Answer, words string) string {
	switch {
	case a.Error != "":
		return "the program says: " + exchange.OneLine(exchange.Excerpt(a.Error))
	case strings.TrimSpace(words) == "":
		return "the answer is empty"
	case strings.Contains(words, "\uFFFD"):
		return "the answer has the character U+FFFD: the program has lost letters"
	case len(words) > maxAnswer:
		return fmt.Sprintf("the answer is longer than %d KB, and so than any text", maxAnswer>>10)
	}
	return ""
}

// When answers are stored while a program works, so that little is lost and paid for twice where it is interrupted.
const (
	storeMany  = 100
	storeAfter = 20 * time.Second
)

// begin tells of what is about to be asked.
func (r *EngineRequest) begin(w *Workspace, l *locale.Locale, e Estimate) {
	if r.Begin != nil {
		touching, _ := w.FaultsFor(l)
		r.Begin(e, touching)
	}
}

// answers are what is done with those of a program.
type answers struct {
	by      *string             // what the program is called on record; set before each answer is taken
	take    func(engine.Answer) // takes one, and may leave it pending
	pending func() int          // how many were taken and not stored
	store   func() error        // stores what is pending
}

// ask asks the program, and stores its answers while it works. storing is what kept answers from being stored: then no more is asked, because what cannot be
// stored need not be paid for. What is pending in the end is not stored yet.
func (r *EngineRequest) ask(ctx context.Context, step string, task engine.Task, requests []engine.Request, a answers) (result engine.Result, storing, err error) {
	*a.by = r.Name
	r.Progress.Start(step, len(requests))
	ctx, end := context.WithCancel(ctx)
	defer end()
	since := time.Now()
	result, err = engine.Run(ctx, r.Program, task, requests, r.Limits, func(answer engine.Answer, name string) {
		*a.by = cmp.Or(name, r.Name)
		a.take(answer)
		r.Progress.Step()
		if isDue(a.pending(), since) {
			if storing = a.store(); storing != nil {
				end()
			}
			since = time.Now()
		}
	})
	return result, storing, err
}

// isDue reports whether so many answers, of which none was stored since a time, are to be stored.
func isDue(pending int, since time.Time) bool {
	return pending >= storeMany || pending > 0 && time.Since(since) > storeAfter
}
