package engine

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// Limits bound a program. Where one is 0, it is two minutes for a text, and six hours in all.
type Limits struct {
	PerText time.Duration // from one answer to the next
	InAll   time.Duration // from the start to the end
}

// defaultLimits hold where nobody says otherwise: an engine may load a model before its first answer.
var defaultLimits = Limits{PerText: 2 * time.Minute, InAll: 6 * time.Hour}

const (
	maxLine     = 256 << 10 // bytes of a line that a program writes
	maxProblems = 20        // lines that answer nothing, before a program is ended
	maxName     = 200       // bytes of a program's name
)

// Result is how a program did.
type Result struct {
	Name       string   // how the program calls itself; "" where it does not say
	Answered   int      // requests with an answer
	Unanswered []string // ids of the other requests, in their order
	Problems   []string // what it did that the contract does not allow, and how it ended if that was too early
	Stderr     string   // the beginning of what it wrote to its standard error
}

// Run starts a program and asks it the requests. It calls answered, in its own goroutine, with each answer to a request, once, as it comes, and the name
// of the program where it has said one. Answers have valid UTF-8. The error is that the program could not be started, or that ctx has ended; what was answered until then was told.
func Run(ctx context.Context, p Program, task Task, requests []Request, limits Limits, answered func(a Answer, name string)) (Result, error) {
	if limits.PerText <= 0 {
		limits.PerText = defaultLimits.PerText
	}
	if limits.InAll <= 0 {
		limits.InAll = defaultLimits.InAll
	}
	bounded, end := context.WithCancel(ctx)
	defer end()
	program, err := p.start(bounded)
	if err != nil {
		return Result{}, fmt.Errorf("starting the program: %w", err)
	}
	task.Version, task.Texts = Version, len(requests)
	c := &conversation{limits: limits, answered: answered, open: map[string]bool{}, known: map[string]bool{}}
	for _, r := range requests {
		c.open[r.ID], c.known[r.ID] = true, true
	}
	go write(program.in, task, requests)
	lines := make(chan line)
	go read(bounded, program.out, lines)
	c.listen(ctx, lines)
	c.finish(program, end, lines)
	for _, r := range requests {
		if c.open[r.ID] {
			c.Unanswered = append(c.Unanswered, r.ID)
		}
	}
	c.Answered, c.Stderr = len(requests)-len(c.Unanswered), program.stderr.text()
	return c.Result, ctx.Err()
}

// write writes what a program is to read. A program that does not read to the end has its reasons, which its output tells.
func write(in io.WriteCloser, task Task, requests []Request) {
	defer in.Close()
	b := bufio.NewWriter(in)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if enc.Encode(task) != nil {
		return
	}
	for _, r := range requests {
		if enc.Encode(r) != nil {
			return
		}
	}
	b.Flush()
}

// line is a line that a program wrote, or why there is none.
type line struct {
	text []byte
	err  error
}

func read(ctx context.Context, out io.Reader, lines chan<- line) {
	defer close(lines)
	s := bufio.NewScanner(out)
	s.Buffer(nil, maxLine)
	send := func(l line) bool {
		select {
		case lines <- l:
			return true
		case <-ctx.Done():
			return false
		}
	}
	for s.Scan() {
		if !send(line{text: bytes.Clone(s.Bytes())}) {
			return
		}
	}
	if err := s.Err(); errors.Is(err, bufio.ErrTooLong) {
		send(line{err: fmt.Errorf("it wrote a line of more than %d KB", maxLine>>10)})
	}
}
