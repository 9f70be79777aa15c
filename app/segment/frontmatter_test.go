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

func TestCommentsThatWouldSwallowTextOrAreMistypedAreFaults(t *testing.T) {
	const front = "+++\ntitle = \"T\"\ndescription = \"D.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\n"
	for body, ok := range map[string]bool{
		"<!-- note: abc\n\nLost words.\n\n<!-- note: b -->\n\nWords.\n": false,
		"<!-- notranslat -->\n\nWords.\n":                               false,
		"<!-- no-translate -->\n\nWords.\n":                             false,
		"<!-- nota: abc -->\n\nWords.\n":                                false,
		"<!-- ask Marie about this -->\n\nWords.\n":                     true,
		"<!-- nothing to see -->\n\nWords.\n":                           true,
		"<!-- note: abc -->\n\nWords.\n":                                true,
	} {
		if _, err := Parse("a", "a.md", []byte(front+body)); (err == nil) != ok {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestATextComesBackToItsOldestKey(t *testing.T) {
	page, err := Parse("a", "a.md", []byte("+++\ntitle = \"T\"\ndescription = \"D.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nWords.\n"))
	if err != nil {
		t.Fatal(err)
	}
	keys := page.Keys([]KnownKey{
		{Key: "a.intro.p3", Kind: KindParagraph, Text: "Words.", Retired: true},
		{Key: "a.intro.p2", Kind: KindParagraph, Text: "Words.", Retired: true},
	})
	if got := keys[len(keys)-1]; got != "a.intro.p2" {
		t.Errorf("got %s, want a.intro.p2", got)
	}
}
