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

// A summary is a text of its own, and what readers are told first; without one that is the description.
func TestASummaryIsTheKeyMessage(t *testing.T) {
	const front = "+++\ntitle = \"T\"\ndescription = \"D\"\npublished = 2026-01-02\nupdated = 2026-01-02\n"
	for src, want := range map[string]string{front: "a.page.summary", front + "summary = \"What matters.\"\n": "a.page.message"} {
		page, err := Parse("a", "a.md", []byte(src+"+++\n\nWords.\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := page.Keys(nil)[page.KeyMessage()]; got != want {
			t.Errorf("the key message of\n%sis %s, want %s", src, got, want)
		}
	}
}
