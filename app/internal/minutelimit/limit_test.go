package minutelimit

import (
	"fmt"
	"testing"
	"time"
)

func TestEveryKeyHasItsOwnMinute(t *testing.T) {
	var l Limit[string]
	now := time.Unix(1_800_000_010, 0) // ten seconds into a minute
	for n := range 5 {
		want := time.Duration(0)
		if n >= 3 {
			want = 50 * time.Second
		}
		if got := l.Take("Ada", 3, now); got != want {
			t.Errorf("%d: got %v, want %v", n, got, want)
		}
	}
	if got := l.Take("Bo", 3, now); got != 0 {
		t.Errorf("another: got %v", got)
	}
	if got := l.Take("Ada", 3, now.Add(50*time.Second)); got != 0 {
		t.Errorf("the next minute: got %v", got)
	}
}

// Law 8: what is kept does not grow without a limit, and nobody gets round it by having many keys.
func TestLaw8KeysBeyondTheBoundAreOne(t *testing.T) {
	var l Limit[string]
	now := time.Unix(1_800_000_000, 0)
	for n := range maxKeys {
		l.Take(fmt.Sprint(n), 1, now)
	}
	if l.Take("one more", 1, now) != 0 || l.Take("another", 1, now) == 0 {
		t.Error("those beyond are not counted as one")
	}
	if len(l.counts) > maxKeys+1 {
		t.Errorf("%d are kept", len(l.counts))
	}
}
