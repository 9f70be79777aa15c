package foreign

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

const head = "+++\ntitle = \"T\"\ndescription = \"D\"\npublished = 2026-01-01\nupdated = 2026-01-01\n+++\n\n"

func resolve(dest string, image bool) (string, string) {
	switch {
	case strings.HasPrefix(dest, "https://"):
		return dest, ""
	case strings.Contains(dest, "gone"):
		return "", "nothing was found at " + dest
	}
	return "/" + strings.Trim(strings.TrimSuffix(dest, ".md"), "./"), ""
}

// read returns the body of a page as it is read without a fault.
func read(t testing.TB, src string, mdx bool) (string, *Page) {
	t.Helper()
	p := Read([]byte(src), Options{MDX: mdx, Resolve: resolve})
	if _, err := p.Settle("page", "page.md", []byte(head)); err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	return strings.TrimSpace(string(p.Body)), p
}

func TestWhatOtherProgramsWriteBecomesMarkdownOfOurs(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"box", ":::note[Mind this]\nSome *words*.\n:::", "> **Mind this**\n>\n> Some *words*."},
		{"box in a list", "- one\n\n  :::tip\n  words\n  :::", "- one\n\n  >\n  > words"},
		{"alert", "> [!WARNING]\n> words", ">\n> words"},
		{"shortcode around text", "{{< note >}}\nwords\n{{< /note >}}", "words"},
		{"shortcode with text", `Use {{< glossary_tooltip text="pods" term_id="pod" >}} here.`, "Use pods here."},
		{"reference of Hugo", `See [words]({{< ref "b.md" >}}).`, "See [words](/b)."},
		{"figure", `{{< figure src="a.png" alt="A hand" >}}`, "![A hand](/a.png)"},
		{"tag", "<div class=\"x\">\n\nwords\n\n</div>", "words"},
		{"marks of HTML", "a <b>bold</b> word, <kbd>Esc</kbd>, <a href=\"b.md\">there</a>", "a **bold** word, `Esc`, [there](/b)"},
		{"script", "words\n\n<script>\nalert(1)\n</script>\n\nmore", "words\n\nmore"},
		{"less", "if a <b and 1 < 2", `if a \<b and 1 < 2`},
		{"braces", "write {{ .Date }}", `write \{\{ .Date }}`},
		{"braces in code", "`{{ x }}`", "`{ { x }}`"},
		{"task", "- [ ] to do\n- [x] done", "- ☐ to do\n- ☑ done"},
		{"heading with classes", "## Words {#id .class}", "## Words {#id}"},
		{"image of another site", "![a sign](https://example.org/a.png)", "[a sign](https://example.org/a.png)"},
		{"link to nothing", "see [these words](gone.md)", "see these words"},
		{"image that is gone", "![a sign](gone.png)", "a sign"},
		{"emoji", "words :tada:", `words \:tada\:`},
		{"code stays", "```html\n<b>{words}</b> :::note\n```", "```html\n<b>{words}</b> :::note\n```"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := read(t, c.src, false); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMDX(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"statements", "import A from './a';\nexport const b = {\n  c: 1,\n};\n\nwords", "words"},
		{"component", "<Tabs>\n  <TabItem label=\"npm\">\n    words in it\n  </TabItem>\n</Tabs>", "**npm**\n\nwords in it"},
		{"card", `<Card title="Words" href="b.md" />`, "[Words](/b)"},
		{"comment", "a{/* nobody reads this */} word", "a word"},
		{"text in braces", "a{' '}word", "a word"},
		{"expression", "version {props.version}", "version `{props.version}`"},
		{"code inside of a component", "<Tab>\n\n  ```js\n  a\n  ```\n\n</Tab>", "```js\na\n```"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := read(t, c.src, true); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFrontMatterInEveryForm(t *testing.T) {
	for _, src := range []string{
		"---\ntitle: Some words\nweight: 3\ntags: [a, b]\n---\nbody",
		"+++\ntitle = \"Some words\"\nweight = 3\ntags = [\"a\", \"b\"]\n+++\nbody",
		"{\"title\": \"Some words\", \"weight\": 3, \"tags\": [\"a\", \"b\"]}\nbody",
	} {
		body, p := read(t, src, false)
		if p.Front.Text("title") != "Some words" || p.Front.Number("weight") != 3 || len(p.Front.List("tags")) != 2 || body != "body" {
			t.Errorf("%q: %v, body %q", src, p.Front, body)
		}
	}
	if body, p := read(t, "---\ntitle: [\n---\nbody", false); body != "body" || len(p.Notes) != 1 || p.Notes[0].Kind != KindFront {
		t.Errorf("a front matter that cannot be read: body %q, notes %v", body, p.Notes)
	}
}

// Every line knows where it stood, so that the report names the place.
func TestNotesNameTheLineOfTheSource(t *testing.T) {
	_, p := read(t, "---\ntitle: x\n---\n\nwords\n\n<Thing a=\"1\" />\n\nmore {{< odd >}}\n", false)
	var lines []int
	for _, n := range p.Notes {
		lines = append(lines, n.Line)
	}
	if len(lines) != 2 || lines[0] != 7 || lines[1] != 9 {
		t.Errorf("notes at lines %v, want 7 and 9: %v", lines, p.Notes)
	}
}

// FuzzRead: whatever somebody else's page holds, ours is read without a fault, holds no HTML that is sent, and is the same each time.
func FuzzRead(f *testing.F) {
	for _, glob := range []string{"../../../content/*.md", "../../../README.md", "../../docs/*.md", "../testdata/*/*/*.md*", "../testdata/*/*/*/*/*.md*"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data, true)
			f.Add(data, false)
		}
	}
	for _, s := range []string{"{{<", "<a href={", "```\n<b>", "<!-- ", ":::x\n:::y\n- ", "[a](<b", "![](x)[![](y)](z)", "|a|\n|-|\n|<br>|", "{`${a}`}", "<pre>\n{{", "\u2068x", "***\n**x", "    <x", "<b>a</b><i>b</i>", "a\n===\n# b {#c}\n# d {#c}"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, src []byte, mdx bool) {
		if len(src) > 1<<14 {
			return
		}
		p := Read(src, Options{MDX: mdx, Resolve: resolve})
		page, err := p.Settle("page", "page.md", []byte(head))
		if err != nil {
			if strings.Contains(err.Error(), "cannot be brought along") {
				return // it is named, and left out
			}
			t.Fatalf("%q: %v", src, err)
		}
		for _, s := range page.Segments {
			if s.Kind.IsMarkdown() {
				if run, err := segment.InlineInPlace(s.Text, s.Text); err != nil || len(run.All(segment.RunHTML)) > 0 {
					t.Errorf("%q: the text %q holds HTML, or is none: %v", src, s.Text, err)
				}
			}
		}
		again := Read(src, Options{MDX: mdx, Resolve: resolve})
		if _, err := again.Settle("page", "page.md", []byte(head)); err != nil || string(again.Body) != string(p.Body) {
			t.Errorf("%q is read in two ways", src)
		}
	})
}
