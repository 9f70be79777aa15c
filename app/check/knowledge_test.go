package check

import (
	"fmt"
	"strings"
	"testing"
)

func TestR52ALanguageWithoutATableIsKnownForOne(t *testing.T) {
	for _, k := range []struct{ tag, script, want string }{
		{"de", "Latn", "[{numbers known} {script known} {variety known} {negation known} {meaning known} {strength known} {length known} {sentences known} {ending known}]"},
		{"uk", "Cyrl", "[{numbers floor} {script floor} {variety unknown} {negation floor} {meaning unknown} {strength unknown} {length floor} {sentences floor} {ending unknown}]"},
		{"xx", "Zzzz", "[{numbers floor} {script floor} {variety unknown} {negation unknown} {meaning unknown} {strength unknown} {length unknown} {sentences floor} {ending unknown}]"},
	} {
		if got := fmt.Sprint(KnowledgeOf(Context{Tag: k.tag, Script: k.script})); got != k.want {
			t.Errorf("%s: got\n%s, want\n%s", k.tag, got, k.want)
		}
	}
}

func TestR52WithoutATableDroppedWordsAndSentencesAreFound(t *testing.T) {
	for _, k := range []struct{ tag, source, text, want string }{
		{"uk", "The treatment does not help everyone with pain.", "Лікування допомагає всім.", "negation"},
		{"uk", "Rest helps. It does not hurt.", "Відпочинок допомагає. Це не боляче.", ""},
		{"pl", "Rest helps. It does not hurt.", "Odpoczynek pomaga.", "negation sentences"},
		{"sw", "It does not help. Ask us.", "Haisaidii. Tuulize.", ""},
		{"am", "It does not help.", "አይረዳም።", ""},
	} {
		u := Unit{Key: "k", Kind: "paragraph"}
		u.Source.Other, u.Text.Other = k.source, k.text
		got := ""
		for _, f := range Message(u, contextFor(k.tag, nil)) {
			if got += " "; f.Rule != "ending" {
				got += f.Rule
			}
		}
		if got = strings.Join(strings.Fields(got), " "); got != k.want {
			t.Errorf("%s: %s: got %q, want %q", k.tag, k.text, got, k.want)
		}
	}
}
