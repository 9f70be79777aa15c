package store

import (
	"slices"
	"testing"
)

func TestLFTextKnowsTheOffsetsOfItsSource(t *testing.T) {
	text := NewLFText([]byte("a\r\n\r\nb\nc\rd\r\r\n"))
	if want := "a\n\nb\nc\rd\n"; string(text.Text) != want {
		t.Errorf("got %q, want %q", text.Text, want)
	}
	var got []int
	for i := range len(text.Text) + 1 {
		got = append(got, text.SourceOffset(i))
	}
	if want := []int{0, 1, 3, 5, 6, 7, 8, 9, 10, 13}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if old := NewLFText([]byte("\uFEFFa\rb\r")); string(old.Text) != "a\nb\n" || old.SourceOffset(2) != 5 {
		t.Errorf("of an old Mac: got %q", old.Text)
	}
}
