package textdiff

import (
	"slices"
	"testing"
)

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		min, max float64
	}{
		{"Fever", "fever", 1, 1},
		{"a  b\tc", "a b c", 1, 1},
		{"Fver", "Fever", 0.5, 0.9},
		{"", "", 1, 1},
		{"", "Fever", 0, 0.01},
		{"Take one pill.", "Never swim alone.", 0, 0.49},
		{"Call the ward if you have a fever.", "Call the ward if you have a high fever.", 0.8, 0.99},
	} {
		compare := NewComparer()
		got := compare.Similarity(c.a, c.b, 0)
		if got < c.min || got > c.max {
			t.Errorf("%q and %q: got %.2f, want %.2f to %.2f", c.a, c.b, got, c.min, c.max)
		}
		if back := compare.Similarity(c.b, c.a, 0); back != got {
			t.Errorf("%q and %q: %.2f one way, %.2f the other", c.a, c.b, got, back)
		}
	}
}

func TestPairSimilarTakesTheMostSimilarFirst(t *testing.T) {
	a := []Item{{Text: "Call the ward at night."}, {Text: "Drink much water."}, {Text: "Sleep well.", Group: "heading"}}
	b := []Item{{Text: "Drink much cold water."}, {Text: "Call the ward at night!"}, {Text: "Call the ward tonight."}, {Text: "Sleep well."}}
	if got, want := NewComparer().PairSimilar(a, b, 0.5), []Match{{0, 1}, {1, 0}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPairSimilarPrefersTheSameKind(t *testing.T) {
	a := []Item{{Text: "Yes.", Kind: "item"}}
	b := []Item{{Text: "Yes.", Kind: "quote"}, {Text: "Yes.", Kind: "item"}}
	if got, want := NewComparer().PairSimilar(a, b, 0.5), []Match{{0, 1}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
