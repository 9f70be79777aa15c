package cli

import (
	"bytes"
	"testing"
	"time"
)

// A person sees figures, ten a second at most, and none of a command that is done at once; in the end the line is empty.
func TestProgressIsShownWhereSomebodyWaits(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	p := progressTo(&out, func() time.Time { return now })
	p.Start("checking pages", 3)
	p.Step()
	if p.End(); out.Len() > 0 {
		t.Fatalf("a short command shows %q", out.String())
	}
	p.Start("checking pages", 3)
	p.Step()
	now = now.Add(showAfter)
	p.Step()
	p.Step()
	p.End()
	p.End()
	if got, want := out.String(), "\r\x1b[Kparlance: checking pages: 2 of 3\r\x1b[K"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// In a pipe or a file there is no progress, nor on a terminal that cannot write over a line.
func TestProgressIsShownToPeopleAlone(t *testing.T) {
	term := &terminal{err: &bytes.Buffer{}}
	p := term.newProgress()
	if p != nil {
		t.Fatal("a buffer is no person")
	}
	p.Start("reading", 0) // and nil shows nothing
	p.Step()
	p.End()
}
