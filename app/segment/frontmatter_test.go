package segment

import "testing"

func TestTitlesKeepTheirNoBreakSpaces(t *testing.T) {
	page, err := Parse("a", "a.md", []byte("+++\ntitle = \"Quoi\u202f?  Comment\"\ndescription = \"D.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nWords.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := page.Front.Title, "Quoi\u202f? Comment"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
