package segment

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// R40, case 16: a byte order mark, CRLF and decomposed text change nothing of a page but its bytes.
func TestR40PagesAreReadGenerously(t *testing.T) {
	text := head + "\n## Café\n\nDéjà vu,\n*naïve*.\n\n![Señor](a.png)\n\n| é |\n|---|\n| ü |\n"
	want, err := Parse("p", "p.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\uFEFF" + s },
		"decomposed":      norm.NFD.String,
		"blank lines":     func(s string) string { return "\n \n" + s },
		"twice changed":   func(s string) string { return strings.ReplaceAll(s, "\n", "\r\r\n") },
		"of an old Mac":   func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"everything":      func(s string) string { return "\uFEFF" + strings.ReplaceAll(norm.NFD.String(s), "\n", "\r\n") },
	} {
		src := change(text)
		got, err := Parse("p", "p.md", []byte(src))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(got.Segments) != len(want.Segments) {
			t.Fatalf("%s: %d segments, want %d", name, len(got.Segments), len(want.Segments))
		}
		for i, s := range got.Segments {
			if w := want.Segments[i]; s.Text != w.Text || s.Section != w.Section || s.Line != w.Line && name != "blank lines" {
				t.Errorf("%s: got %+v, want %+v", name, s, w)
			}
			if i > 1 && norm.NFC.String(unixLines.Replace(got.Raw(i))) != want.Raw(i) {
				t.Errorf("%s: segment %d covers %q, want %q", name, i, got.Raw(i), want.Raw(i))
			}
		}
	}
}

var unixLines = strings.NewReplacer("\r\r\n", "\n", "\r\n", "\n", "\r", "\n")

// R40: a no-break space and an ideographic space around a text are white space, as they are in a catalog; within it they stay.
func TestR40OuterWhiteSpaceOfAnyKind(t *testing.T) {
	p := mustParse(t, "+++\ntitle = \"\u00a0T\u3000\"\ndescription = \"D\u2003\"\npublished = 2026-01-01\nupdated = 2026-01-02\n+++\n"+
		"\u00a0a\u00a0b\n\n\u3000全角\u00a0\n\n## \u00a0h\u00a0\n\n| \u00a0c | d |\n|---|---|\n\n![\u00a0e\u00a0](a.png)\n")
	for i, want := range []string{"T", "D", "a\u00a0b", "全角", "h", "c", "d", "e"} {
		if got := p.Segments[i].Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	conserved(t, p)
}
