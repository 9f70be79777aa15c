package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"
)

// conversation is what was asked and answered.
type conversation struct {
	Result
	limits   Limits
	answered func(Answer, string)
	open     map[string]bool // requests without an answer
	known    map[string]bool // all requests
	number   int             // of the line that was read last
	ended    bool            // it wrote all that it will
	broken   bool            // nothing that it writes can be understood
	named    bool
}

func (c *conversation) problem(format string, args ...any) {
	c.Problems = append(c.Problems, fmt.Sprintf(format, args...))
}

// listen reads until everything is answered, or nothing more is to be waited for.
func (c *conversation) listen(ctx context.Context, lines <-chan line) {
	all, next := time.NewTimer(c.limits.InAll), time.NewTimer(c.limits.PerText)
	defer all.Stop()
	defer next.Stop()
	for len(c.open) > 0 {
		select {
		case l, ok := <-lines:
			if !ok {
				c.ended = true
				return
			}
			if c.take(l) {
				next.Reset(c.limits.PerText)
			}
			if c.broken || len(c.Problems) >= maxProblems {
				c.problem("it was ended: it does not keep to the contract")
				return
			}
		case <-next.C:
			c.problem("it was ended: no answer came for %v", c.limits.PerText)
			return
		case <-all.C:
			c.problem("it was ended: it took longer than %v in all", c.limits.InAll)
			return
		case <-ctx.Done():
			c.problem("it was ended before its time")
			return
		}
	}
}

// take takes one line, and reports whether it answers a request.
func (c *conversation) take(l line) bool {
	c.number++
	text := bytes.TrimSpace(bytes.TrimPrefix(l.text, []byte("\uFEFF")))
	var a Answer
	switch {
	case l.err != nil:
		c.problem("line %d: %v", c.number, l.err)
		c.broken = true
	case len(text) == 0:
	case !utf8.Valid(text):
		c.problem("line %d is not UTF-8, and answers nothing", c.number)
	case json.Unmarshal(text, &a) != nil:
		c.problem("line %d is no answer: it must be one JSON object, as {\"id\": …, \"text\": …}: %s", c.number, excerpt(string(text)))
	case a.ID == "" && a.Version > 0 && !c.named:
		c.introduce(a)
	case !c.known[a.ID]:
		c.problem("line %d answers what nobody asked: the id %s", c.number, excerpt(a.ID))
	case !c.open[a.ID]:
		c.problem("line %d answers %s a second time: the first answer counts", c.number, excerpt(a.ID))
	default:
		delete(c.open, a.ID)
		c.answered(a, c.Name)
		return true
	}
	return false
}

// introduce takes the line in which a program says who it is.
func (c *conversation) introduce(a Answer) {
	c.named = true
	if a.Version != Version {
		c.problem("it speaks version %d of the contract, not %d", a.Version, Version)
		c.broken = true
		return
	}
	for _, r := range a.Name {
		if !unicode.IsPrint(r) || len(a.Name) > maxName {
			c.problem("its name is no plain text on one line of at most %d bytes", maxName)
			return
		}
	}
	c.Name = a.Name
}

// finish lets a program end that has answered, and ends any other.
func (c *conversation) finish(p *running, end func(), lines <-chan line) {
	grace := time.NewTimer(exitGrace)
	defer grace.Stop()
	for !c.ended && len(c.open) == 0 {
		select {
		case l, ok := <-lines:
			c.ended = !ok
			if ok && len(c.Problems) < maxProblems {
				c.take(l)
			}
			continue
		case <-grace.C:
			c.problem("it had answered everything, and did not end")
		}
		break
	}
	if !c.ended {
		end()
	}
	err := p.wait()
	if !c.ended {
		return
	}
	end()
	switch {
	case err != nil && len(c.open) > 0:
		c.problem("it ended before it had answered everything: %v", err)
	case err != nil:
		c.problem("it ended with an error: %v", err)
	case len(c.open) > 0:
		c.problem("it ended before it had answered everything")
	}
}

// excerpt returns a text as messages quote it.
func excerpt(text string) string {
	const limit = 60
	if r := []rune(text); len(r) > limit {
		text = string(r[:limit]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
