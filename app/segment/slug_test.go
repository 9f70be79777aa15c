package segment

import (
	"strings"
	"testing"
)

func TestSlugOf(t *testing.T) {
	for path, want := range map[string]string{
		"a.md": "a", "side-effects.md": "side-effects", "guides/a-1.md": "guides/a-1", "2024.md": "2024",
		"A.md": "", "a.txt": "", "a b.md": "", "../a.md": "", "a/../b.md": "", "/a.md": "", "a//b.md": "", "-a.md": "", "a-.md": "",
		"a--b.md": "", ".md": "", "é.md": "", "ui.md": "", "description.md": "", "one.md": "", "guides/one.md": "guides/one",
		"languages.md": "", "search.md": "", "report.md": "", "index.md": "", "404.md": "", "405.md": "", "guides/index.md": "guides/index", "assets/a.md": "", "a/report.md": "", "a/beside/b.md": "",
		"guides/search.md": "guides/search", "reports.md": "reports", "a.b.md": "", "a\x00.md": "", strings.Repeat("a", 200) + ".md": "",
	} {
		got, err := SlugOf(path)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", path, got, err, want)
		}
	}
}
