package segment

import (
	"os"
	"strings"
	"testing"
)

func parseBody(t *testing.T, body string) *Page {
	t.Helper()
	p := mustParse(t, head+body)
	conserved(t, p)
	return p
}

func bodyTexts(p *Page) string { return strings.Join(texts(p)[2:], " | ") }

// R47: links that refer to definitions are written out, so that a text stands alone.
func TestReferenceLinksAreWrittenOut(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"See [the guide][g] and [side effects][e].\n\n[g]: /safety \"Safety\"\n[e]: /side-effects", `See [the guide](/safety "Safety") and [side effects](/side-effects).`},
		{"See [the guide][g].\n\n[g]: /safety", "See [the guide](/safety)."},
		{"[g]: /safety\n\nSee [*the* guide][G].", "See [*the* guide](/safety)."},
		{"[Safety] and [safety][]\n\n[safety]: </a b> 'it\"s'", `[Safety](</a b> "it\"s") and [safety](</a b> "it\"s")`},
		{"- [a]\n\n> [b]\n\n| [a] |\n|---|\n| [b] x |\n\n## [a]\n\n[a]: /x\n[b]: /y(z\n", "[a](/x) | [b](</y(z>) | [a](/x) | [b](</y(z>) x | [a](/x)"},
		{"![alt][i]\n\n[i]: a.png", "alt"},
		{"[![alt][i]][l]\n\n[i]: a.png\n[l]: /x", "[![alt](a.png)](/x)"},
		{"`[a]` [a][a][b]\n\n[a]: /x\n[b]: /y", "`[a]` [a](/x)[b](/y)"},
		{"[a]\n\n[a]: /x\n    \"A\n    b\"", `[a](/x "A b")`},
		{"[a]\n\n[a]: <>", "[a](<>)"},
		{"[unused]: /x\n\ntext", "text"},
		{"> [a]\n>\n> [a]: /x", "[a](/x)"},
	} {
		p := parseBody(t, c.body)
		if got := bodyTexts(p); got != c.want {
			t.Errorf("%q: got %s, want %s", c.body, got, c.want)
		}
	}
}

// R47: footnotes are numbered by the marks that point to them, and stand at the end of the page.
func TestFootnotes(t *testing.T) {
	p := parseBody(t, "## One\n\na[^b] c[^a]\n\n[^a]: A text.\n\n    More\\\n    of it.\n\n- x[^b]\n\n  [^b]: B with\n      [^c].\n\n## Two\n\n<!-- note: rare -->\n[^c]: C\n")
	if got, want := bodyTexts(p), "One | a[^b] c[^a] | A text. | More\\\nof it. | x[^b] | B with [^c]. | Two | C"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	last := p.Blocks[len(p.Blocks)-1]
	if last.Kind != BlockFootnotes || len(last.Children) != 3 {
		t.Fatalf("got %+v", last)
	}
	for i, want := range []string{"b", "a", "c"} {
		n := last.Children[i]
		if n.Start != i+1 || p.FootnoteNumber(want) != i+1 || !strings.EqualFold(want, p.Segments[n.Children[0].Segment].Text[:1]) {
			t.Errorf("footnote %d: got %+v", i, n)
		}
	}
	for _, s := range p.Segments {
		if s.Text == "C" && (s.Kind != KindFootnote || s.Note != "rare" || s.Section != "Two") {
			t.Errorf("got %+v", s)
		}
	}
}

// Law 4 and R47: a footnote keeps its key wherever its text goes, and whatever is written around it.
func TestLaw4FootnotesKeepTheirKeys(t *testing.T) {
	before := parseBody(t, "## Start\n\na[^1] b[^2]\n\n[^1]: First note here.\n[^2]: Second note here.\n")
	keys := before.Keys(nil)
	if got, want := strings.Join(keys[2:], " "), "page.start.heading page.start.p1 page.start.fn1 page.start.fn2"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	after := parseBody(t, "[^2]: Second note here.\n\n## Start\n\na[^1] b[^2] c[^3]\n\nNew.\n\n## End\n\n[^3]: Third, very different.\n\n[^1]: First notes here.\n")
	got := map[string]string{}
	for i, k := range after.Keys(remember(before, keys)) {
		got[after.Segments[i].Text] = k
	}
	for text, want := range map[string]string{"Second note here.": "page.start.fn2", "First notes here.": "page.start.fn1", "Third, very different.": "page.end.fn1"} {
		if got[text] != want {
			t.Errorf("%s: got %s, want %s", text, got[text], want)
		}
	}
}

func TestHeadingID(t *testing.T) {
	for _, c := range []struct{ body, text, id string }{
		{"## How it works {#how}", "How it works", "how"},
		{"## How it works {#How_2-x} ##", "How it works", "How_2-x"},
		{"How it works {#how}\n---", "How it works", "how"},
		{"How it\nworks {#how}\n===", "How it works", "how"},
		{"> ## How {#how}", "How", "how"},
		{"## How", "How", ""},
	} {
		p := parseBody(t, c.body+"\n\ntext\n")
		if s := p.Segments[2]; s.Text != c.text || s.ID != c.id || s.Kind != KindHeading {
			t.Errorf("%q: got %+v", c.body, s)
		}
	}
}

// R47: no mark that is not served reaches a reader: each line of the file is a body and, after a semicolon, where it is refused.
func TestUnservedMarksAreRefused(t *testing.T) {
	data, err := os.ReadFile("testdata/unserved.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		body, want, _ := strings.Cut(line, " ; ")
		_, err := Parse("page", "p.md", []byte(head+strings.ReplaceAll(body, `\n`, "\n")))
		if want == "served" && err != nil || want != "served" && (err == nil || !strings.Contains(err.Error(), "p.md:"+want)) {
			t.Errorf("line %d: %q: got %v, want %s", n+1, body, err, want)
		}
	}
}
