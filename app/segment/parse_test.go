package segment

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/golden"
)

const head = "+++\ntitle = \"T\"\ndescription = \"D\"\npublished = 2026-01-01\nupdated = 2026-01-02\n+++\n"

func pages(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/pages/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	pages := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(f)] = string(b)
	}
	return pages
}

func mustParse(t testing.TB, src string) *Page {
	t.Helper()
	p, err := Parse("page", "page.md", []byte(src))
	if err != nil {
		t.Fatalf("parse:\n%v\n%s", err, src)
	}
	return p
}

func list(p *Page) string {
	var b strings.Builder
	for _, s := range p.Segments {
		fmt.Fprintf(&b, "%d:%d %s", s.Line, s.Col, s.Kind)
		if s.Level > 0 {
			fmt.Fprintf(&b, "%d", s.Level)
		}
		fmt.Fprintf(&b, " [%s] %q", s.Section, s.Text)
		if s.Note != "" {
			fmt.Fprintf(&b, " note=%q", s.Note)
		}
		if s.NoTranslate {
			b.WriteString(" fixed")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestParsePages(t *testing.T) {
	for name, src := range pages(t) {
		golden.Equal(t, "testdata/pages/"+name+".segments", []byte(list(mustParse(t, src))))
	}
}

func TestCRLFGivesTheSameTexts(t *testing.T) {
	for name, src := range pages(t) {
		lf, crlf := mustParse(t, src), mustParse(t, strings.ReplaceAll(src, "\n", "\r\n"))
		if got, want := list(crlf), list(lf); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestBlocks(t *testing.T) {
	p := mustParse(t, head+"# H\n\n- a\n- b\n\n> q\n\n| a | b |\n|---|:-:|\n| c | |\n\n```go x\ncode\n```\n\n---\n\n![alt](i.png)\n\n3. x\n\n   y\n")
	var show func(b []Block) string
	show = func(bs []Block) string {
		var out []string
		for _, b := range bs {
			s := string(b.Kind)
			if b.Segment >= 0 {
				s += fmt.Sprintf("=%q", p.Segments[b.Segment].Text)
			}
			s += strings.TrimSpace(b.Literal) + b.Dest
			if b.Kind == BlockList {
				s += fmt.Sprintf(" %v/%d/%v", b.Ordered, b.Start, b.Tight)
			}
			if align := slices.Index([]string{"none", "left", "center", "right"}, b.Align); align > 0 {
				s += fmt.Sprintf("@%d", align)
			}
			if b.Children != nil {
				s += "(" + show(b.Children) + ")"
			}
			out = append(out, s)
		}
		return strings.Join(out, " ")
	}
	want := `heading="H" list false/0/true(item(paragraph="a") item(paragraph="b")) quote(paragraph="q") ` +
		`table(headerrow(cell="a" cell="b"@2) row(cell="c" cell@2)) codecode rule image="alt"i.png ` +
		`list true/3/false(item(paragraph="x" paragraph="y"))`
	if got := show(p.Blocks); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFaults(t *testing.T) {
	body := func(s string) string { return head + s }
	front := func(s string) string { return "+++\n" + s + "\n+++\ntext\n" }
	good := "title = \"T\"\ndescription = \"D\"\npublished = 2026-01-01\nupdated = 2026-01-02\n"
	for _, c := range []struct{ src, want string }{
		{"", "1:1: the page has no front matter"},
		{"text", "1:1: the page has no front matter"},
		{"---\ntitle: My: page\n---\ntext", `1:1: the front matter is YAML, between lines "---", and not TOML: begin it with a line "+++", then title, description, published and updated, each as name = value: title = "My: page", then`},
		{"---\r\ntitle: \"Ü\"\r\n---\r\n", `1:1: the front matter is YAML, between lines "---", and not TOML: begin it with a line "+++", then title, description, published and updated, each as name = value: title = "Ü", then`},
		{"{\n  \"title\": \"A\",\n}\n", `1:1: the front matter is JSON, and not TOML: begin it with a line "+++", then title, description, published and updated, each as name = value: title = "A"`},
		{"<!-- x -->\n" + front(good), "1:1: something stands above the front matter"},
		{front(strings.Replace(good, "title", "Title", 1)), "2:1: a field is written in small letters: write it as title"},
		{front("published = 2026-01-05T10:00:00Z\n"), "2:13: a date has no time of day: write it as published = 2026-01-05"},
		{front("title = \"T &amp; U\"\n"), "2:9: title is plain text, and readers would see its marks (&amp;)"},
		{front("title = \"T \uFFFD\"\n"), "2:12: U+FFFD: this stands for a character that was lost: write it anew"},
		{"+++\ntitle = 1", "1:1: the front matter has no end"},
		{front(""), "1:1: the front matter has no title"},
		{front("title = \"\"\n"), "2:9: title is empty"},
		{front("title = \" \\t \"\n"), "2:9: title is empty"},
		{front("title = \"The **best** page\""), "2:9: title is plain text, and readers would see its marks (**best**)"},
		{front("title = \"5 * 3 * 2 [sic] a_b_c www.a.org\"\ndescription = \"See [it](/x)\""), "3:15: description is plain text, and readers would see its marks ([it](/x))"},
		{front("title = \"T\""), "1:1: the front matter has no description"},
		{front(good + "colour = 1"), "6:1: unknown field \"colour\""},
		{front(good + "title.x = 1"), "6:1: unknown field \"title.x\""},
		{front(good + "title = \"U\""), "6:1: title stands here a second time"},
		{front(good + "critical = \"yes\""), "6:12: critical must be true or false"},
		{front(good + "order = 1.5"), "6:9: order must be a whole number"},
		{front(good + "order = [1]"), "6:1: order must be a whole number"},
		{front(good + "order = \"1\""), "6:9: order must be a whole number"},
		{front(good + "review_by = 2026-02-30"), "6:13: "},
		{front(good + "review_by = \"soon\""), "6:13: review_by must be a day"},
		{front(good + "review_by = 2026-02-03T10:00:00Z"), "6:13: a date has no time of day: write it as review_by = 2026-02-03"},
		{front(good + "review_by = 2025-02-03"), "6:13: review_by is before updated"},
		{front(good + "[table]\n"), "6:2: the front matter has no tables but [[sources]]"},
		{front(good + "order = \n"), "6:"},
		{front(good + "order 5\n"), "6:7: between order and its text stands no equals sign: write it as order = 5"},
		{front(good + "review_by = 28.11.2026\n"), "6:13: a date is written year-month-day, as 2026-01-31: write it as review_by = 2026-11-28"},
		{front(good + "review_by = \"28.11.2026\"\n"), "6:13: a date is written year-month-day: write it as review_by = 2026-11-28"},
		{front("title = “T”\ndescription = \"D\"\npublished = 1.1.2026\nupdated = 2026-01-02\n"), "2:9: “ (U+201C) is a typographic quotation mark: around the text write \": write it as title = \"T\""},
		{front(good + "<<<<<<< HEAD\norder = 1\n=======\norder = 2\n>>>>>>> b\n"), "6:1: two versions of a text were not merged here"},
		{body("one\n\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> b\n"), "9:1: two versions of a text were not merged here"},
		{front("title = \"a\\u0000b\""), "2:9: title holds U+0000"},
		{front("title = \"a{\\u007Bb\""), "2:9: instructions for another program"},
		{strings.Replace(body("x"), "2026-01-02", "2025-01-02", 1), "5:11: updated is before published"},
		{body("a\xffb"), "7:2: this is not UTF-8"},
		{"\xff\xfe+\x00+\x00", "1:1: the file is UTF-16"},
		{body("a\x00b"), "7:2: U+0000: a control character"},
		{body("é\rb"), "7:2: U+000D: a carriage return without"},
		{body("a\u202Eb"), "7:2: U+202E: this character turns"},
		{body("a\u2066b"), "7:1: the text opens a direction isolate"},
		{body("x {{.Name}}"), "7:3: instructions for another program"},
		{body("<div>x</div>"), "7:1: the page holds HTML (<div>x</div>)"},
		{body("x <b>y</b>"), "7:3: the text holds HTML (<b>)"},
		{body("x <!-- y --> z"), "7:3: the text holds HTML"},
		{body("<!-- x --> z"), "7:1: the page holds HTML (z)"},
		{body("<!-- x"), "7:1: the comment has no end"},
		{body("<!-- note: x -->"), "7:1: no block follows this comment"},
		{body("- a\n\n  <!-- notranslate -->\n"), "9:3: no block follows this comment"},
		{body("<!-- note: -->\nx"), "7:1: the note for translators is empty"},
		{body("#\n"), "7:1: the heading is empty"},
		{body("| a |\n|---|\n| b | c |"), "9:1: 1 cells stand in the header of the table, and 2 in this row"},
		{body("| a | b |\n|---|---|\n| b |"), "9:1: 2 cells stand in the header of the table, and 1 in this row"},
		{body("text\na | b\n--|--"), "8:1: the table stands right below a text"},
		{body("![a](b \"c\")"), "7:1: the title of an image is not translated"},
		{body(strings.Repeat(">", 17)), "7:1: lists and quotes are nested too deep"},
		{body(strings.Repeat(" ", 121) + "- x"), "7:1: lists and quotes are nested too deep"},
		{body(strings.Repeat("*a ", 20) + strings.Repeat("a* ", 20)), "7:1: marks are nested more than 16 deep"},
		{body(strings.Repeat("word ", 14000)), "7:1: the text is longer than 16 KB"},
		{body(strings.Repeat("\n", maxLines)), "1:1: the page has more than"},
		{strings.Repeat("x", maxPage+1), "1:1: the page is larger than 8 MB"},
	} {
		_, err := Parse("page", "p.md", []byte(c.src))
		if err == nil || !strings.Contains(err.Error(), "p.md:"+c.want) {
			t.Errorf("%.200q: got %v, want %s", c.src, err, c.want)
		}
	}
}

func TestAllFaultsAreReported(t *testing.T) {
	_, err := Parse("page", "p.md", []byte("+++\ntitle = \"\"\nextra = 1\nupdated = 2026-13-01\n+++\n\n<div>\n\nx <b>y</b> {{z}}\n"))
	for _, want := range []string{"2:9:", "3:1: unknown", "no description", "no published", "7:1:", "9:3:", "9:12:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want also %s", err, want)
		}
	}
	if lines := strings.Split(err.Error(), "\n"); !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(a[:6], b[:6]) }) {
		t.Errorf("not in order: %v", lines)
	}
}
