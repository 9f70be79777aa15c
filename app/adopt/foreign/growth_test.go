package foreign

import (
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
)

// What has no end, or is set in without one, is not looked for again and again.
func TestLaw8LargePagesAreReadInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const size = 512 << 10
	for _, piece := range []string{"<", "<!-- ", "<b>", "<a href=x>", "<script>", "<pre>", "<br>\n", "<a href={", "<x y='", "{", "{/* ", "{`", "{{", "{{< ", "{{< comment >}}", "{{< x >}}", "{% ", "[", "![", "[a](b) ", "[a](<b ", "]",
		"](", ":::x\n", "<div>\n", "<p>a", "`", "``` ", "> ", "- ", "import {\n", "\\", "[a]: b\n", "# a {#b}\n", ": a\n", "* * *\n", "<li>", "{{< highlight >}}\n"} {
		for _, mdx := range []bool{true, false} {
			if !mdx && !strings.Contains(piece, "{") {
				continue
			}
			page := []byte(strings.Repeat(piece, size/len(piece)))
			if took := cputime.Of(func() { Read(page, Options{MDX: mdx, Resolve: resolve}) }); took > 8*time.Second {
				t.Errorf("%q, MDX %v: 512 KB took %v", piece, mdx, took)
			} else if testing.Verbose() {
				t.Logf("%q, MDX %v: %v", piece, mdx, took)
			}
		}
	}
}
