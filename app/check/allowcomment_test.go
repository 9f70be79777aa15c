package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
)

func thai(comments ...string) (Unit, Context) {
	return Unit{
		Key: "a.b.p1", Kind: "paragraph", Comments: comments,
		Source: catalog.Forms{Other: "Wait 90 minutes."}, Text: catalog.Forms{Other: "รอชั่วโมงครึ่ง"},
	}, contextFor("th", nil)
}

func rulesOf(fs []Finding) string {
	var names []string
	for _, f := range fs {
		names = append(names, f.Rule)
	}
	return strings.Join(names, " ")
}

func TestACommentWithAReasonSilencesOneRule(t *testing.T) {
	u, in := thai()
	fs := Message(u, in)
	if rulesOf(fs) != "numbers" {
		t.Fatalf("got %v", fs)
	}
	_, line, ok := strings.Cut(fs[0].Hint, "write above the entry: ")
	if !ok {
		t.Fatalf("no line to copy in the hint %q", fs[0].Hint)
	}
	u.Comments = []string{"# by hand", strings.Replace(line, "…", "Thai says an hour and a half in words", 1)}
	if fs := Message(u, in); len(fs) > 0 {
		t.Errorf("got %v, want silence", fs)
	}
}

func TestSilenceEndsWhenATextChanges(t *testing.T) {
	u, _ := thai()
	allow := "# check: allow numbers " + stampOf(u.Source, u.Text) + " because Thai says it in words"
	for name, change := range map[string]func(*Unit){
		"English":     func(u *Unit) { u.Source.Other = "Wait 90 minutes!" },
		"translation": func(u *Unit) { u.Text.Other = "รอสักชั่วโมงครึ่ง" },
	} {
		u, in := thai(allow)
		change(&u)
		if got := rulesOf(Message(u, in)); !strings.Contains(got, "numbers") || !strings.Contains(got, "silence") {
			t.Errorf("after a change of the %s: got %q", name, got)
		}
	}
}

func TestParseAllow(t *testing.T) {
	for _, c := range []struct{ comment, want string }{
		{"# check: allow numbers 5f3a9c because the unit is a word in Thai", ""},
		{"#check: allow copy 000000 because it is a name", ""},
		{"# check: allow numbers 5f3a9c", "write it as"},
		{"# check: allow numbers 5f3a9c because …", "say why"},
		{"# check: allow numbers 5f3a9c because ", "write it as"},
		{"# check: allow numbers because it is so", "write it as"},
		{"# check: allow everything 5f3a9c because I say so", "no rule"},
		{"# check: allow danger 5f3a9c because I say so", "cannot be silenced"},
		{"# check: allow placeholders 5f3a9c because I say so", "cannot be silenced"},
		{"# Check : off", "write it as"},
		{"# please check: twice", "none"},
		{"# a remark", "none"},
	} {
		_, ok, err := parseAllow(c.comment)
		got := ""
		switch {
		case !ok:
			got = "none"
		case err != nil:
			got = err.Error()
		}
		if !strings.HasPrefix(got, c.want) && !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%q: got %q, want %q", c.comment, got, c.want)
		}
	}
}

func TestACommentWithoutAReasonIsAnErrorAndSilencesNothing(t *testing.T) {
	u, in := thai()
	u.Comments = []string{"# check: allow numbers " + stampOf(u.Source, u.Text)}
	if got := rulesOf(Message(u, in)); !strings.Contains(got, "numbers") || !strings.Contains(got, "silence") {
		t.Errorf("got %q", got)
	}
}

func TestAMessageWithoutATranslationHasNoFindings(t *testing.T) {
	u, in := thai("# check: allow nonsense")
	u.Text = catalog.Forms{}
	if fs := Message(u, in); fs != nil {
		t.Errorf("got %v", fs)
	}
}

// Who writes no file is told nothing of how a file quotes a text.
func TestAPlainHintSpeaksOfNoFile(t *testing.T) {
	paragraph := Unit{Key: "a.intro.p1", Kind: "paragraph", Source: catalog.Forms{Other: "Rest well."}}
	for text, want := range map[string]string{
		"Ruhen <b>Sie</b> aus.": "write marks of Markdown, or \\< for a “<” that a reader shall see",
		"- Ruhen Sie sich aus.": "write it as the English is written: one paragraph, without a list, a heading or a table, or put a backslash before its first mark if readers shall see that mark",
	} {
		paragraph.Text = catalog.Forms{Other: text}
		hints := []string{}
		for _, f := range Message(paragraph, contextFor("de", nil)) {
			hint, _ := f.PlainHint()
			hints = append(hints, hint)
		}
		if !slices.Contains(hints, want) || strings.Contains(strings.Join(hints, " "), "other = ") {
			t.Errorf("%s: %q", text, hints)
		}
	}
}
