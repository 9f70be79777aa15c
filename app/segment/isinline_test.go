package segment

import "testing"

// FuzzIsInline: a text that surely is inline is so by the grammar.
func FuzzIsInline(f *testing.F) {
	addInline(f)
	for _, s := range []string{"a | b", "[a]: b", "Ünter *a*", "a===", "a  ", "http://x y", "a\\", "دكتور [a](b)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := inline(parsers.paragraph, text)
		if got, want := IsInline(text), err == nil; got != want {
			t.Errorf("%q: got %v, want %v: %v", text, got, want, err)
		}
	})
}
