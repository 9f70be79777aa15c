package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// add returns what an append is asked with to add a text.
func add(text string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(text), nil }
}

func testAppendBeginsANewLineAfterATornOne(t *testing.T, open Open, log string) {
	for before, want := range map[string]string{"": "new\n", "a\n": "a\nnew\n", "a\n{\"torn": "a\n{\"torn\nnew\n"} {
		s := open(t, map[string]string{"ar/" + log: before})
		if err := s.Append("ar/"+log, add("new\n")); err != nil {
			t.Fatal(err)
		}
		if got := read(t, s, "ar/"+log); got != want {
			t.Errorf("after %q: got %q", before, got)
		}
	}
}

func testAppendMakesTheFileAndItsFolder(t *testing.T, open Open, log string) {
	s := open(t, nil)
	if err := s.Append("ar/"+log, add("1\n")); err != nil || read(t, s, "ar/"+log) != "1\n" {
		t.Errorf("got %v", err)
	}
}

func testAppendRefuses(t *testing.T, open Open, log string) {
	s := open(t, map[string]string{log: "a\n"})
	no := errors.New("no")
	if err := s.Append(log, func([]byte) ([]byte, error) { return []byte("x\n"), no }); !errors.Is(err, no) {
		t.Errorf("got %v", err)
	}
	for path, text := range map[string]string{"../x": "x\n", "/x": "x\n", ".": "x\n", log: "no line end"} {
		if err := s.Append(path, add(text)); err == nil {
			t.Errorf("%q to %q was written", text, path)
		}
	}
	if err := s.Append(log, add("")); err != nil {
		t.Error(err)
	}
	if got := read(t, s, log); got != "a\n" {
		t.Errorf("got %q", got)
	}
}

// Law 8: a file that could not be read any more is not made.
func testAppendIsBounded(t *testing.T, open Open, log string) {
	full := strings.Repeat("x", store.MaxFileSize-2) + "\n"
	s := open(t, map[string]string{log: full})
	if err := s.Append(log, add("ab\n")); err == nil {
		t.Error("a file grew beyond the bound")
	}
	if got := read(t, s, log); got != full {
		t.Errorf("the file was changed: it has %d bytes", len(got))
	}
	if err := s.Append(log, add("\n")); err != nil {
		t.Error(err)
	}
}

func testAppendOfManyLosesNothing(t *testing.T, open Open, log string) {
	s := open(t, map[string]string{log: "{torn"})
	const writers, each = 8, 40
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for i := range each {
				line := fmt.Sprintf("writer %d line %d %s\n", w, i, strings.Repeat("x", 3000))
				if err := s.Append(log, func(now []byte) ([]byte, error) {
					if i > 0 && !bytes.Contains(now, fmt.Appendf(nil, "writer %d line %d ", w, i-1)) {
						t.Errorf("writer %d does not find its line %d", w, i-1)
					}
					return []byte(line), nil
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	text := read(t, s, log)
	if n := strings.Count(text, "\n"); n != writers*each+1 {
		t.Errorf("got %d lines, want %d", n, writers*each+1)
	}
	for w := range writers {
		for i := range each {
			if !strings.Contains(text, fmt.Sprintf("\nwriter %d line %d x", w, i)) {
				t.Errorf("line %d of writer %d is gone", i, w)
			}
		}
	}
}
