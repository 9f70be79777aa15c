package segment

import "testing"

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
