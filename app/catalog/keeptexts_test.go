package catalog

import (
	"slices"
	"strings"
	"testing"
)

// Law 3: what somebody saved a moment too late is kept as previous texts, with their English.
func TestKeepTextsKeepsOtherWordsAsPreviousTexts(t *testing.T) {
	f := parse(t, "ui.de.toml", filledFile(t))
	late := parse(t, "ui.de.toml", strings.Replace(filledFile(t), `'eins "x"'`, `'zwei "x"'`, 1))
	next, missing := f.KeepTexts(late)
	m, _ := next.Find("s.a.p1")
	want := Previous{Source: Forms{Other: `One "x".`}, Text: Forms{Other: `zwei "x"`}}
	if len(missing) > 0 || m.Forms.Other != `eins "x"` || !slices.Contains(m.Previous, want) || len(m.Previous) != 2 {
		t.Errorf("missing %v\n%s", missing, next.Bytes())
	}
	if again, _ := next.KeepTexts(late); again != next {
		t.Errorf("the second time\n%s", again.Bytes())
	}
	if same, _ := f.KeepTexts(f); same != f {
		t.Errorf("of the same words\n%s", same.Bytes())
	}
}

// Law 3: comments and previous texts that came late are words of people too.
func TestKeepTextsKeepsCommentsAndPreviousTexts(t *testing.T) {
	f := parse(t, "ui.de.toml", filledFile(t))
	header := "[s.a.p1]\n"
	late := parse(t, "ui.de.toml", strings.Replace(filledFile(t), header, "# ask the clinic\n#| Older.\n#~ früher\n"+header, 1)+"\n# the last remark\n")
	next, missing := f.KeepTexts(late)
	m, _ := next.Find("s.a.p1")
	if len(missing) > 0 || !slices.Contains(m.Comments, "# ask the clinic") || !slices.ContainsFunc(m.Previous, func(p Previous) bool { return p.Text.Other == "früher" }) ||
		strings.Count(string(next.Bytes()), "\n# the last remark\n") != 1 || strings.Count(string(next.Bytes()), "# ask") != 1 {
		t.Errorf("missing %v\n%s", missing, next.Bytes())
	}
	if again, _ := next.KeepTexts(late); again != next {
		t.Errorf("the second time\n%s", again.Bytes())
	}
}

func TestKeepTextsNamesTextsThatHaveNoEntry(t *testing.T) {
	f := parse(t, "ui.de.toml", filledFile(t))
	late := parse(t, "ui.de.toml", filledFile(t)+"\n[s.a.p3]\nother = \"drei\"\n")
	if next, missing := f.KeepTexts(late); next != f || !slices.Equal(missing, []string{"s.a.p3"}) {
		t.Errorf("missing %v", missing)
	}
}
