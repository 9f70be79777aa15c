package cluster_test

import (
	"context"
	"errors"
	"testing"
	"time"
)

// One at a time holds a lease, and another one gets it when it is given back.
func TestALeaseHasOneHolder(t *testing.T) {
	v := startVoters(t, 1)[0]
	one, other := open(t, v, 1), open(t, v, 1)
	held, lease, err := one.Hold(t.Context(), "test", "one", nil)
	if err != nil {
		t.Fatal(err)
	}
	waits := make(chan string, 1)
	short, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	if _, _, err := other.Hold(short, "test", "other", func(by string) { waits <- by }); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("two hold one lease: %v", err)
	}
	if by := <-waits; by != "one" {
		t.Errorf("whoever waits is told that %q holds it", by)
	}
	if held.Err() != nil {
		t.Error("the lease was lost")
	}
	lease.Release()
	if held.Err() == nil {
		t.Error("a lease that was given back is held")
	}
	long, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	_, second, err := other.Hold(long, "test", "other", nil)
	if err != nil {
		t.Fatal(err)
	}
	second.Release()
}
