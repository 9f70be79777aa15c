package server

import (
	"testing"
	"time"
)

func TestTokenEndsAfterItsHours(t *testing.T) {
	k, now := newTokenKey(), time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)
	subject := tokenSubject{page: "a", locale: "b"}
	token := k.token(subject, now)
	for hours, want := range map[int]bool{0: true, tokenHours: true, tokenHours + 1: false, -1: false} {
		if got := k.valid(token, subject, now.Add(time.Duration(hours)*time.Hour)); got != want {
			t.Errorf("after %d hours: got %v", hours, got)
		}
	}
	if k.valid(token, tokenSubject{page: "ab"}, now) {
		t.Error("a token holds for another subject that is written alike")
	}
}
