package segment

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func raws(p *Page) []string {
	texts := make([]string, len(p.Segments))
	for i := range texts {
		texts[i] = p.Raw(i)
	}
	return texts
}

func texts(p *Page) []string {
	texts := make([]string, len(p.Segments))
	for i := range texts {
		texts[i] = p.Segments[i].Text
	}
	return texts
}

// shape returns the kinds and texts of a page without their places.
func shape(p *Page, withText bool) string {
	var b strings.Builder
	for _, s := range p.Segments {
		b.WriteString(string(s.Kind))
		b.WriteByte(byte('0' + s.Level))
		if withText {
			b.WriteString(" " + s.Text)
		}
		b.WriteByte('\n')
	}
	var walk func(bs []Block)
	walk = func(bs []Block) {
		for _, x := range bs {
			b.WriteString(string(x.Kind) + x.Dest + x.Literal + "(")
			walk(x.Children)
			b.WriteString(")")
		}
	}
	walk(p.Blocks)
	return b.String()
}

// conserved holds law 1 for a page.
func conserved(t testing.TB, p *Page) {
	t.Helper()
	if got := p.join(raws(p)); string(got) != string(p.Source()) {
		t.Fatalf("raw texts: got\n%q\nwant\n%q", got, p.Source())
	}
	joined := p.join(texts(p))
	again, err := Parse(p.Slug, p.File, joined)
	if err != nil {
		t.Fatalf("texts written in place do not parse: %v\n%q\nfrom\n%q", err, joined, p.Source())
	}
	if got, want := shape(again, true), shape(p, true); got != want {
		t.Fatalf("texts written in place: got\n%s\nwant\n%s\n%q\nfrom\n%q", got, want, joined, p.Source())
	}
	if twice := again.join(texts(again)); string(twice) != string(joined) {
		t.Fatalf("not stable: %q then %q", joined, twice)
	}
}

func TestLaw1SplitAndJoin(t *testing.T) {
	for name, src := range pages(t) {
		for _, src := range []string{src, strings.ReplaceAll(src, "\n", "\r\n"), strings.TrimRight(src, "\n")} {
			t.Run(name, func(t *testing.T) { conserved(t, mustParse(t, src)) })
		}
	}
}

func TestLaw1OtherTextsKeepTheBlocks(t *testing.T) {
	nasty := []string{
		"plain", "# heading", "## x ##", "#", "- item", "* item", "1. one", "12) twelve", "> quote", "---", "===", "***", "```",
		"~~~", "a | b", "| a |", "--|--", ":-", "a\\\nb", "a\\\n- b", "a\\\n2. b", "a\\\n---", "a\\\n# b", "a\n\nb", "\n", "ends in \\",
		"    code", "[a]: /b", "]", "[", "a ](b) c", "`", "`a|b`", "**bold", "\"quoted\" \\ text", "ارتفاع", "中文。", "\\", "a  \nb", "!", "x #",
		"*", "**", "--", "_", "+", "=", "^a", "a {#id}", ":", ":::", "10) x", "a\\\n**", "**\\\na", "a\\\n=",
	}
	for name, src := range pages(t) {
		p := mustParse(t, src)
		for _, text := range nasty {
			all := make([]string, len(p.Segments))
			for i := range all {
				if all[i] = text; !p.Segments[i].Kind.IsMarkdown() && marksIn(text) != "" {
					all[i] = "" // R47: a title cannot have marks
				}
			}
			joined := p.join(all)
			again, err := Parse("page", "p.md", joined)
			if _, refused := Parse("page", "p.md", []byte(head+text)); refused != nil && strings.Contains(refused.Error(), "readers would see") && err != nil {
				continue // R47: a page cannot hold the text
			}
			if err != nil {
				t.Errorf("%s with %q: %v\n%s", name, text, err, joined)
				continue
			}
			if got, want := shape(again, false), shape(p, false); got != want {
				t.Errorf("%s with %q: got\n%s\nwant\n%s\n%s", name, text, got, want, joined)
			}
		}
	}
}

func TestJoinWritesEachSyntax(t *testing.T) {
	p := mustParse(t, head+"> - a\n>   b\n\n# h #\n\n| a |\n|---|\n| b |\n\n![x](y)\n")
	got := string(p.join([]string{`a "b"`, "é", "eins\\\nzwei", "oben #", "l | r", "", "]"}))
	want := "+++\ntitle = \"a \\\"b\\\"\"\ndescription = \"é\"\npublished = 2026-01-01\nupdated = 2026-01-02\n+++\n" +
		"> - eins\\\n>   zwei\n\n# oben \\# #\n\n| l \\| r |\n|---|\n| b |\n\n![\\]](y)\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// footnoteMarks returns the marks of footnotes that a segment has, and a translation must keep.
func footnoteMarks(s Segment) (marks string) {
	if run, err := InlineLike(s.Text, s.Text); err == nil && s.Kind.IsMarkdown() {
		for _, r := range run.All(RunFootnote) {
			marks += " [^" + r.Dest + "]"
		}
	}
	return marks
}

func FuzzSplitJoin(f *testing.F) {
	for _, src := range pages(f) {
		_, body, _ := strings.Cut(src[3:], "+++\n")
		f.Add(body, "T", false)
		f.Add(body, "# ü \"x\"", true)
	}
	f.Add("a\\\nb  \nc `d  \ne`", "1. x", true)
	f.Add("a[^1] *b*[^x]\n\n[^1]: c\\\n    d\n\n    - e\n- f\n  [^x]: ~~g~~ www.a.org", "T\\\nU", false)
	f.Add("## H {#h}\n[a][b] [b] ![c][]\n\n[b]: </x y> 'T'\n[c]: d.png", "**「点」**x https://a.b", false)
	f.Add("| a\\|b | `c\\|d` |\n|-|-|\n|\\||x\\\\|", "a\\\nb", false)
	f.Fuzz(func(t *testing.T, body, other string, crlf bool) {
		src := head + body
		if crlf {
			src = strings.ReplaceAll(src, "\n", "\r\n")
		}
		p, err := Parse("page", "p.md", []byte(src))
		if err != nil {
			return
		}
		if !utf8.ValidString(src) {
			t.Fatal("parsed what is not UTF-8")
		}
		conserved(t, p)
		all := make([]string, len(p.Segments))
		for i := range all {
			if all[i] = other + footnoteMarks(p.Segments[i]); !p.Segments[i].Kind.IsMarkdown() && marksIn(oneLine(other)) != "" {
				all[i] = ""
			}
		}
		again, err := Parse("page", "p.md", p.join(all))
		if err != nil {
			if holds(other) && (len(p.footnotes) == 0 || holds(other+" x")) { // where marks follow
				t.Fatalf("a page can hold %q, but not %q", other, p.join(all))
			}
			return
		}
		if got, want := shape(again, false), shape(p, false); got != want {
			t.Fatalf("with %q: got\n%s\nwant\n%s\n%q\nfrom %q", other, got, want, again.Source(), src)
		}
	})
}

// holds reports whether a text can be the one paragraph of a page.
func holds(text string) bool {
	p, err := Parse("page", "p.md", []byte(head+text))
	return err == nil && len(p.Segments) == 3 && p.Segments[2].Kind == KindParagraph
}

func FuzzParse(f *testing.F) {
	for _, src := range pages(f) {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if p, err := Parse("page", "p.md", src); err == nil {
			conserved(t, p)
		}
	})
}
