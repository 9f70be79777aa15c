package corpus

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

func TestPseudoTextsKeepWhatIsNoWord(t *testing.T) {
	for _, source := range []string{
		"Plain words.", "**Bold:** and *soft* with `code` in it", "[a link](https://example.org/path \"x\") and <https://example.org>",
		"Tom &amp; Jerry 10 mg", `a \*star\* and 5 \< 6`, "![a knee](knee.png)", "one\\\ntwo", "1. Before you come", "Don’t",
	} {
		want, err := segment.InlineLike(source, source)
		if err != nil {
			t.Fatal(err)
		}
		for name, write := range map[string]func(string, bool) string{"accented": accented, "mirrored": mirrored} {
			text := write(source, true)
			got, err := segment.InlineLike(source, text)
			if err != nil {
				t.Errorf("%s %q: %v", name, text, err)
				continue
			}
			if skeleton(got) != skeleton(want) {
				t.Errorf("%s %q: marks %s, want %s", name, text, skeleton(got), skeleton(want))
			}
		}
		if text := accented(source, true); letters(text) < 3*letters(source)/2 {
			t.Errorf("%q is hardly longer than %q", text, source)
		}
	}
	if got := accented("{{.Count}} parts", false); !strings.HasPrefix(got, "⟦{{.Count}} þåŕţš") {
		t.Errorf("got %q", got)
	}
	if got := mirrored("Hi, Count {{.Count}}!", false); got != "\u200fHi\u200f, \u200fCount\u200f {{.Count}}!" {
		t.Errorf("got %q", got)
	}
}

// skeleton writes the marks of a run without its texts.
func skeleton(run *segment.Run) string {
	if run.Kind == segment.RunText {
		return ""
	}
	s := string(run.Kind)
	if run.Kind == segment.RunCode || run.Kind == segment.RunAutolink {
		s += run.Text
	}
	s += run.Dest + "("
	for i := range run.Children {
		s += skeleton(&run.Children[i])
	}
	return s + ")"
}
